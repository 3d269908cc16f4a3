import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  MAX_ENTRY_BYTES,
  MAX_NOTE_BYTES,
  type LedgerStore,
  type StoredCheckpoint,
  type StoredEntry,
} from '../../evidence/index.js';
import {
  discard,
  linkNew,
  makeFolder,
  syncFolder,
  writeAllUnpublished,
  writeFailed,
} from '../files/durable.js';
import { FOLDERS, pathOf, type Shelf } from './layout.js';
import { largestNumber, listNumbers, listStrays } from './listing.js';
import { readSmallFile } from './reading.js';

/** How many files are read before other work of this process gets its turn. */
const READ_RUN = 128;

/**
 * A ledger in a directory: a file per entry, written aside, synced, and published by link(2), which never replaces; so two
 * writers cannot overwrite each other, and a crash leaves whole entries only.
 */
export function directoryStore(place: string): LedgerStore {
  const root = resolve(place);
  const shelves = new Shelves(root);
  const size = (from = 0): Promise<number> => Promise.resolve(sizeFrom(root, from));
  return {
    place,
    publish: async (first, entries) => {
      const paths = entries.map((_, index) => pathOf('entries', first + index));
      return shelves.publish(paths, entries, 'synced');
    },
    size,
    read: (from, to) => readEntries(root, from, to),
    keepCheckpoint: async ({ size: number, note }) => {
      const kept = await shelves.publish(
        [pathOf('checkpoints', number)],
        [Buffer.from(note, 'utf8')],
        'whole',
      );
      return kept === 1 ? 'kept' : 'there';
    },
    checkpoints: (from = 0) => readCheckpoints(root, from),
    latestCheckpoint: () => Promise.resolve(latest(root)),
    strays: () => listStrays(root, sizeFrom(root, 0)),
  };
}

/** Publishes files below a root; remembers which folders it made. */
class Shelves {
  private readonly made = new Set<string>();

  constructor(private readonly root: string) {}

  /** Gives how many were published, up to the first that was taken; `synced` makes their names durable too. */
  async publish(
    paths: readonly string[],
    contents: readonly Uint8Array[],
    until: 'synced' | 'whole',
  ): Promise<number> {
    try {
      // Only to save the work: what decides is the link.
      if (paths[0] !== undefined && isThere(join(this.root, paths[0]))) return 0;
      const folders = await Promise.all(
        [...new Set(paths.map((path) => dirname(path)))].map((name) => this.folder(name)),
      );
      const files = await writeAllUnpublished(await this.folder(FOLDERS.unpublished), contents);
      try {
        return await linkAll(
          files,
          paths.map((path) => join(this.root, path)),
        );
      } finally {
        await Promise.all(files.map(discard));
        if (until === 'synced') await Promise.all(folders.map(syncFolder));
      }
    } catch (error) {
      this.made.clear();
      throw writeFailed(this.root, error);
    }
  }

  private async folder(name: string): Promise<string> {
    const path = join(this.root, name);
    if (!this.made.has(path) || !isThere(path)) await makeFolder(this.root, path);
    this.made.add(path);
    return path;
  }
}

/** In order, up to the first that is taken: a crash between two leaves the first of them. */
async function linkAll(files: readonly string[], targets: readonly string[]): Promise<number> {
  let published = 0;
  for (const target of targets) {
    const file = files[published];
    if (file === undefined || !(await linkNew(file, target))) break;
    published += 1;
  }
  return published;
}

function sizeFrom(root: string, from: number): number {
  if (from > 0) {
    let size = from;
    while (isThere(join(root, pathOf('entries', size)))) size += 1;
    return size;
  }
  return listNumbers(root, 'entries').size;
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

async function* readEntries(
  root: string,
  from: number,
  to = Number.POSITIVE_INFINITY,
): AsyncGenerator<StoredEntry> {
  for (let seq = from; seq < to; seq += 1) {
    const bytes = readSmallFile(join(root, pathOf('entries', seq)), MAX_ENTRY_BYTES);
    if (!bytes) return;
    yield { seq, bytes };
    if (seq % READ_RUN === READ_RUN - 1) await pause();
  }
}

async function* readCheckpoints(root: string, from: number): AsyncGenerator<StoredCheckpoint> {
  let read = 0;
  for (const size of listNumbers(root, 'checkpoints').numbers(from)) {
    const note = noteOf(root, 'checkpoints', size);
    if (note !== undefined) yield { size, note };
    read += 1;
    if (read % READ_RUN === 0) await pause();
  }
}

function latest(root: string): StoredCheckpoint | undefined {
  const size = largestNumber(root, 'checkpoints');
  const note = size === undefined ? undefined : noteOf(root, 'checkpoints', size);
  return size === undefined || note === undefined ? undefined : { size, note };
}

function noteOf(root: string, shelf: Shelf, number: number): string | undefined {
  const bytes = readSmallFile(join(root, pathOf(shelf, number)), MAX_NOTE_BYTES);
  return bytes && Buffer.from(bytes).toString('utf8');
}

function pause(): Promise<void> {
  return new Promise((resume) => setImmediate(resume));
}
