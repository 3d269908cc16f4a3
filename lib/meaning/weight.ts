import { compareText, sorted } from '../kernel/index.js';
import { tierOf } from './action-tier.js';
import { ESCALATION_PATHS } from './escalation/index.js';
import type { ActionFacts } from './index/action-index.js';
import { CREDENTIALS, IDENTITY_PLANE, RESOURCE_OPENINGS } from './lists/index.js';
import { TIERS } from './tiers.js';

/** What makes an access privileged by itself, the heaviest first. */
const HEAVY: readonly ReadonlySet<string>[] = [IDENTITY_PLANE, CREDENTIALS, RESOURCE_OPENINGS].map(
  (list) => new Set(list.flatMap(({ actions }) => actions)),
);

/**
 * Actions in the order in which an approver should look at them: first what changes who can do what, and of that what opens most of the
 * published ways to more permissions, then by tier.
 */
export function heaviestFirst<T>(items: readonly T[], factsOf: (item: T) => WeighedFacts): readonly T[] {
  const ways = waysThrough();
  const weighed = items.map((item) => {
    const { name, level } = factsOf(item);
    return { item, name, weight: weightOf({ name, level }), ways: ways.get(name) ?? 0 };
  });
  return sorted(weighed, (a, b) => b.weight - a.weight || b.ways - a.ways || compareText(a.name, b.name)).map(
    ({ item }) => item,
  );
}

type WeighedFacts = Pick<ActionFacts, 'name' | 'level'>;

/** How many of the published ways go through an action. */
function waysThrough(): ReadonlyMap<string, number> {
  const ways = new Map<string, number>();
  for (const { needs } of ESCALATION_PATHS)
    for (const { action } of needs) ways.set(action, (ways.get(action) ?? 0) + 1);
  return ways;
}

/** More for what changes who can do what, then by its tier. */
function weightOf(facts: WeighedFacts): number {
  const heavy = HEAVY.findIndex((names) => names.has(facts.name));
  return heavy < 0 ? TIERS.indexOf(tierOf(facts)) : TIERS.length + HEAVY.length - heavy;
}
