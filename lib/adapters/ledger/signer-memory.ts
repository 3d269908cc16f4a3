import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SignerMemory } from '../../evidence/index.js';
import { digest, WritError } from '../../kernel/index.js';
import { makeFolder, syncFolder, writeFailed } from './durable.js';
import { readSmallFile } from './reading.js';

const MAX_MEMORY_BYTES = 8 * 1024 * 1024;

interface Slot {
  readonly path: string;
  readonly turn: number;
  readonly state: string;
}

/**
 * The signer's memory in two files beside each other, `<path>.0` and `<path>.1`, written in turns and each sealed by a digest:
 * one sync makes a state durable, and a crash in the middle of it damages only the older of the two.
 */
export function fileMemory(path: string): SignerMemory {
  const paths = [`${path}.0`, `${path}.1`] as const;
  let turn: number | undefined;
  return {
    load: () => {
      const newest = newestOf(paths);
      turn = newest?.turn;
      return Promise.resolve(newest?.state);
    },
    save: async (state) => {
      const next = (turn ?? newestOf(paths)?.turn ?? 0) + 1;
      const slot = next % 2 === 0 ? paths[0] : paths[1];
      await overwrite(slot, `${next} ${digest(`${next}\n${state}`)}\n${state}\n`);
      turn = next;
    },
  };
}

function newestOf(paths: readonly string[]): Slot | undefined {
  const there = paths.flatMap((path) => {
    const bytes = readSmallFile(path, MAX_MEMORY_BYTES);
    return bytes ? [{ path, text: Buffer.from(bytes).toString('utf8') }] : [];
  });
  const whole = there.flatMap(({ path, text }) => wholeSlot(path, text) ?? []);
  if (there.length > 0 && whole.length === 0) throw damaged(paths[0] ?? '');
  return whole.sort((a, b) => b.turn - a.turn)[0];
}

function wholeSlot(path: string, text: string): Slot | undefined {
  const match = /^(\d{1,15}) (sha256:[0-9a-f]{64})\n([^\n]*)\n/.exec(text);
  const [turn, state] = [Number(match?.[1]), match?.[3]];
  if (!match || state === undefined || digest(`${turn}\n${state}`) !== match[2]) return undefined;
  return { path, turn, state };
}

/** In place, so that neither its name nor its folder has to be synced again. What was longer before stays behind it, unread. */
async function overwrite(path: string, text: string): Promise<void> {
  try {
    const fresh = readSmallFile(path, 0) === undefined;
    if (fresh) await makeFolder(dirname(path), dirname(path));
    const file = openSync(path, fresh ? 'wx' : 'r+', 0o600);
    try {
      const bytes = Buffer.from(text, 'utf8');
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, bytes.length - at, at);
      fdatasyncSync(file);
    } finally {
      closeSync(file);
    }
    if (fresh) await syncFolder(dirname(path));
  } catch (error) {
    throw writeFailed(path, error);
  }
}

function damaged(path: string): WritError {
  return new WritError('SCHEMA_INVALID', `the memory of the ledger signer at \`${path}\` is damaged`, {
    place: { file: path },
    remedy: 'rebuild it from a ledger that verifies: see docs/ledger.md, recovery of the signer',
  });
}
