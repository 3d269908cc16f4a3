import { refKey, type Group } from './ref.js';

/** A group whose members another group gets. */
export interface Push {
  readonly from: Group;
  readonly to: Group;
}

/**
 * Which groups fill which others. What is followed is for who asks to say: pushes as declared, pushes that are live, or none
 * where only what has arrived counts, since what a push has brought is a membership of its own.
 */
export class Pushes {
  private readonly targets = new Map<string, Map<string, Group>>();
  private readonly sources = new Map<string, Map<string, Group>>();

  constructor(readonly pairs: readonly Push[]) {
    for (const { from, to } of pairs) {
      note(this.targets, from, to);
      note(this.sources, to, from);
    }
  }

  /** Whether the members of `from` get into `to` by one push. */
  has(from: Group, to: Group): boolean {
    return this.targets.get(refKey(from))?.has(refKey(to)) ?? false;
  }

  /** The groups that `group` is pushed to, in the order in which they were given. */
  targetsOf(group: Group): readonly Group[] {
    return [...(this.targets.get(refKey(group))?.values() ?? [])];
  }

  /** The groups that are pushed into `group`, in the order in which they were given. */
  sourcesOf(group: Group): readonly Group[] {
    return [...(this.sources.get(refKey(group))?.values() ?? [])];
  }

  /** `group` and every group that being in it brings, nearest first; a circle is gone round once. */
  downstream(group: Group): readonly Group[] {
    return walked(group, this.targets);
  }

  /** `group` and every group whose members it gets, nearest first; a circle is gone round once. */
  upstream(group: Group): readonly Group[] {
    return walked(group, this.sources);
  }
}

/** No push is followed: whoever is in a group is who was read in it. */
export const ARRIVED = new Pushes([]);

function note(index: Map<string, Map<string, Group>>, near: Group, far: Group): void {
  const known = index.get(refKey(near)) ?? new Map<string, Group>();
  index.set(refKey(near), known.set(refKey(far), far));
}

function walked(group: Group, next: ReadonlyMap<string, ReadonlyMap<string, Group>>): readonly Group[] {
  const seen = new Map([[refKey(group), group]]);
  for (const each of seen.keys())
    for (const [key, far] of next.get(each) ?? []) if (!seen.has(key)) seen.set(key, far);
  return [...seen.values()];
}
