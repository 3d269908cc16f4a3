import type { Digest, Instant } from '../../kernel/index.js';
import type { Answer, Tier } from '../../meaning/index.js';
import type { DeclaredChange } from '../../policy/index.js';

/** What became of an access. `moved`: it is given otherwise, and is the same. */
export const ACCESS_DIFFERENCES = [
  'gained',
  'widened',
  'lengthened',
  'lost',
  'narrowed',
  'shortened',
  'moved',
] as const;
export type AccessDifference = (typeof ACCESS_DIFFERENCES)[number];

/** One end: what it was called, and what it says. */
export interface DiffEnd {
  readonly said: string;
  /** The instant that it was synthesized for. */
  readonly asOf: Instant;
  readonly manifest: Digest;
  /** How many grants of it stand or will stand at the instant of the comparison. */
  readonly grants: number;
}

/** Through what somebody has something. */
export interface Through {
  readonly package: string;
  readonly asset: string;
  readonly basis: string;
  readonly until: Instant | 'standing';
}

/** What a difference comes of: something that is another at the head, a person, or the time that lies between. */
export interface DiffCause {
  readonly of:
    'job function' | 'package' | 'permission set' | 'ticket' | 'group' | 'person' | 'workload' | 'time';
  readonly id: string;
  /** Why, where the manifest says. */
  readonly says?: string;
  /** Where it stands, as `file:line`, where that is known. */
  readonly place?: string;
}

/** What one person or workload has otherwise. */
export interface AccessDiff {
  readonly change: AccessDifference;
  /** `hr:…` or `workload:…` */
  readonly who: string;
  readonly name?: string;
  /** What it is, in words; sorted. */
  readonly gives: readonly string[];
  /** Through what at the base, and at the head; both sorted. */
  readonly before: readonly Through[];
  readonly after: readonly Through[];
  /** The highest tier of what is gained, lost or touched, where it is known. */
  readonly tier?: Tier;
  /** Actions that matter most among what is more or less: `iam:PassRole on *`. At most five. */
  readonly among: readonly string[];
  /** What is not known and makes it uncertain. */
  readonly unread: readonly string[];
  readonly privileged: readonly string[];
  readonly broadensAccess: Answer;
  readonly endsAccess: Answer;
  readonly because: readonly DiffCause[];
}

/** A permission set of another content, and who has it. */
export interface ContentDiff {
  readonly set: string;
  /** Who has it at the head, or had it where nobody does. */
  readonly holders: number;
  readonly broadensAccess: Answer;
  readonly endsAccess: Answer;
  readonly privileged: readonly string[];
  /** Examples of what is newly allowed, and of what is no longer; at most five each. */
  readonly allows: readonly string[];
  readonly denies: readonly string[];
  readonly place?: string;
}

/** What is amiss at the head and was not at the base. */
export interface DiffNote {
  readonly code:
    | 'JOB_FUNCTION_MATCHES_NOBODY'
    | 'JOB_FUNCTION_MATCHES'
    | 'PACKAGE_FOR_NOBODY'
    | 'ROUTE_WITHOUT_ANYBODY'
    | 'TICKET_GIVES_NOTHING';
  readonly id: string;
  readonly says: string;
  readonly place?: string;
}

/** Something declared otherwise, and where. */
export interface DeclaredDiff extends DeclaredChange {
  readonly place?: string;
}

/** What `writ diff --json` prints. */
export interface DiffDocument {
  readonly schema: 'writ.diff/1';
  readonly base: DiffEnd;
  readonly head: DiffEnd;
  /** Both ends are read at this instant. */
  readonly asOf: Instant;
  readonly differs: boolean;
  readonly counts: { readonly [K in AccessDifference]: number };
  /** How many people and workloads have something otherwise. */
  readonly principals: number;
  /** What a reviewer asks, of all of it. */
  readonly broadensAccess: Answer;
  readonly privileged: readonly string[];
  readonly endsAccess: Answer;
  readonly notes: readonly DiffNote[];
  /** The riskiest first. */
  readonly access: readonly AccessDiff[];
  readonly contents: readonly ContentDiff[];
  readonly declared: readonly DeclaredDiff[];
}
