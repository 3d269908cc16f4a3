import type { JudgeInput, Rails } from '../../lib/drift/index.js';
import { person } from '../../lib/model/index.js';
import { edge, READERS } from '../_helpers/build.js';
import { planOf, verdicts } from './_plan.js';

export const DANA = person('1');
export const SAM = person('2');
export const danaReads = edge(DANA, READERS);

/** What a confirmed revert of a world would do with each line: `go`, or the rail that holds it. */
export function verdictsOf(
  world: Partial<JudgeInput>,
  rails: Partial<Rails> = {},
  actor?: typeof DANA,
): readonly string[] {
  return verdicts(planOf({ world, rails, ask: actor ? { actor } : {} }));
}
