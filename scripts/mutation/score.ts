import type { Mutant, Run } from './stryker.js';

/** How well the tests of a room notice a change: of the mutants that some test reaches, how many were noticed. */
export interface Score {
  readonly noticed: number;
  readonly survived: number;
  readonly uncovered: number;
  /** Percent of the covered mutants, to one decimal, rounded down; 100 where nothing is covered. */
  readonly percent: number;
}

export function scoreOf(mutants: readonly Pick<Mutant, 'status'>[]): Score {
  const count = (...of: readonly string[]): number =>
    mutants.filter(({ status }) => of.includes(status)).length;
  const noticed = count('Killed', 'Timeout');
  const survived = count('Survived');
  return scoreOfCounts({ noticed, survived, uncovered: count('NoCoverage') });
}

/** A score by what was counted. */
export function scoreOfCounts(counts: Omit<Score, 'percent'>): Score {
  return { ...counts, percent: percentOf(counts.noticed, counts.noticed + counts.survived) };
}

function percentOf(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.floor((part / whole) * 1000) / 10;
}

/** Whether a whole room is below its floor. */
export function isBelow(score: Score, floor: number): boolean {
  return score.percent < floor;
}

/** Fewer mutants than these make no percentage: with one survivor of nine a well-tested change would fail by chance. */
export const MIN_TRIED = 10;

/** Whether the changed lines of a room are below its floor. A part of a mutant is forgiven, and so is everything where few were tried. */
export function changeIsBelow(score: Score, floor: number): boolean {
  const tried = score.noticed + score.survived;
  return tried >= MIN_TRIED && score.survived > Math.ceil(((100 - floor) / 100) * tried);
}

/** How many mutants a run that was cut has not tried, by file. */
export function untriedIn({
  mutants,
  planned,
}: Pick<Run, 'planned'> & { readonly mutants: readonly Pick<Mutant, 'fileName'>[] }): ReadonlyMap<
  string,
  number
> {
  const left = new Map(planned);
  for (const { fileName } of mutants) left.set(fileName, (left.get(fileName) ?? 0) - 1);
  return new Map([...left].filter(([, count]) => count > 0));
}

/** The floor after a run that reached this score: it only rises. */
export function raised(floor: number | undefined, score: Score): number {
  return Math.max(floor ?? 0, score.percent);
}
