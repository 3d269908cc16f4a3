import { parseCheckpoint, type Ledger, type LedgerStore } from '../../evidence/index.js';
import { WritError } from '../../kernel/index.js';
import type { LedgerCheckpoint } from './shapes.js';

/**
 * The checkpoint over all entries; with a ledger to append to, what no checkpoint covers yet is signed over first. Throws
 * LEDGER_MISSING.
 */
export async function currentCheckpoint(
  store: LedgerStore,
  ledger: Ledger | undefined,
): Promise<LedgerCheckpoint> {
  const note = (await ledger?.checkpoint())?.note ?? (await store.latestCheckpoint())?.note;
  if (note === undefined)
    throw new WritError('LEDGER_MISSING', `there is no checkpoint in \`${store.place}\``, {
      remedy: 'name the ledger with --ledger, or run `writ ledger init`',
    });
  const { origin, size, root } = parseCheckpoint(note);
  return { schema: 'writ.ledger-checkpoint/1', origin, size, root: root.toString('base64'), note };
}
