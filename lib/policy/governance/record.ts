import type { Digest, Instant } from '../../kernel/index.js';
import type { BirthrightRule } from '../../manifest/index.js';
import type { Outcome } from '../decision.js';
import type { DecisionReason, ReviewJudged, RouteCondition } from '../decide/record.js';
import type { GovernanceEffect } from './effect.js';

/** Version of what is said of a change. */
export const GOVERNANCE_SCHEMA = 'writ.governance/1';

/** What one path of a change is. */
export type PathClass = 'ticket' | 'decisions' | 'observations' | 'documentation' | 'governance';

/** What a whole change is: `mixed` brings tickets, or records of them, together with governance. */
export type ChangeKind = 'tickets' | 'records' | 'documentation' | 'governance' | 'mixed' | 'unknown';

/** A path with what it is, and why. */
export interface ClassedPath {
  readonly path: string;
  readonly class: PathClass;
  readonly why: string;
}

/** What a change does whatever its paths are called: the declarations or the rules of its head are others. */
export type EffectPart = 'declarations' | 'rules';

/** One canonical document per evaluation of a change: what it is, what it does to whom, and what was decided of it. */
export interface GovernanceRecord {
  readonly schema: typeof GOVERNANCE_SCHEMA;
  readonly change: string;
  readonly repository: string;
  readonly base: string;
  readonly head: string;
  readonly at: Instant;
  readonly kind: ChangeKind;
  /** What an approval of it covers; absent where one of its ends cannot be read. */
  readonly content?: Digest;
  /** Absent of what is no governance change: nothing is decided of it here. */
  readonly outcome?: Outcome;
  /** Sorted by path. */
  readonly paths: readonly ClassedPath[];
  /** What differs in what is declared and in the rules. */
  readonly differs: readonly EffectPart[];
  /** Why it is not approved, gravest first; empty when it is. */
  readonly reasons: readonly DecisionReason[];
  /** Who has to approve: who did, and who can. */
  readonly conditions: readonly RouteCondition[];
  /** Every review of the change, counted or not, in time. */
  readonly reviews: readonly ReviewJudged[];
  /** Absent of what is no governance change, and where it could not be told. */
  readonly effect?: GovernanceEffect;
  /** What birthrights of the head give that are not in force at the base: an approval covers exactly these. Absent where there are none. */
  readonly gives?: readonly BirthrightRule[];
  /** The manifest of the head; a claim until a job without credentials has reproduced it from the observed head, byte for byte. */
  readonly manifest?: { readonly digest: Digest; readonly state: 'claimed' | 'reproduced' };
  /** Digest of everything that it was decided on. */
  readonly inputs: Digest;
  /** Digest of the rules of the base. */
  readonly policy?: Digest;
  /** When an approval runs out that was not merged on. */
  readonly expires?: Instant;
}
