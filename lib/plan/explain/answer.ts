import type { EffectExplanation } from './explanation.js';
import type { Refusal } from '../refusals.js';

/** What explains an effect, and why what could have does not. */
export interface EffectAnswer {
  readonly because: readonly EffectExplanation[];
  readonly refusals: readonly Refusal[];
}

/** Several answers about one effect: what any of them finds counts. */
export function together(answers: readonly EffectAnswer[]): EffectAnswer {
  return {
    because: answers.flatMap(({ because }) => because),
    refusals: answers.flatMap(({ refusals }) => refusals),
  };
}

export const explained = (...because: readonly EffectExplanation[]): EffectAnswer => ({
  because,
  refusals: [],
});
export const refused = (...refusals: readonly Refusal[]): EffectAnswer => ({ because: [], refusals });
