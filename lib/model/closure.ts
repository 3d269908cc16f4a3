import { groupOf, type Edge } from './kinds/index.js';
import type { Pushes } from './pushes.js';
import { isGroup, refKey, type Group } from './ref.js';

/** Something that has an edge: a live one, a recorded one, a wanted one. */
export interface HasEdge {
  readonly edge: Edge;
}

/**
 * Who reaches what over some edges: whoever is in a group gets what it holds, and what those groups hold that it is pushed
 * to. Each index is built with the first question that needs it, in one pass.
 */
export class Closure<E extends HasEdge> {
  private memberships?: ReadonlyMap<string, readonly E[]>;
  private holdings?: ReadonlyMap<string, readonly E[]>;

  /** @param pushes - those that are followed; {@link ARRIVED} where only what has arrived counts */
  constructor(
    private readonly edges: readonly E[],
    private readonly pushes: Pushes,
  ) {}

  /** The edges by which somebody gets what `group` holds: into it, and into those that are pushed to it. */
  into(group: Group): readonly E[] {
    this.memberships ??= byGroup(this.edges, ({ edge }) => groupOf(edge.target));
    return gathered(this.memberships, this.pushes.upstream(group));
  }

  /** What a member of `group` gets by that: what it holds, and what those hold that it is pushed to. */
  heldBy(group: Group): readonly E[] {
    this.holdings ??= byGroup(this.edges, ({ edge }) => (isGroup(edge.holder) ? edge.holder : undefined));
    return gathered(this.holdings, this.pushes.downstream(group));
  }
}

function gathered<E>(index: ReadonlyMap<string, readonly E[]>, groups: readonly Group[]): readonly E[] {
  return groups.flatMap((group) => index.get(refKey(group)) ?? []);
}

/** Edges of one sweep share the objects of their groups: the text of a group is made once for each object, not for each edge. */
function byGroup<E>(edges: readonly E[], groupIn: (each: E) => Group | undefined): Map<string, readonly E[]> {
  const byObject = new Map<Group, E[]>();
  for (const each of edges) {
    const group = groupIn(each);
    const known = group && byObject.get(group);
    if (known) known.push(each);
    else if (group) byObject.set(group, [each]);
  }
  const index = new Map<string, readonly E[]>();
  for (const [group, found] of byObject) {
    const key = refKey(group);
    index.set(key, (index.get(key) ?? []).concat(found));
  }
  return index;
}
