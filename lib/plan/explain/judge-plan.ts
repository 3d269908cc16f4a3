import { derive, type DeriveInput } from '../derive/derive.js';
import type { Refusal } from '../refusals.js';
import { agree } from './agree.js';
import { explain } from './explain.js';
import type { PlanExplained } from './explanation.js';
import type { PlanExplainInput } from './input.js';

/** Everything by which the plan of one stack is judged, once its readers have read it. */
export type JudgePlanInput = Omit<DeriveInput, 'accounts'> & Omit<PlanExplainInput, 'derivation'>;

/** A plan of which all that it does is told, or every reason why it cannot be. */
export type PlanJudged = { readonly explained: PlanExplained } | { readonly refusals: readonly Refusal[] };

/** Derives what a plan does, holds its manifest to it, and explains it. Pure; throws nothing. */
export function judgePlan(input: JudgePlanInput): PlanJudged {
  const { manifest, configuration } = input;
  const derived = derive({ ...input, accounts: manifest.catalogue.accounts.map(({ id }) => id) });
  if ('refusals' in derived) return derived;
  const { derivation } = derived;
  const refusals = agree({ derivation, manifest, configuration });
  return refusals.length > 0 ? { refusals } : { explained: explain({ ...input, derivation }) };
}
