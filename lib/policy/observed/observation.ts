import type { Digest, Instant } from '../../kernel/index.js';

/** Version of the file of observations. Version 2, which tells no state, and version 1, which tells no paths either, are still read. */
export const OBSERVATIONS_SCHEMA = 'writ.observations/3';

/** Who did something at a forge, as it authenticated them. */
export interface Actor {
  readonly login: string;
  readonly kind: 'user' | 'bot' | 'team';
}

/** A file at one end of a change, as git has it. */
export interface ObservedFile {
  /** `120000` is a symbolic link, `160000` a commit of another repository. */
  readonly mode: '100644' | '100755' | '120000' | '160000';
  /** The id of its content. */
  readonly blob: string;
}

/** One path that a change touches. A rename is two: one that goes and one that comes. */
export interface ObservedPath {
  /** From the root of the repository, byte for byte as git has it. */
  readonly path: string;
  /** Absent where there was nothing. */
  readonly before?: ObservedFile;
  /** Absent where there is nothing any more. */
  readonly after?: ObservedFile;
}

/** A change, a pull request, as it was when it was read. */
export interface ObservedChange {
  /** Its id at the forge. */
  readonly change: string;
  readonly repository: string;
  /** As it stands now: one that was closed and opened again is open, and the same. Absent where it was not told. */
  readonly state?: 'open' | 'merged' | 'closed';
  /** The branch that it is to be merged into, and the commits at both ends. */
  readonly base: string;
  readonly head: string;
  readonly openedBy: Actor;
  /** `hr:…` who asked a program to open it. */
  readonly onBehalfOf?: string;
  readonly openedAt: Instant;
  /** Who pushed to it, as the forge authenticated them. */
  readonly pushedBy: readonly Actor[];
  /** E-mails of authors, co-authors and committers: anybody can write them, so they cost approvals and never win one. */
  readonly emails: readonly string[];
  /** Ids of the tickets that it brings. */
  readonly tickets: readonly string[];
  /** Every path that it touches; absent where not all of them were told, and then nothing is known of what it is. */
  readonly paths?: readonly ObservedPath[];
  /** Of a change that is still open: what each of its tickets asks for as it stands on the head. Absent of one that is not. */
  readonly asks?: readonly ObservedAsk[];
}

/** What a ticket that is not decided yet asks for, as it stands on the head of a change. A removal asks for nothing. */
export interface ObservedAsk {
  readonly ticket: string;
  /** `hr:…` or `workload:…`. */
  readonly principal: string;
  readonly package: string;
  readonly asset: string;
}

/** One review, as it was when it arrived. */
export interface ObservedReview {
  readonly id: string;
  readonly change: string;
  readonly by: Actor;
  readonly state: 'approved' | 'changes-requested' | 'commented' | 'dismissed';
  readonly at: Instant;
  /** What was there to be seen: the base, the head, and by ticket the digest of the content. */
  readonly base: string;
  readonly head: string;
  readonly contents: Readonly<Record<string, Digest>>;
  /** The digest of the governance change that was there to be seen. */
  readonly governance?: Digest;
  /** `hr:…` for whom the reviewer says to act, when it is not for themselves. */
  readonly for?: string;
}

/** What a forge said of changes and reviews. */
export interface ObservedForge {
  readonly changes: readonly ObservedChange[];
  readonly reviews: readonly ObservedReview[];
}

/** No forge said anything. */
export const NOTHING_OBSERVED: ObservedForge = { changes: [], reviews: [] };

/** Port: what a forge said, in total order, with the digest of all. */
export interface ObservationSource {
  read(): Promise<ObservedForge & { readonly digest: Digest }>;
}
