import type { Digest, Instant } from '../kernel/index.js';
import type { BirthrightRule, Catalogue, Reason, Ticket, Tombstone } from '../manifest/index.js';
import type { IdentitySnapshot } from '../identity/index.js';
import type { ApprovalGround, Decision, RecordedTickets, UnreadableTicket } from '../policy/index.js';

/** Everything that what is wanted is a function of. */
export interface WantedInput {
  readonly catalogue: Catalogue;
  /** Every ticket file that could be read, in any order. */
  readonly tickets: readonly Ticket[];
  /** Ticket files that could not be read; each is reported and holds up nobody else. */
  readonly unreadable?: readonly UnreadableTicket[];
  readonly identity: IdentitySnapshot;
  readonly decisions: readonly Decision[];
  readonly tombstones?: readonly Tombstone[];
  /** What a verified ledger has of earlier decisions: it stands whatever became of the files. */
  readonly recorded?: RecordedTickets;
  /**
   * The digests of the policies that decisions may be made under.
   * @default - any that is not a placeholder
   */
  readonly policies?: readonly string[];
  /** Whether somebody was seen to approve a content. @default - decisions are believed as they are */
  readonly seen?: ApprovalGround['seen'];
  /** Whether the fallback of a role was asked at an instant. @default - by HR, and by who would get the access */
  readonly fallback?: ApprovalGround['fallback'];
  /** Why the rules of today would not give what was approved, by the digest of its content. @default - they are not asked */
  readonly objections?: ReadonlyMap<Digest, Reason>;
  /** Birthrights that were accepted: what none of them covers is held. @default - all that are declared */
  readonly accepted?: readonly BirthrightRule[];
  readonly asOf: Instant;
}
