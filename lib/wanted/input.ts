import type { Instant } from '../kernel/index.js';
import type { Catalogue, Ticket, Tombstone } from '../manifest/index.js';
import type { IdentitySnapshot } from '../identity/index.js';
import type { Decision, RecordedTickets, UnreadableTicket } from '../policy/index.js';

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
  readonly asOf: Instant;
}
