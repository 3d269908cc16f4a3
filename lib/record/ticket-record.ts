import type { LedgerRecord, RecordOf } from '../evidence/index.js';
import { by, groupBy, sorted } from '../kernel/index.js';
import { ofKind, ticketOf } from './basis.js';

/** The stages of a ticket's life, in order. */
export const STAGES = [
  'intake',
  'classification',
  'decision',
  'approval',
  'change',
  'verification',
  'end',
  'end-verification',
] as const;

/** A stage of a ticket's life; each has a kind of entry of its own. */
export type Stage = (typeof STAGES)[number];

/** REQ-101: request, approval, change and revocation of one ticket, in one record; each list in ledger order. */
export interface TicketRecord {
  readonly ticket: string;
  readonly intake: readonly RecordOf<'intake'>[];
  readonly classification: readonly RecordOf<'classification'>[];
  readonly decision: readonly RecordOf<'decision'>[];
  readonly approval: readonly RecordOf<'approval'>[];
  readonly change: readonly RecordOf<'change'>[];
  readonly verification: readonly RecordOf<'verification'>[];
  readonly end: readonly RecordOf<'end'>[];
  readonly 'end-verification': readonly RecordOf<'end-verification'>[];
  readonly reviews: readonly RecordOf<'exception-review'>[];
  readonly tombstones: readonly RecordOf<'tombstone'>[];
  readonly revocations: readonly RecordOf<'revocation'>[];
  /** All of them. */
  readonly entries: readonly LedgerRecord[];
}

/** The record of one ticket; undefined when the ledger has nothing about it. */
export function tryTicketRecord(ticket: string, records: readonly LedgerRecord[]): TicketRecord | undefined {
  const own = records.filter((record) => ticketOf(record) === ticket);
  return own.length > 0 ? ticketRecord(ticket, own) : undefined;
}

/** The records of every ticket that the ledger speaks of, by ticket. */
export function ticketRecords(records: readonly LedgerRecord[]): TicketRecord[] {
  const groups = groupBy(records, ticketOf);
  const found = [...groups].flatMap(([ticket, own]) =>
    ticket === undefined ? [] : [ticketRecord(ticket, own)],
  );
  return sorted(
    found,
    by(({ ticket }) => ticket),
  );
}

function ticketRecord(ticket: string, entries: readonly LedgerRecord[]): TicketRecord {
  return {
    ticket,
    intake: ofKind(entries, 'intake'),
    classification: ofKind(entries, 'classification'),
    decision: ofKind(entries, 'decision'),
    approval: ofKind(entries, 'approval'),
    change: ofKind(entries, 'change'),
    verification: ofKind(entries, 'verification'),
    end: ofKind(entries, 'end'),
    'end-verification': ofKind(entries, 'end-verification'),
    reviews: ofKind(entries, 'exception-review'),
    tombstones: ofKind(entries, 'tombstone'),
    revocations: ofKind(entries, 'revocation'),
    entries,
  };
}
