import { by, groupBy, sorted, sortedTexts } from '../kernel/index.js';
import { refKey } from '../model/index.js';
import type { Ambiguity } from './inventory.js';
import type { ObservedObject } from './source.js';

/** Names that cannot be told apart: carried by several live objects, or not read at all. Sorted. */
export function ambiguitiesOf(objects: readonly ObservedObject[]): Ambiguity[] {
  const found: Ambiguity[] = [];
  for (const group of groupBy(objects, (object) => refKey(object.ref)).values()) {
    const natives = sortedTexts(group.map((object) => object.native));
    const [first] = group;
    if (first && (natives.length > 1 || isUnnamed(first))) found.push({ ref: first.ref, natives });
  }
  return sorted(
    found,
    by((a) => refKey(a.ref)),
  );
}

/** Whether the name of an object could not be read: a sweep then files it under its native id. */
export function isUnnamed(object: Pick<ObservedObject, 'native' | 'ref'>): boolean {
  return object.ref.name === object.native;
}
