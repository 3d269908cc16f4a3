import { readFileSync, renameSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JournalEntry } from '../../drift/index.js';
import { digest, WritError, type Digest } from '../../kernel/index.js';
import { codeOf, makeFolder, syncFolder, writeFailed } from '../files/durable.js';
import { parseLines, textOf, tornEntry, tornTail } from './aside-lines.js';
import { unreadable } from './reading.js';

/** Where a run's entries go while there is no ledger that verifies, until they are brought in. */
export interface Aside {
  /** Throws JOURNAL_CORRUPT with the line that is no entry. */
  read(): Promise<readonly JournalEntry[]>;
  /** Durable when it resolves. Damage further up does not stop it. */
  append(entries: readonly JournalEntry[]): Promise<void>;
  /** Puts what was read away for good, once all of it stands in the ledger. What was appended since is kept for next time. */
  retire(): Promise<void>;
}

/** A file of lines beside the ledger that is only ever appended to, by any number of runs: each append is one write. */
export function asideFile(path: string): Aside {
  let read: Digest | undefined;
  return {
    read: () =>
      now(() => {
        const bytes = bytesOf(path);
        const entries = parseLines(bytes);
        if (typeof entries === 'number') throw corrupt(path, entries);
        read = digest(bytes);
        return entries;
      }),
    append: (entries) => append(path, entries),
    retire: () => now(() => retire(path, read)),
  };
}

async function append(path: string, entries: readonly JournalEntry[]): Promise<void> {
  const [first] = entries;
  if (!first) return;
  const tail = tornTail(bytesOf(path));
  const text = `${tail.length === 0 ? '' : `\n${textOf([tornEntry(tail, first)])}`}${textOf(entries)}`;
  try {
    const folder = dirname(path);
    await makeFolder(folder, folder);
    await appendFile(path, text, { mode: 0o600, flush: true });
    await syncFolder(folder);
  } catch (error) {
    throw writeFailed(path, error);
  }
}

/** Kept under the digest of its content: nothing that was ever written is thrown away. */
function retire(path: string, read: Digest | undefined): void {
  const bytes = bytesOf(path);
  if (bytes.length === 0 || digest(bytes) !== read) return;
  try {
    renameSync(path, `${path}.brought-in-${read.slice('sha256:'.length, 'sha256:'.length + 16)}`);
  } catch (error) {
    throw writeFailed(path, error);
  }
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return Buffer.alloc(0);
    throw unreadable(path, error);
  }
}

function corrupt(path: string, line: number): WritError {
  return new WritError('JOURNAL_CORRUPT', `line ${line} of \`${path}\` is not an entry`, {
    remedy: 'restore the file from a copy; until then only ends that windows or HR prove are reverted',
    place: { file: path, line },
  });
}

function now<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => resolve(work()));
}
