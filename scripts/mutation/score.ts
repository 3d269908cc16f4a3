import type { Mutant } from './stryker.js';

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
  return {
    noticed,
    survived,
    uncovered: count('NoCoverage'),
    percent: percentOf(noticed, noticed + survived),
  };
}

function percentOf(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.floor((part / whole) * 1000) / 10;
}

/** Whether a whole room is below its floor. */
export function isBelow(score: Score, floor: number): boolean {
  return score.percent < floor;
}

/** Whether the changed lines of a room are below its floor. A few mutants make no percentage, so one survivor is always forgiven when the floor forgives any. */
export function changeIsBelow(score: Score, floor: number): boolean {
  const forgiven = Math.ceil(((100 - floor) / 100) * (score.noticed + score.survived));
  return score.survived > forgiven;
}

/** The floor after a run that reached this score: it only rises. */
export function raised(floor: number | undefined, score: Score): number {
  return Math.max(floor ?? 0, score.percent);
}
