import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { SignerMemory } from '../../evidence/index.js';
import { digest, WritError } from '../../kernel/index.js';
import { codeOf, makeFolder, publishNew, writeFailed } from '../files/durable.js';
import { readSmallFile, unreadable } from './reading.js';

const MAX_MEMORY_BYTES = 8 * 1024 * 1024;

/**
 * The signer's memory in files `<path>.<turn>`, each published by link(2): of two processes that save the same turn one wins,
 * and the other learns it. A crash leaves the turn before, whole. Only the newest two are kept.
 */
export function fileMemory(path: string): SignerMemory {
  const whole = resolve(path);
  return {
    load: () => Promise.resolve(newestOf(whole)),
    save: async (turn, state) => {
      try {
        const saved = await publish(whole, turn, `${digest(state)}\n${state}\n`);
        if (saved) forget(whole, turn - 2);
        return saved;
      } catch (error) {
        throw writeFailed(path, error);
      }
    },
  };
}

async function publish(path: string, turn: number, text: string): Promise<boolean> {
  const folder = dirname(path);
  await makeFolder(folder, folder);
  return publishNew(fileOf(path, turn), Buffer.from(text, 'utf8'), 0o600);
}

function newestOf(path: string): { turn: number; state: string } | undefined {
  // Between listing and reading another process may have gone two turns on; then there is a newer one.
  for (let tries = 0; tries < 100; tries += 1) {
    const turn = turnsOf(path).at(-1);
    if (turn === undefined) return undefined;
    const bytes = readSmallFile(fileOf(path, turn), MAX_MEMORY_BYTES);
    if (bytes) return { turn, state: stateIn(Buffer.from(bytes).toString('utf8'), fileOf(path, turn)) };
  }
  throw unreadable(path, 'it changes faster than it can be read');
}

function stateIn(text: string, file: string): string {
  const match = /^(sha256:[0-9a-f]{64})\n([^\n]*)\n$/.exec(text);
  if (match?.[2] !== undefined && digest(match[2]) === match[1]) return match[2];
  throw new WritError('SCHEMA_INVALID', `the memory of the ledger signer in \`${file}\` is damaged`, {
    place: { file },
    remedy: 'rebuild it from a ledger that verifies: see docs/ledger.md, recovery of the signer',
  });
}

function forget(path: string, turn: number): void {
  if (turn > 0) rmSync(fileOf(path, turn), { force: true });
}

function turnsOf(path: string): number[] {
  try {
    const prefix = `${basename(path)}.`;
    return readdirSync(dirname(path))
      .filter((name) => name.startsWith(prefix) && /^\d{12}$/.test(name.slice(prefix.length)))
      .map((name) => Number(name.slice(prefix.length)))
      .sort((a, b) => a - b);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw unreadable(dirname(path), error);
  }
}

function fileOf(path: string, turn: number): string {
  return join(dirname(path), `${basename(path)}.${String(turn).padStart(12, '0')}`);
}
