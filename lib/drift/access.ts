import { closureOf, type Inventory } from '../inventory/index.js';
import { edgeKey, holderKey, isGroup, type Edge, type EdgeKey, type LiveEdge } from '../model/index.js';

/** One way in which somebody reaches something: it lasts as long as all of its edges do. */
export interface AccessPath {
  /** The key of the holder; somebody whom no record links is one as well. */
  readonly principal: string;
  readonly edges: readonly EdgeKey[];
}

/**
 * Every access, by what it leads to as `leads` says: assignments through the groups that hold them, memberships for
 * what groups are for. Only live members have the access of a group: one whom a push has not brought yet has none.
 */
export function accessesBy<T>(
  inventory: Inventory,
  leads: (edge: Edge) => readonly T[],
): ReadonlyMap<T, readonly AccessPath[]> {
  const arrived = closureOf(inventory, 'arrived');
  const accesses = new Map<T, AccessPath[]>();
  for (const live of inventory.edges) {
    const { holder } = live.edge;
    const to = leads(live.edge);
    if (to.length === 0) continue;
    if (!isGroup(holder)) add(accesses, live, to, []);
    else for (const member of arrived.into(holder)) add(accesses, member, to, [edgeKey(live.edge)]);
  }
  return accesses;
}

/** Every access to what `leads` picks out. */
export function accessesTo(inventory: Inventory, leads: (edge: Edge) => boolean): readonly AccessPath[] {
  return accessesBy(inventory, (edge) => (leads(edge) ? [true] : [])).get(true) ?? [];
}

function add<T>(
  accesses: Map<T, AccessPath[]>,
  { edge, cause }: LiveEdge,
  to: readonly T[],
  more: readonly EdgeKey[],
): void {
  const { holder } = edge;
  if (isGroup(holder)) return;
  const upstream = cause.by === 'push' ? [edgeKey(cause.upstream)] : [];
  const access = { principal: holderKey(holder), edges: [edgeKey(edge), ...upstream, ...more] };
  for (const each of to) push(accesses, each, access);
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Keeps count of who still has an access while edges are taken away. */
export class Remaining {
  private readonly byEdge = new Map<EdgeKey, AccessPath[]>();
  private readonly left = new Map<string, Set<AccessPath>>();

  constructor(accesses: readonly AccessPath[]) {
    for (const access of accesses) {
      this.left.set(access.principal, (this.left.get(access.principal) ?? new Set()).add(access));
      for (const edge of access.edges) push(this.byEdge, edge, access);
    }
  }

  get principals(): number {
    return this.left.size;
  }

  /** The edges that some access goes through. */
  get edges(): Iterable<EdgeKey> {
    return this.byEdge.keys();
  }

  /** How many principals would have no access left without these edges. */
  lostWithout(edges: readonly EdgeKey[]): number {
    const gone = new Set(edges.flatMap((edge) => this.byEdge.get(edge) ?? []));
    const touched = new Set([...gone].map((access) => access.principal));
    return [...touched].filter((principal) => {
      const accesses = this.left.get(principal);
      return accesses !== undefined && [...accesses].every((access) => gone.has(access));
    }).length;
  }

  take(edges: readonly EdgeKey[]): void {
    for (const access of edges.flatMap((edge) => this.byEdge.get(edge) ?? [])) {
      const accesses = this.left.get(access.principal);
      accesses?.delete(access);
      if (accesses?.size === 0) this.left.delete(access.principal);
    }
  }
}
