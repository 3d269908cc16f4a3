import { join } from 'node:path';
import { directoryStore } from '../../adapters/ledger/directory.js';
import { heldKeys } from '../../adapters/ledger/key-folder.js';
import { fileMemory } from '../../adapters/ledger/signer-memory.js';
import { guardingSigner, Ledger, type LedgerProps } from '../../evidence/index.js';
import { WritError, type Clock } from '../../kernel/index.js';
import { VERSION } from '../version.js';
import type { LedgerPlace } from './place.js';

/** Where the signer of the embedded default remembers what it signed: beside its key. */
const MEMORY = 'signer-state.json';

/** Opens the ledger to append to it, with the keys that lie beside it. Throws LEDGER_MISSING and what `Ledger.open` throws. */
export async function openLedger(place: LedgerPlace, clock: Clock): Promise<Ledger> {
  return Ledger.open(await ledgerProps(place, clock));
}

/** What a ledger is opened or founded with. */
export async function ledgerProps(place: LedgerPlace, clock: Clock): Promise<LedgerProps> {
  const held = await heldKeys(place.keys);
  const signer = held.find(({ zone }) => zone === 'signer');
  if (!signer)
    throw new WritError('LEDGER_MISSING', `no key of the ledger's signer lies in \`${place.keys}\``, {
      remedy: 'run `writ ledger init`, or name the folder of its keys with --keys',
    });
  return {
    store: directoryStore(place.folder),
    checkpoints: guardingSigner(signer.signer, fileMemory(join(place.keys, MEMORY))),
    keys: held.filter(({ zone }) => zone !== 'signer'),
    clock,
    writer: `writ/${VERSION}`,
  };
}
