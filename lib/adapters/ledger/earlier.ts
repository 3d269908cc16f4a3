import type { Ledger } from '../../evidence/index.js';
import { writeWhole } from '../files/durable.js';
import { textOf } from './aside-lines.js';
import { asideFile, type Aside } from './aside.js';
import { factOf } from './journal-entry.js';

/**
 * Puts the file journal of an earlier Writ at `path` before what lies aside, so that it is brought in with it: times of first
 * sight stay as they are. Throws JOURNAL_CORRUPT with the line that is no entry.
 */
export async function setEarlierAside(path: string, aside: string): Promise<void> {
  const earlier = asideFile(path);
  const entries = await earlier.read();
  if (entries.length > 0)
    await writeWhole(aside, textOf([...entries, ...(await asideFile(aside).read())]), 0o600);
  await earlier.retire();
}

/** Brings what lies aside into a ledger that was just founded; gives how many entries that were. */
export async function bringIn(ledger: Ledger, aside: Aside): Promise<number> {
  const entries = await aside.read();
  await ledger.append(entries.map(factOf));
  await aside.retire();
  return entries.length;
}
