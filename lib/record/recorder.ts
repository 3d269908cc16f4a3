import type { Fact, LedgerRecord } from '../evidence/index.js';
import type { Digest } from '../kernel/index.js';

/** Port: evidence beyond the journal. Absent where no ledger has been founded. */
export interface Recorder {
  /** Everything recorded so far, verified. Throws JOURNAL_CORRUPT when the ledger does not verify. */
  read(): Promise<readonly LedgerRecord[]>;
  /** Records facts as one transaction; durable and covered by a checkpoint when it resolves. */
  append(facts: readonly Fact[]): Promise<void>;
  /**
   * Entries of numbers `from` on as they lie there, read without proof: what they say may hold something back, and lets
   * nothing go. Throws WritError.
   */
  glance(from: number): Promise<readonly LedgerRecord[]>;
  /** Keeps a body that entries name by its digest, beside the ledger, where it can be erased without breaking proof. */
  keep(body: object): Promise<Digest>;
}

/** Port: bodies by digest. */
export interface BodySource {
  /** The body with this digest, checked against it; undefined when it was erased or never kept here. */
  tryFind(digest: Digest): Promise<unknown>;
}
