import type { JournalEntry } from '../../drift/index.js';
import { digest } from '../../kernel/index.js';
import { isEntry } from './journal-entry.js';

/** The schema that each line names, so that a later Writ reads what this one wrote. */
const SCHEMA = 'writ.journal/1';
const END = 0x0a;

/** Entries as the text of whole lines. */
export function textOf(entries: readonly JournalEntry[]): string {
  return entries.map((entry) => `${JSON.stringify({ ...entry, v: SCHEMA })}\n`).join('');
}

/** What stands behind the last whole line: the piece of a write that did not end, and so was never acknowledged. */
export function tornTail(bytes: Buffer): Buffer {
  return bytes.subarray(bytes.lastIndexOf(END) + 1);
}

/** The entry that says that a line is such a piece. It stands in the next line, so that nothing is ever cut off. */
export function tornEntry(tail: Buffer, { at }: JournalEntry): JournalEntry {
  return { kind: 'torn', at, bytes: tail.length, digest: digest(tail) };
}

/** The entries of all whole lines; or the number of the first line that is none, counted from 1. */
export function parseLines(bytes: Buffer): readonly JournalEntry[] | number {
  const lines = linesOf(bytes).map((line) => ({ line, entry: tryParse(line) }));
  const told = lines.filter(({ line }, at) => !isTorn(line, lines[at + 1]?.entry));
  const damaged = told.find(({ entry }) => !entry);
  return damaged ? lines.indexOf(damaged) + 1 : told.flatMap(({ entry }) => entry ?? []);
}

/** Two runs may have met: then the piece was a whole line by the time the second one ended it, and an empty one follows. */
function isTorn(line: Buffer, next: JournalEntry | undefined): boolean {
  return next?.kind === 'torn' && (line.length === 0 || next.digest === digest(line));
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0, to; (to = bytes.indexOf(END, from)) !== -1; from = to + 1)
    lines.push(bytes.subarray(from, to));
  return lines;
}

function tryParse(line: Buffer): JournalEntry | undefined {
  try {
    const { v, ...entry } = JSON.parse(line.toString('utf8')) as { readonly v?: unknown };
    return v === SCHEMA && isEntry(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}
