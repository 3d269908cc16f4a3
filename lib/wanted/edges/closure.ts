import { WritError } from '../../kernel/index.js';
import {
  edgeIdOf,
  edgeKey,
  edgeOf,
  groupOf,
  tryEdge,
  type Edge,
  type EdgeId,
  type EdgeKey,
  type Ends,
  type Group,
  type Principal,
  type Pushes,
} from '../../model/index.js';
import { wayOf, type EntitlementPath, type WantedEdge } from '../../manifest/index.js';

/** An edge with its key and id. */
export interface KeyedEdge {
  readonly id: EdgeId;
  readonly key: EdgeKey;
  readonly edge: Edge;
}

/** One edge of a path, and what puts it there. */
export interface PathEdge extends KeyedEdge {
  readonly role: WantedEdge['role'];
  /** On a pushed edge: the membership that it is pushed from. */
  readonly upstream?: EdgeId;
}

/** The edge of these ends with its key and id. */
export function keyed(ends: Ends): KeyedEdge {
  const edge = edgeOf(ends);
  const key = edgeKey(edge);
  return { id: edgeIdOf(key), key, edge };
}

/**
 * Every edge that a principal needs to have an entitlement, from the principal onwards: what it holds, what is pushed
 * from that, and what the last carrier holds.
 */
export function closure(principal: Principal, path: EntitlementPath, pushes: Pushes): readonly PathEdge[] {
  const { target, carrier } = path;
  if (groupOf(target)) return memberships(principal, path, pushes);
  if (carrier === 'direct') return [{ ...keyed({ holder: principal, target }), role: 'holding' }];
  const structure = structureOf(path, pushes);
  if (!structure) throw withoutCarrier(path);
  return [...memberships(principal, path, pushes), structure];
}

/**
 * What the carrier of a path holds: the edge that stands by declaration, whoever is in the carrier. The group that is
 * joined holds it where its kind admits that; else the first that it is pushed to.
 */
export function structureOf(path: EntitlementPath, pushes: Pushes): PathEdge | undefined {
  const { target, join } = path;
  if (groupOf(target) || path.carrier === 'direct' || !join) return undefined;
  for (const holder of pushes.downstream(join)) {
    const edge = tryEdge({ holder, target });
    if (edge) return { ...keyed(edge), role: 'structure' };
  }
  throw withoutCarrier(path);
}

/** The membership of the group that is joined, and one of each group that it is pushed to, which the push makes. */
function memberships(principal: Principal, path: EntitlementPath, pushes: Pushes): readonly PathEdge[] {
  const made: { readonly group: Group; readonly edge: PathEdge }[] = [];
  for (const group of wayOf(path, pushes)) {
    const upstream = made.find((each) => pushes.has(each.group, group))?.edge.id;
    const edge = keyed({ holder: principal, target: group });
    made.push({
      group,
      edge: upstream === undefined ? { ...edge, role: 'holding' } : { ...edge, role: 'pushed', upstream },
    });
  }
  return made.map(({ edge }) => edge);
}

function withoutCarrier({ join, carrier }: EntitlementPath): WritError {
  const what = join ? `\`${join.name}\`` : 'no group';
  return new WritError(
    'DECLARATION_INVALID',
    `${what} carries an entitlement by ${carrier} and reaches no group that can hold it`,
    {
      remedy: 'declare the group as pushed, or choose another carrier',
    },
  );
}
