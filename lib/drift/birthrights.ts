import type { Catalogue } from '../manifest/index.js';
import { refKey, targetKey, type Target, groupOf } from '../model/index.js';

/**
 * What job functions give by birthright, as targets. Whose attributes cannot be relied on may hold these rightly;
 * everything else stands on a decision, which the manifest names.
 */
export function birthrightTargets({ jobFunctions, packages, groups }: Catalogue): ReadonlySet<string> {
  const given = new Set(jobFunctions.flatMap(({ birthright }) => birthright));
  const pushedTo = new Map(
    groups.flatMap(({ ref, pushedTo: to }) => (to ? [[refKey(ref), to] as const] : [])),
  );
  const pushedFrom = new Map(
    groups.flatMap(({ ref, pushedFrom: from }) => (from ? [[refKey(ref), from] as const] : [])),
  );
  const targets = new Set<string>();
  const add = (target: Target | undefined): void => {
    if (target) targets.add(targetKey(target));
  };
  for (const { target, carrier, join } of packages
    .filter(({ id }) => given.has(id))
    .flatMap(({ grants }) => grants.flatMap(({ entitlements }) => entitlements))) {
    if (carrier === 'direct' || groupOf(target)) add(target);
    if (!join) continue;
    add(join);
    add(pushedTo.get(refKey(join)));
    add(pushedFrom.get(refKey(join)));
  }
  return targets;
}
