import { existsSync, readdirSync, type Dirent } from 'node:fs';
import { join, relative } from 'node:path';
import type { Stray } from '../../evidence/index.js';
import { codeOf } from '../files/durable.js';
import { claimOf, FOLDERS, pathOf, type Shelf } from './layout.js';
import { unreadable } from './reading.js';

const SHELVES: readonly Shelf[] = ['entries', 'checkpoints'];

/** The numbers on a shelf, listed folder by folder and never all at once. */
export interface Numbers {
  /** How many there are from 0 without a gap. */
  readonly size: number;
  /** All numbers from `from` on, ascending; whether or not there are gaps. */
  numbers(from: number): Iterable<number>;
}

/** Lists a shelf. A ledger that is not there has nothing. Throws INPUT_UNREADABLE. */
export function listNumbers(root: string, shelf: Shelf): Numbers {
  return {
    get size() {
      let size = 0;
      for (const number of numbersOn(root, shelf, 0)) {
        if (number !== size) break;
        size += 1;
      }
      return size;
    },
    numbers: (from) => numbersOn(root, shelf, from),
  };
}

/** The largest number on a shelf, found from the last folder. */
export function largestNumber(root: string, shelf: Shelf): number | undefined {
  for (const outer of folders(join(root, FOLDERS[shelf])).reverse())
    for (const inner of folders(outer).reverse()) {
      const last = rightNumbers(root, shelf, inner).at(-1);
      if (last !== undefined) return last;
    }
  return undefined;
}

/** Everything in the directory that is not an entry, checkpoint or folder in its one right place. */
export async function* listStrays(root: string, size: number): AsyncGenerator<Stray> {
  for (const entry of list(root)) if (!isOwn(entry)) yield* strangers(root, entry);
  for (const path of walk(join(root, FOLDERS.unpublished)))
    yield { name: relative(root, path), kind: 'leftover', why: 'a write that did not end' };
  for (const shelf of SHELVES)
    for (const path of walk(join(root, FOLDERS[shelf]))) {
      const stray = strayOf(shelf, relative(root, path), size);
      if (stray) yield stray;
    }
  await Promise.resolve();
}

function isOwn(entry: Dirent): boolean {
  return entry.isDirectory() && Object.values<string>(FOLDERS).includes(entry.name);
}

/** Files that lie beside the ledger's folders; an empty folder is none. */
function* strangers(root: string, entry: Dirent): Generator<Stray> {
  const path = join(root, entry.name);
  for (const file of entry.isDirectory() ? walk(path) : [path])
    yield foreign(relative(root, file), 'nothing else belongs into a ledger');
}

function strayOf(shelf: Shelf, path: string, size: number): Stray | undefined {
  const claim = claimOf(shelf, path);
  if (!claim) return foreign(path, 'its name is no number');
  const seq = shelf === 'entries' ? { seq: claim.number } : {};
  if (!claim.right) return { ...foreign(path, misplaced(shelf, path, claim.number)), ...seq };
  if (shelf === 'entries' && claim.number >= size)
    return { name: path, kind: 'after-gap', why: `entry ${size} is missing before it`, ...seq };
  return undefined;
}

function misplaced(shelf: Shelf, path: string, number: number): string {
  return path === pathOf(shelf, number)
    ? 'a checkpoint over no entries says nothing'
    : `number ${number} belongs at \`${pathOf(shelf, number)}\``;
}

function foreign(name: string, why: string): Stray {
  return { name, kind: 'foreign', why };
}

function* numbersOn(root: string, shelf: Shelf, from: number): Generator<number> {
  const start = join(root, pathOf(shelf, from), '..');
  for (const outer of folders(join(root, FOLDERS[shelf])))
    for (const inner of folders(outer)) {
      if (inner < start && inner.length === start.length) continue;
      for (const number of rightNumbers(root, shelf, inner)) if (number >= from) yield number;
    }
}

function rightNumbers(root: string, shelf: Shelf, folder: string): number[] {
  return list(folder)
    .map(({ name }) => claimOf(shelf, relative(root, join(folder, name))))
    .flatMap((claim) => (claim?.right ? [claim.number] : []))
    .sort((a, b) => a - b);
}

function folders(path: string): string[] {
  return list(path)
    .filter((entry) => entry.isDirectory() && /^\d{3}$/.test(entry.name))
    .map(({ name }) => join(path, name))
    .sort();
}

function* walk(path: string): Generator<string> {
  for (const entry of list(path))
    if (entry.isDirectory()) yield* walk(join(path, entry.name));
    else yield join(path, entry.name);
}

/** A link whose target is gone is nothing, as it is for everybody who reads through it. */
function leadsSomewhere(folder: string, entry: Dirent): boolean {
  return !entry.isSymbolicLink() || existsSync(join(folder, entry.name));
}

function list(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true }).filter((entry) => leadsSomewhere(path, entry));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw unreadable(path, error);
  }
}
