import { tierOf } from './action-tier.js';
import type { ActionFacts } from './index/action-index.js';
import { CREDENTIALS, IDENTITY_PLANE, RESOURCE_OPENINGS } from './lists/index.js';
import { TIERS } from './tiers.js';

/** What makes an access privileged by itself, the heaviest first. */
const HEAVY: readonly ReadonlySet<string>[] = [IDENTITY_PLANE, CREDENTIALS, RESOURCE_OPENINGS].map(
  (list) => new Set(list.flatMap(({ actions }) => actions)),
);

/** How much an approver should look at an action: more for what changes who can do what, then by its tier. */
export function weightOf(facts: Pick<ActionFacts, 'name' | 'level'>): number {
  const heavy = HEAVY.findIndex((names) => names.has(facts.name));
  return heavy < 0 ? TIERS.indexOf(tierOf(facts)) : TIERS.length + HEAVY.length - heavy;
}
