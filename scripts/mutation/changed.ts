import { execFileSync } from 'node:child_process';
import type { Room } from './stryker.js';

/** The changed lines of a room, as Stryker takes them: `path:from-to`. */
export function changedLines(room: Room, base: string): readonly string[] {
  return rangesOf(
    git('diff', '--unified=0', '--no-color', '--diff-filter=d', '--find-renames', base, '--', 'lib'),
  ).filter((range) =>
    room.mutate.some((path) => range.startsWith(`${path}/`) || range.startsWith(`${path}:`)),
  );
}

/** The lines that a diff without context adds or alters. */
export function rangesOf(diff: string): readonly string[] {
  const ranges: string[] = [];
  let path: string | undefined;
  for (const line of diff.split('\n')) {
    if (line.startsWith('+++ ')) path = line.startsWith('+++ b/') ? line.slice('+++ b/'.length) : undefined;
    const hunk = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (!hunk || path === undefined) continue;
    const from = Number(hunk[1]);
    const count = Number(hunk[2] ?? 1);
    if (count > 0) ranges.push(`${path}:${from}-${from + count - 1}`);
  }
  return ranges;
}

/** How many lines some ranges have together. */
export function linesIn(ranges: readonly string[]): number {
  return ranges.reduce((sum, range) => {
    const [, from, to] = /:(\d+)-(\d+)$/.exec(range) ?? [];
    return sum + (Number(to) - Number(from) + 1);
  }, 0);
}

/** What a change is measured from: what it is to land on, or the commit before when it has landed; undefined in a clone without either. */
export function baseOfChange(): string | undefined {
  const given = process.env['WRIT_BASE'];
  if (given !== undefined && given !== '') return given;
  const head = tryGit('rev-parse', 'HEAD');
  const fork = tryGit('merge-base', 'HEAD', 'origin/main');
  return fork !== undefined && fork !== head ? fork : tryGit('rev-parse', 'HEAD~1');
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
}

function tryGit(...args: readonly string[]): string | undefined {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}
