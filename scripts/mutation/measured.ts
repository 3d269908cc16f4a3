import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { by, sorted, sortedTexts } from '../../lib/kernel/index.js';
import type { Kept } from './kept.js';
import { scoreOf, scoreOfCounts, type Score } from './score.js';

const FILE = resolve('scripts/mutation/measured.json');

/** What the last measurement found of a file as it was then, counted over the mutants that some test reaches. */
export interface MeasuredFile {
  /** Of its bytes. */
  readonly digest: string;
  readonly noticed: number;
  readonly survived: number;
}

/** A room by path. It is kept with the code, so that any clone knows what has changed since, whatever history it has. */
export type MeasuredRoom = Readonly<Record<string, MeasuredFile>>;

/** Every room that was measured whole, by name. */
export function readMeasured(): Readonly<Record<string, MeasuredRoom>> {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, MeasuredRoom>) : {};
}

/** Notes what is known of a room that was tried whole. */
export function writeMeasured(name: string, room: MeasuredRoom): void {
  const all = Object.entries({ ...readMeasured(), [name]: room });
  const inOrder = Object.fromEntries(
    sorted(
      all,
      by(([id]) => id),
    ),
  );
  writeFileSync(FILE, `${JSON.stringify(inOrder, undefined, 2)}\n`);
}

/** What is to be noted of files that were tried as they are. */
export function measuredOf(kept: Kept, files: ReadonlyMap<string, string>): MeasuredRoom {
  return Object.fromEntries(
    [...files.keys()].flatMap((path) => {
      const found = kept[path];
      if (!found) return [];
      const { noticed, survived } = scoreOf(found.mutants);
      return [[path, { digest: found.digest, noticed, survived }]];
    }),
  );
}

/** The most lines of a room that one run tries: what five minutes suffice for, with the tests of the room run once before. */
export const MOST_LINES = 400;

/**
 * The files that are otherwise than when they were measured, as many as one run tries. Which ones follows from what they contain, so that the same
 * tree tries the same files everywhere, and other content brings other files to their turn.
 */
export function filesToTry(
  room: MeasuredRoom,
  files: ReadonlyMap<string, string>,
  linesOf: (path: string) => number,
): { readonly chosen: readonly string[]; readonly left: readonly string[] } {
  const changed = sorted(
    [...files].filter(([path, digest]) => room[path]?.digest !== digest),
    by(([, digest]) => digest),
  ).map(([path]) => path);
  const chosen: string[] = [];
  let lines = 0;
  for (const path of changed) {
    const own = linesOf(path);
    if (chosen.length > 0 && lines + own > MOST_LINES) continue;
    chosen.push(path);
    lines += own;
  }
  return { chosen: sortedTexts(chosen), left: sortedTexts(changed.filter((path) => !chosen.includes(path))) };
}

/**
 * The score of a room as far as it is known: what was tried now, else what was measured, of a file that has changed since too. A new file that was
 * not tried says nothing, and one that is gone no more.
 */
export function scoreSince(
  room: MeasuredRoom,
  files: ReadonlyMap<string, string>,
  tried: MeasuredRoom,
): Score {
  const known = [...files.keys()].flatMap((path) => tried[path] ?? room[path] ?? []);
  const sum = (of: 'noticed' | 'survived'): number => known.reduce((total, each) => total + each[of], 0);
  return scoreOfCounts({ noticed: sum('noticed'), survived: sum('survived'), uncovered: 0 });
}

/** How many points a room may fall by what others changed before anybody has to mend it: it is measured now and then, and code lands all day. */
export const SLACK = 1;

/** Whether what is known of a room is clearly below its floor. */
export function hasFallen(score: Score, floor: number): boolean {
  return score.percent < floor - SLACK;
}
