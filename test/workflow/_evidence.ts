import { join } from 'node:path';
import { asideFile } from '../../lib/adapters/ledger/aside.js';
import { bodyStore, type BodyStore } from '../../lib/adapters/ledger/bodies.js';
import { directoryStore } from '../../lib/adapters/ledger/directory.js';
import { ledgerJournal, type LedgerJournal } from '../../lib/adapters/ledger/journal.js';
import { Ledger, type LedgerRecord, type LedgerStore, type NoteKey } from '../../lib/evidence/index.js';
import type { Clock } from '../../lib/kernel/index.js';
import { genesisBody, memory, newHands, props } from '../evidence/_ledger.js';

/** A founded ledger in a folder, opened anew for each run, as a process would. */
export interface Evidence {
  readonly folder: string;
  readonly key: NoteKey;
  open(): LedgerJournal;
  records(): Promise<readonly LedgerRecord[]>;
}

/** What stands between a process and its disk; nothing, where left out. */
export interface Rim {
  readonly store?: (store: LedgerStore) => LedgerStore;
  readonly bodies?: (bodies: BodyStore) => BodyStore;
}

const through = <T>(value: T): T => value;

/** Founds a ledger on the clock given. */
export async function evidenceIn(
  folder: string,
  clock: Clock,
  { store: rim = through, bodies = through }: Rim = {},
): Promise<Evidence> {
  const hands = newHands();
  const store = directoryStore(join(folder, 'ledger'));
  const kept = memory();
  await Ledger.found(props(store, hands, clock, kept), genesisBody(hands));
  const open = (): LedgerJournal =>
    ledgerJournal({
      store,
      open: () => Ledger.open(props(rim(store), hands, clock, kept)),
      key: hands.noteKey,
      bodies: bodies(bodyStore(join(folder, 'bodies'))),
      aside: asideFile(join(folder, 'aside.jsonl')),
      clock,
    });
  return { folder, key: hands.noteKey, open, records: () => open().recorder.read() };
}
