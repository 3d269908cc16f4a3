import type { Runtime } from '../core/runtime.js';
import { malformed } from './errors.js';
import { loadAws } from './load-aws.js';
import { loadOkta } from './load-okta.js';
import { checkReferences } from './references.js';
import { parsed } from './schema.js';
import { seedSchema } from './seed-schema.js';
import type { Tally } from './tally.js';

/** How many rows of each table a load made and changed, by `aws.users` and the like. */
export type LoadSummary = Readonly<Record<string, Readonly<Tally>>>;

/**
 * Loads a seed: all of it or, when anything in it is wrong, nothing. What exists by name is updated, nothing is
 * deleted, and no audit event is written: a seed is how the world already was.
 */
export function loadSeed(runtime: Runtime, seed: unknown): LoadSummary {
  const fit = parsed(seedSchema, seed, 'the seed');
  const problems = checkReferences(runtime, fit);
  if (problems.length > 0) throw malformed('the seed', problems);
  return {
    ...(fit.aws === undefined ? {} : loadAws(runtime, fit.aws)),
    ...(fit.okta === undefined ? {} : loadOkta(runtime, fit.okta)),
  };
}
