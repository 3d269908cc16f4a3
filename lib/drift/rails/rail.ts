import type { IdentitySnapshot } from '../../identity/index.js';
import type { Inventory } from '../../inventory/index.js';
import type { Instant } from '../../kernel/index.js';
import type { Manifest } from '../../manifest/index.js';
import type { Principal } from '../../model/index.js';
import type { Ahead } from '../ahead.js';
import type { Carried } from '../carried.js';
import type { Holders } from '../holders.js';
import type { Known } from '../known.js';
import type { RevertLine } from '../line.js';
import type { Breaker } from '../breaker.js';
import type { JournalEntry, Operators } from '../ports.js';
import type { Rails } from '../rails.js';
import type { Sightings } from '../sightings.js';
import type { Counted } from '../taken.js';
import type { ManifestDoubt } from './manifest-doubt.js';
import type { FindingId } from '../finding-id.js';

/** Who asks for a revert, and what is known about the ground that it stands on. */
export interface RevertContext {
  readonly manifest: Manifest;
  readonly inventory: Inventory;
  readonly identity: IdentitySnapshot;
  readonly journal: readonly JournalEntry[];
  /** What the record knows of what is wanted. @default - NOTHING_KNOWN */
  readonly known?: Known;
  /** What of the journal lies ahead of the clock. @default - nothing */
  readonly ahead?: Ahead;
  readonly at: Instant;
  /** Without it the plan is only shown. */
  readonly confirmed: boolean;
  /** Who runs this, by id, as far as a key proves it. */
  readonly provedOperator?: string;
  /** Who is proved to stand behind what earlier runs queued and released. @default - nobody */
  readonly operators?: Operators;
  /** The principal whose credential acts, when it is one that can hold access. */
  readonly actor?: Principal;
  /** Why nobody can say whose credential acts; absent where that is known, or is no person's. */
  readonly actorUnknown?: string;
  /** Why it is nobody's who can hold access, as far as that is told. */
  readonly actorNobody?: string;
  /** The operator stands behind what the breaker queued, for this reason. */
  readonly release?: { readonly reason: string };
  /** Whether the journal and ledger verify. */
  readonly recordVerifies: boolean;
  /** Judge and revert these only. Absent = all, empty = none. */
  readonly only?: readonly FindingId[];
}

/** A context with the indexes that rails look things up in. */
export interface RevertGround extends RevertContext {
  readonly rails: Rails;
  readonly carried: Carried;
  readonly holders: Holders;
  readonly sightings: Sightings;
  /** Where most of what is live would be foreign. */
  readonly doubt: ManifestDoubt;
  /** What earlier runs queued. */
  readonly breaker: Breaker;
  /** What was taken away within the window of the ceilings. */
  readonly taken: readonly Counted[];
  /** Whether an operator is somebody whom HR has and who has not left. */
  readonly isKnown: (operator: string) => boolean;
}

/** Lines that a rail holds back, with why in plain words. */
export type Holds = ReadonlyMap<FindingId, string>;

/** What ends a hold: nothing, another declaration or configuration, time, a mended cause, or a second person. */
export type Until = 'never' | 'declared' | 'time' | 'mended' | 'released';

/** One safety rail. Rails are asked in order, each about the lines that those before it let go. */
export interface Rail {
  readonly id: RailId;
  /** The accident that it prevents, for the page of rails. */
  readonly prevents: string;
  readonly until: Until;
  hold(lines: readonly RevertLine[], ground: RevertGround): Holds;
}

/** The rails by id. */
export type RailId =
  | 'restrictive'
  | 'external'
  | 'control-tower'
  | 'by-rule'
  | 'not-told'
  | 'in-doubt'
  | 'age'
  | 'upstream'
  | 'narrowing'
  | 'scope-mode'
  | 'pinned'
  | 'break-glass'
  | 'known-as'
  | 'record'
  | 'newer-decision'
  | 'newer-manifest'
  | 'clock'
  | 'grace'
  | 'last-access'
  | 'administrators'
  | 'ceiling'
  | 'foreign-ceiling';

/** Holds each line for which `why` has an answer. */
export function holdEach(lines: readonly RevertLine[], why: (line: RevertLine) => string | undefined): Holds {
  const holds = new Map<FindingId, string>();
  for (const line of lines) {
    const reason = why(line);
    if (reason !== undefined) holds.set(line.finding.subject.id, reason);
  }
  return holds;
}
