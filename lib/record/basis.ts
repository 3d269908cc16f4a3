import type { LedgerRecord, RecordOf } from '../evidence/index.js';
import { canonicalJson } from '../kernel/index.js';
import type { Basis } from '../model/index.js';

/** One text per basis. */
export function basisKey(basis: Basis): string {
  return canonicalJson(basis);
}

/** The ticket that an entry is about, if it is about one. */
export function ticketOf(record: LedgerRecord): string | undefined {
  const { body } = record;
  if ('ticket' in body) return body.ticket;
  return 'basis' in body && 'ticket' in body.basis ? body.basis.ticket : undefined;
}

/** The entries of one kind, in the order of the ledger. */
export function ofKind<K extends LedgerRecord['kind']>(
  records: readonly LedgerRecord[],
  kind: K,
): RecordOf<K>[] {
  return records.filter(
    (record): record is Extract<LedgerRecord, { kind: K }> => record.kind === kind,
  ) as unknown as RecordOf<K>[];
}
