import type { Digest, Instant } from '../kernel/index.js';
import { openEntry } from './entry.js';
import type { KeyId } from './keys.js';
import type { Body, PredicateKind } from './predicates/table.js';
import type { StatementSubject } from './statement.js';
import type { LedgerStore } from './store.js';
import type { Zone } from './zone.js';

/** What one entry says, of a known kind. */
export interface RecordOf<K extends PredicateKind> {
  readonly kind: K;
  readonly seq: number;
  readonly digest: Digest;
  readonly recordedAt: Instant;
  readonly zone: Zone;
  readonly keys: readonly KeyId[];
  readonly subject: readonly StatementSubject[];
  readonly body: Body<K>;
}

/** What one entry says; the kind tells the shape of its body. */
export type LedgerRecord = { [K in PredicateKind]: RecordOf<K> }[PredicateKind];

/** The entries from `from` to below `to`, in order, as data; those of unknown kinds are left out. Proves nothing: verify first. */
export async function* readRecords(store: LedgerStore, from = 0, to?: number): AsyncGenerator<LedgerRecord> {
  for await (const { seq, bytes } of store.read(from, to)) {
    const { entry, digest, statement, kind } = openEntry(seq, bytes);
    if (!kind) continue;
    const { recordedAt, zone, body } = statement.predicate;
    yield {
      kind,
      seq,
      digest,
      recordedAt,
      zone,
      keys: entry.envelope.signatures.map(({ keyid }) => keyid),
      subject: statement.subject,
      body,
    } as LedgerRecord;
  }
}
