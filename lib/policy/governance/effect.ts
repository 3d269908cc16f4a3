import type { Digest } from '../../kernel/index.js';
import type { Gains, Tier } from '../../meaning/index.js';

/** What a governance change does, whoever approves it. Every list in total order. */
export interface GovernanceEffect {
  /** What is declared otherwise: routes, approvers, time limits, teams, job functions, scopes and all else. */
  readonly declared: readonly DeclaredChange[];
  readonly rules: readonly RuleChange[];
  /** Everybody whose access is more or less, as if every basis of today stood. */
  readonly holders: readonly HolderEffect[];
  /** What comes, grows or goes without anybody asking for it. */
  readonly birthrights: readonly BirthrightEffect[];
  /** Tickets whose approval does not cover what they would give: each needs a new decision, and gives nothing until then. */
  readonly tickets: readonly TicketEffect[];
}

type Differs = 'added' | 'removed' | 'changed';

/** One declared thing that is another. */
export interface DeclaredChange {
  /** The section of the catalogue: `teams`. */
  readonly section: string;
  readonly id: string;
  readonly change: Differs;
  /** Of what changed: each field as canonical JSON, shortened; a side that lacks it lacks it here. */
  readonly fields: readonly { readonly field: string; readonly before?: string; readonly after?: string }[];
}

/** One rule that is another. Whether it is weaker is for people to read: it is only said that it changed. */
export interface RuleChange {
  readonly id: string;
  readonly change: Differs;
}

/** What somebody gets more and less. */
export interface HolderEffect {
  /** `hr:…` or `workload:…` */
  readonly who: string;
  readonly gains: readonly AccessChange[];
  readonly losses: readonly AccessChange[];
}

/** One part of an access that is more, or less. */
export interface AccessChange {
  /** The entitlement or the office in words. */
  readonly what: string;
  /** `cannot-tell` counts as a yes. */
  readonly more: Exclude<Gains['more'], 'no'>;
  /** The highest tier among what is gained or lost, where AWS documents it. */
  readonly tier?: Tier;
  /** How many documented actions; absent where it is no matter of actions. */
  readonly actions?: number;
  /** Those that matter most, at most five: `iam:PassRole on *`. */
  readonly among: readonly string[];
  /** What is not known and makes it uncertain. */
  readonly unread: readonly string[];
}

/** What somebody gets by a job function, or no longer. */
export interface BirthrightEffect {
  readonly who: string;
  readonly package: string;
  readonly asset: string;
  readonly jobFunction: string;
  readonly change: 'appears' | 'widened' | 'vanishes';
}

/** A ticket that stands at the base and whose content is another at the head. */
export interface TicketEffect {
  readonly ticket: string;
  readonly who: string;
  readonly package: string;
  readonly asset: string;
  /** What its approval covers. */
  readonly before: Digest;
  /** What a new one would have to cover; absent where it could not be given any more. */
  readonly after?: Digest;
  /** Whether it would give more. */
  readonly widened: boolean;
}
