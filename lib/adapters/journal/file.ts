import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Journal, JournalEntry } from '../../drift/index.js';
import { digest, isWritError, messageOf, WritError, type Instant } from '../../kernel/index.js';
import { isCode } from './fault.js';
import { lineOf, tryParseLine } from './entry.js';
import { takeLock, type Lock } from './lock.js';
import { refuseTimes, type TimeCheck } from './times.js';

/** A journal in a file, one JSON entry a line. Holds the writer's lock from the first append until `close`. */
export interface FileJournal extends Journal {
  close(): void;
}

/** Where a journal lies, and how it is written. */
export interface FileJournalProps extends TimeCheck {
  /** Created with its folder when it does not exist. */
  readonly path: string;
  /** Writes bytes at the end of an open file and makes them durable. @default - write and fsync */
  readonly writeThrough?: (file: number, bytes: Buffer) => void;
}

/** Opens the journal at `path`. Reading needs no lock; a missing file is an empty journal. */
export function fileJournal(props: FileJournalProps): FileJournal {
  let lock: Lock | undefined;
  return {
    // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
    read: async () => readEntries(props.path),
    // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
    append: async (entries) => {
      if (entries.length === 0) return;
      lock ??= guarded(props.path, () => lockedFor(props.path));
      appendEntries(props, entries);
    },
    close: () => {
      lock?.release();
      lock = undefined;
    },
  };
}

/**
 * Reads every whole line. A torn last line is not an entry: it was never acknowledged, and the next append sets it
 * aside. Anything else that does not read back is damage. Throws JOURNAL_CORRUPT with the line.
 */
function readEntries(path: string): JournalEntry[] {
  const bytes = bytesOf(path);
  const whole = bytes.lastIndexOf(0x0a) + 1;
  const lines = bytes.subarray(0, whole).toString('utf8').split('\n').slice(0, -1);
  return lines.map((text, index) => tryParseLine(text) ?? corrupt(path, index + 1));
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return Buffer.alloc(0);
    throw new WritError('INPUT_UNREADABLE', `the journal \`${path}\` cannot be read: ${messageOf(error)}`, {
      remedy: 'give this user leave to read it',
      place: { file: path },
      cause: error,
    });
  }
}

function corrupt(path: string, line: number): never {
  throw new WritError('JOURNAL_CORRUPT', `line ${line} of the journal is not an entry`, {
    remedy: 'restore the file from its backup; until then only ends that windows or HR prove are reverted',
    place: { file: path, line },
  });
}

/** Appends whole lines or nothing: what a failed write left behind is cut off again. */
function appendEntries(
  { path, writeThrough = writeAndSync, ...times }: FileJournalProps,
  entries: readonly JournalEntry[],
): void {
  const file = guarded(path, () => openSync(path, 'a+', 0o600));
  try {
    const torn = setTornTailAside(path, file, times.clock);
    refuseTimes(entries, lastAt(path), times, { file: path });
    const before = fstatSync(file).size;
    const text = [...torn, ...entries].map((entry) => `${lineOf(entry)}\n`).join('');
    try {
      writeThrough(file, Buffer.from(text, 'utf8'));
    } catch (error) {
      ftruncateSync(file, before);
      throw error;
    }
  } catch (error) {
    throw isWritError(error) ? error : writeFailed(path, error);
  } finally {
    closeSync(file);
  }
}

/** Keeps the bytes of a torn last line in a file of their own, cuts them off, and makes an entry of it. */
function setTornTailAside(path: string, file: number, clock: TimeCheck['clock']): JournalEntry[] {
  const bytes = bytesOf(path);
  const whole = bytes.lastIndexOf(0x0a) + 1;
  const tail = bytes.subarray(whole);
  if (tail.length === 0) return [];
  const of = digest(tail);
  writeFileSync(`${path}.torn-${of.slice('sha256:'.length, 'sha256:'.length + 16)}`, tail, {
    flag: 'w',
    flush: true,
  });
  ftruncateSync(file, whole);
  return [{ kind: 'torn', at: clock.now(), bytes: tail.length, digest: of }];
}

/** The time of the last whole line that reads back; damage further up does not stop an append. */
function lastAt(path: string): Instant | undefined {
  const lines = bytesOf(path).toString('utf8').trimEnd().split('\n');
  return tryParseLine(lines.at(-1) ?? '')?.at;
}

function writeAndSync(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
  fsyncSync(file);
}

function lockedFor(path: string): Lock {
  mkdirSync(dirname(path), { recursive: true });
  return takeLock(`${path}.lock`);
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw isWritError(error) ? error : writeFailed(path, error);
  }
}

function writeFailed(path: string, error: unknown): WritError {
  return new WritError('WRITE_FAILED', `the journal \`${path}\` could not be written: ${messageOf(error)}`, {
    remedy: 'make room, or give this user leave to write; what was there before is whole',
    place: { file: path },
    cause: error,
  });
}
