import type { Inventory } from '../inventory/index.js';
import { edgeKey, holderKey, refKey, type Edge, type LiveEdge, isGroup, groupOf } from '../model/index.js';

/** One way in which somebody reaches something: it lasts as long as all of its edges do. */
export interface Access {
  /** The key of the holder; somebody whom no record links is one as well. */
  readonly principal: string;
  readonly edges: readonly string[];
}

/**
 * Every access to what `leads` picks out: assignments through the groups that hold them, memberships for what groups
 * are for. Two passes over the inventory; memory for the accesses found.
 */
export function accessesTo(inventory: Inventory, leads: (edge: Edge) => boolean): Access[] {
  const accesses: Access[] = [];
  const carriers = new Map<string, string[]>();
  for (const live of inventory.edges) {
    const { holder } = live.edge;
    if (!leads(live.edge)) continue;
    const key = edgeKey(live.edge);
    if (isGroup(holder)) {
      carriers.set(refKey(holder), [...(carriers.get(refKey(holder)) ?? []), key]);
    } else {
      add(accesses, live, []);
    }
  }
  for (const live of carriers.size > 0 ? inventory.edges : []) {
    const { target } = live.edge;
    const joined = carriers.size > 0 ? groupOf(target) : undefined;
    const held = joined && carriers.get(refKey(joined));
    for (const onwards of held ?? []) add(accesses, live, [onwards]);
  }
  return accesses;
}

function add(accesses: Access[], { edge, cause }: LiveEdge, more: readonly string[]): void {
  const { holder } = edge;
  if (isGroup(holder)) return;
  const upstream = cause.by === 'push' ? [edgeKey(cause.upstream)] : [];
  accesses.push({ principal: holderKey(holder), edges: [edgeKey(edge), ...upstream, ...more] });
}

/** Keeps count of who still has an access while edges are taken away. */
export class Remaining {
  private readonly byEdge = new Map<string, Access[]>();
  private readonly left = new Map<string, Set<Access>>();

  constructor(accesses: readonly Access[]) {
    for (const access of accesses) {
      this.left.set(access.principal, (this.left.get(access.principal) ?? new Set()).add(access));
      for (const edge of access.edges) this.byEdge.set(edge, [...(this.byEdge.get(edge) ?? []), access]);
    }
  }

  get principals(): number {
    return this.left.size;
  }

  /** How many principals would have no access left without these edges. */
  lostWithout(edges: readonly string[]): number {
    const gone = new Set(edges.flatMap((edge) => this.byEdge.get(edge) ?? []));
    const touched = new Set([...gone].map((access) => access.principal));
    return [...touched].filter((principal) => {
      const accesses = this.left.get(principal);
      return accesses !== undefined && [...accesses].every((access) => gone.has(access));
    }).length;
  }

  take(edges: readonly string[]): void {
    for (const access of edges.flatMap((edge) => this.byEdge.get(edge) ?? [])) {
      const accesses = this.left.get(access.principal);
      accesses?.delete(access);
      if (accesses?.size === 0) this.left.delete(access.principal);
    }
  }
}
