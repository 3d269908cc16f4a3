import type { Inventory } from '../inventory/index.js';
import type { Catalogue } from '../manifest/index.js';
import { refKey, targetKey, type Group, type Target } from '../model/index.js';

/** Whether a push from one to the other is declared. */
export function declaredPushes({ groups }: Catalogue): (from: Target, to: Target) => boolean {
  const pairs = new Set<string>();
  for (const { ref, pushedTo, pushedFrom } of groups) {
    if (pushedTo) pairs.add(pairKey(ref, pushedTo));
    if (pushedFrom) pairs.add(pairKey(pushedFrom, ref));
  }
  return (from, to) => pairs.has(pairKey(from, to));
}

/** Groups by the key of the group that they are pushed to, as declared or as seen. */
export function pushSources(
  { groups }: Catalogue,
  { pushes }: Pick<Inventory, 'pushes'>,
): ReadonlyMap<string, readonly Group[]> {
  const sources = new Map<string, Map<string, Group>>();
  const add = (to: Group, from: Group): void => {
    const known = sources.get(refKey(to)) ?? new Map<string, Group>();
    sources.set(refKey(to), known.set(refKey(from), from));
  };
  for (const { ref, pushedTo, pushedFrom } of groups) {
    if (pushedTo) add(pushedTo, ref);
    if (pushedFrom) add(ref, pushedFrom);
  }
  for (const { from, to, active } of pushes) if (active) add(to, from);
  return new Map([...sources].map(([to, from]) => [to, [...from.values()]]));
}

function pairKey(from: Target, to: Target): string {
  return JSON.stringify([targetKey(from), targetKey(to)]);
}
