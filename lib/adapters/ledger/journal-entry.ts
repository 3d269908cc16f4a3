import type { JournalEntry } from '../../drift/index.js';
import { JOURNAL, partRecordable, type Fact, type LedgerRecord } from '../../evidence/index.js';

/** An entry of the journal as what the ledger records. */
export function factOf({ kind, ...body }: JournalEntry): Fact {
  return { kind, body } as Fact;
}

/** The entry of the journal that a record is; none for records of other kinds. The fence is the ledger's own. */
export function entryOf({ kind, body }: LedgerRecord): JournalEntry[] {
  if (!(kind in JOURNAL)) return [];
  const { fence: _, ...rest } = body as Record<string, unknown>;
  return [{ kind, ...rest } as JournalEntry];
}

/** Whether a value is an entry of the journal that a ledger would take. */
export function isEntry(value: object): value is JournalEntry {
  const { kind, ...body } = value as { readonly kind?: unknown };
  if (typeof kind !== 'string' || !Object.hasOwn(JOURNAL, kind)) return false;
  return partRecordable([{ kind, body } as Fact]).unrecordable.length === 0;
}
