import type { Explanation } from './explanation.js';
import type { Refusal } from '../refusals.js';

/** What explains an effect, and why what could have does not. */
export interface Answer {
  readonly because: readonly Explanation[];
  readonly refusals: readonly Refusal[];
}

/** Several answers about one effect: what any of them finds counts. */
export function together(answers: readonly Answer[]): Answer {
  return {
    because: answers.flatMap(({ because }) => because),
    refusals: answers.flatMap(({ refusals }) => refusals),
  };
}

export const explained = (...because: readonly Explanation[]): Answer => ({ because, refusals: [] });
export const refused = (...refusals: readonly Refusal[]): Answer => ({ because: [], refusals });
