import { declaredPushes, wayOf, type Catalogue } from '../manifest/index.js';
import { groupOf, targetKey, type Target } from '../model/index.js';

/**
 * What job functions give by birthright, as targets. Whose attributes cannot be relied on may hold these rightly;
 * everything else stands on a decision, which the manifest names.
 */
export function birthrightTargets(catalogue: Catalogue): ReadonlySet<string> {
  const given = new Set(catalogue.jobFunctions.flatMap(({ birthright }) => birthright));
  const pushes = declaredPushes(catalogue);
  const paths = catalogue.packages
    .filter(({ id }) => given.has(id))
    .flatMap(({ grants }) => grants.flatMap(({ entitlements }) => entitlements));
  const targets = paths.flatMap((path): readonly Target[] => {
    const own = path.carrier === 'direct' || groupOf(path.target) ? [path.target] : [];
    return [...own, ...wayOf(path, pushes)];
  });
  return new Set(targets.map(targetKey));
}
