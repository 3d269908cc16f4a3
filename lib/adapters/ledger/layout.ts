import { join } from 'node:path';

/** The folders of a ledger directory. Nothing else belongs there. */
export const FOLDERS = { entries: 'entries', checkpoints: 'checkpoints', unpublished: 'tmp' } as const;

/** The largest number that the layout can name. */
export const MAX_NUMBER = 999_999_999;

/** What is numbered: entries by sequence number, checkpoints by size. */
export type Shelf = 'entries' | 'checkpoints';

/** Entries are numbered from 0; a checkpoint over no entries would say nothing, and there is none. */
const LEAST: Readonly<Record<Shelf, number>> = { entries: 0, checkpoints: 1 };

const ENDING: Readonly<Record<Shelf, string>> = { entries: 'json', checkpoints: 'note' };

/** The same with slashes on every system: the name in an object store. */
export function objectName(shelf: Shelf, number: number): string {
  return pathOf(shelf, number).replaceAll('\\', '/');
}

/** `entries/000/012/000012345.json`: nine digits, fanned out by the first three and the next three. */
export function pathOf(shelf: Shelf, number: number): string {
  const digits = String(number).padStart(9, '0');
  return join(FOLDERS[shelf], digits.slice(0, 3), digits.slice(3, 6), `${digits}.${ENDING[shelf]}`);
}

/** The number that a path claims, and whether it is written and placed in the one right way. */
export function claimOf(
  shelf: Shelf,
  path: string,
): { readonly number: number; readonly right: boolean } | undefined {
  const match = /(?:^|[/\\])0*(\d{1,15})\.[A-Za-z]+$/.exec(path);
  if (!match?.[1]) return undefined;
  const number = Number(match[1]);
  const inRange = number >= LEAST[shelf] && number <= MAX_NUMBER;
  return { number, right: inRange && path === pathOf(shelf, number) };
}
