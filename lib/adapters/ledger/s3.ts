import {
  MAX_ENTRY_BYTES,
  MAX_NOTE_BYTES,
  type LedgerStore,
  type StoredCheckpoint,
  type StoredEntry,
  type Stray,
} from '../../evidence/index.js';
import { claimOf, objectName, type Shelf } from './layout.js';
import { S3Objects, type S3Config } from './s3-objects.js';

/** Objects that are asked for at the same time while reading. */
const AHEAD = 16;

/**
 * A ledger in S3: an object per entry, under the names of the directory, each put with `If-None-Match: *`, which never replaces.
 * Have versioning on, and Object Lock with `retain`: then nobody who can write can take anything away either.
 */
export function s3Store(config: S3Config): LedgerStore {
  const objects = new S3Objects(config);
  return {
    place: objects.place,
    publish: async (first, entries) => {
      let published = 0;
      // One after the other: a crash leaves the first of them, and never one without those before it.
      for (const bytes of entries) {
        if (!(await objects.putNew(objectName('entries', first + published), bytes))) break;
        published += 1;
      }
      return published;
    },
    size: (from = 0) => sizeFrom(objects, from),
    read: (from, to) => readEntries(objects, from, to),
    keepCheckpoint: async ({ size, note }) =>
      (await objects.putNew(objectName('checkpoints', size), Buffer.from(note, 'utf8'))) ? 'kept' : 'there',
    checkpoints: (from = 0) => readCheckpoints(objects, from),
    latestCheckpoint: () => latest(objects),
    strays: () => listStrays(objects),
  };
}

async function sizeFrom(objects: S3Objects, from: number): Promise<number> {
  let size = from;
  for await (const number of numbers(objects, 'entries', from)) {
    if (number !== size) break;
    size += 1;
  }
  return size;
}

async function* readEntries(objects: S3Objects, from: number, to = Infinity): AsyncGenerator<StoredEntry> {
  const asked: Promise<{ bytes: Uint8Array } | undefined>[] = [];
  const ask = (seq: number): void => {
    if (seq < to) asked.push(objects.tryGet(objectName('entries', seq), MAX_ENTRY_BYTES));
  };
  // The first alone: most often there is nothing behind what is known already.
  ask(from);
  for (let seq = from; ; seq += 1) {
    const entry = await asked.shift();
    if (!entry) {
      await Promise.allSettled(asked);
      return;
    }
    while (asked.length < AHEAD && seq + 1 + asked.length < to) ask(seq + 1 + asked.length);
    yield { seq, bytes: entry.bytes };
  }
}

async function* readCheckpoints(objects: S3Objects, from: number): AsyncGenerator<StoredCheckpoint> {
  for await (const size of numbers(objects, 'checkpoints', from)) {
    const note = await noteOf(objects, size);
    if (note !== undefined) yield { size, note };
  }
}

async function latest(objects: S3Objects): Promise<StoredCheckpoint | undefined> {
  let size: number | undefined;
  for await (const number of numbers(objects, 'checkpoints', 0)) size = number;
  const note = size === undefined ? undefined : await noteOf(objects, size);
  return size === undefined || note === undefined ? undefined : { size, note };
}

async function noteOf(objects: S3Objects, size: number): Promise<string | undefined> {
  const object = await objects.tryGet(objectName('checkpoints', size), MAX_NOTE_BYTES);
  return object && Buffer.from(object.bytes).toString('utf8');
}

async function* numbers(objects: S3Objects, shelf: Shelf, from: number): AsyncGenerator<number> {
  const after = from === 0 ? '' : objectName(shelf, from - 1);
  for await (const name of objects.names(`${shelf}/`, after)) {
    const claim = claimOf(shelf, name);
    if (claim?.right) yield claim.number;
  }
}

async function* listStrays(objects: S3Objects): AsyncGenerator<Stray> {
  let size = 0;
  for await (const name of objects.names('')) {
    const shelf = name.startsWith('checkpoints/') ? 'checkpoints' : 'entries';
    const claim = claimOf(shelf, name);
    if (!claim?.right) {
      const seq = shelf === 'entries' && claim ? { seq: claim.number } : {};
      yield { name, kind: 'foreign', why: 'it is no entry and no checkpoint in its right place', ...seq };
    } else if (shelf === 'entries') {
      if (claim.number === size) size += 1;
      else yield { name, kind: 'after-gap', why: `entry ${size} is missing before it`, seq: claim.number };
    }
  }
}
