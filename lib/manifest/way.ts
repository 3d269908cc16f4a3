import { groupOf, Pushes, type Group, type Push } from '../model/index.js';
import type { Catalogue, EntitlementPath } from './catalogue.js';

/** The pushes between groups as declared, at whichever end; what a target says of its source comes first. */
export function declaredPushes({ groups }: Pick<Catalogue, 'groups'>): Pushes {
  return new Pushes([
    ...groups.flatMap(({ ref, pushedFrom }): Push[] => (pushedFrom ? [{ from: pushedFrom, to: ref }] : [])),
    ...groups.flatMap(({ ref, pushedTo }): Push[] => (pushedTo ? [{ from: ref, to: pushedTo }] : [])),
  ]);
}

/** The group in which somebody is put who is to be in `group`: one that is filled by push is joined at the source. */
export function joinedFor(group: Group, pushes: Pushes): Group {
  return pushes.sourcesOf(group)[0] ?? group;
}

/**
 * The groups that a holder of `path` is in by it: the one that is joined, then those that it is pushed to. None for what is
 * held directly.
 */
export function wayOf({ target, join }: EntitlementPath, pushes: Pushes): readonly Group[] {
  const group = groupOf(target) ?? join;
  return group ? pushes.downstream(joinedFor(group, pushes)) : [];
}
