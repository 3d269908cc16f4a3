import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { directoryStore } from '../../adapters/ledger/directory.js';
import { heldKeys, keyFile } from '../../adapters/ledger/key-folder.js';
import { socketSigner } from '../../adapters/ledger/signer-client.js';
import { fileMemory } from '../../adapters/ledger/signer-memory.js';
import { guardingSigner, Ledger, type CheckpointSigner, type LedgerProps } from '../../evidence/index.js';
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
  return {
    store: directoryStore(place.folder),
    checkpoints: await signerOf(place),
    keys: (await heldKeys(place.keys)).filter(({ zone }) => zone !== 'signer'),
    clock,
    ...(place.skew === undefined ? {} : { skew: place.skew }),
    writer: `writ/${VERSION}`,
  };
}

/** Where the signer keeps its key and memory, in the embedded default and where it runs by itself. */
export function signerFiles({ keys }: LedgerPlace): { readonly key: string; readonly memory: string } {
  return { key: join(keys, 'signer.pem'), memory: join(keys, MEMORY) };
}

/** The signer behind its socket, else in this process with the key beside the ledger. Throws LEDGER_MISSING. */
export async function signerOf(place: LedgerPlace): Promise<CheckpointSigner> {
  if (place.signer !== undefined) return socketSigner(place.signer);
  const { key, memory } = signerFiles(place);
  if (existsSync(key)) return guardingSigner(await keyFile(key), fileMemory(memory));
  throw new WritError('LEDGER_MISSING', `no key of the ledger's signer lies in \`${place.keys}\``, {
    remedy: 'run `writ ledger init`, name the folder of its keys with --keys, or its socket with --signer',
  });
}
