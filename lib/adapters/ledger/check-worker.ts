import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import {
  checkEntry,
  isLedgerFault,
  MAX_ENTRY_BYTES,
  type CheckedEntry,
  type PublicKey,
} from '../../evidence/index.js';
import { messageOf } from '../../kernel/index.js';
import { pathOf } from './layout.js';
import { readSmallFile } from './reading.js';

/** Which entries a worker is to read and check, and the keys known when it was asked. */
export interface CheckTask {
  readonly id: number;
  readonly root: string;
  readonly from: number;
  readonly to: number;
  readonly keys: readonly PublicKey[];
}

/** The entries found good by themselves, up to the first that is not, or is not there. */
export interface CheckAnswer {
  readonly id: number;
  readonly entries: readonly CheckedEntry[];
  readonly fault?: { readonly layer: string; readonly seq: number | undefined; readonly words: string };
}

/** Does one task; a fault is an answer. */
export function check({ id, root, from, to, keys }: CheckTask): CheckAnswer {
  const known = new Map<string, PublicKey>(keys.map((key) => [key.id, key]));
  const entries: CheckedEntry[] = [];
  for (let seq = from; seq < to; seq += 1) {
    try {
      const bytes = readSmallFile(join(root, pathOf('entries', seq)), MAX_ENTRY_BYTES);
      if (!bytes) break;
      entries.push(checkEntry(seq, bytes, known));
    } catch (error) {
      return { id, entries, fault: faultOf(error, seq) };
    }
  }
  return { id, entries };
}

function faultOf(error: unknown, seq: number): NonNullable<CheckAnswer['fault']> {
  return isLedgerFault(error)
    ? { layer: error.layer, seq: error.seq, words: error.words }
    : { layer: 'format', seq, words: messageOf(error) };
}

parentPort?.on('message', (task: CheckTask) => parentPort?.postMessage(check(task)));
