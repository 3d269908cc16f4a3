import { WritError } from '../../kernel/index.js';
import {
  edgeIdOf,
  edgeKey,
  refKey,
  type AwsGroup,
  type Edge,
  type EdgeId,
  type EdgeKey,
  type Group,
  type Principal,
  edgeOf,
  groupOf,
  tryEdge,
  type Ends,
  type Target,
} from '../../model/index.js';
import type { Catalogue, EntitlementPath, GroupDeclaration, WantedEdge } from '../../manifest/index.js';

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

/** The groups of the catalogue by ref. */
export type Groups = ReadonlyMap<string, GroupDeclaration>;

/** Indexes the declared groups. */
export function groupsOf(catalogue: Catalogue): Groups {
  return new Map(catalogue.groups.map((declared) => [refKey(declared.ref), declared]));
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
export function closure(principal: Principal, path: EntitlementPath, groups: Groups): readonly PathEdge[] {
  const { target } = path;
  const group = groupOf(target);
  if (group) return memberships(principal, group, groups);
  if (path.carrier === 'direct') return [{ ...keyed({ holder: principal, target }), role: 'holding' }];
  const structure = structureOf(path, groups);
  if (!structure || !path.join) throw withoutCarrier(path);
  return [...memberships(principal, path.join, groups), structure];
}

/**
 * What the carrier of a path holds: the edge that stands by declaration, whoever is in the carrier. The group that is
 * joined holds it where its kind admits that; else the group that it is pushed to.
 */
export function structureOf(path: EntitlementPath, groups: Groups): PathEdge | undefined {
  const { target, join } = path;
  if (groupOf(target) || path.carrier === 'direct' || !join) return undefined;
  const edge = tryEdge({ holder: join, target }) ?? throughPush(join, target, groups);
  if (!edge) throw withoutCarrier(path);
  return { ...keyed(edge), role: 'structure' };
}

function throughPush(join: Group, target: Target, groups: Groups): Edge | undefined {
  const pushed = pushTarget(join, groups);
  return pushed && tryEdge({ holder: pushed, target });
}

/** A group filled by push is joined at the source of the push, never at its target. */
function memberships(principal: Principal, group: Group, groups: Groups): readonly PathEdge[] {
  const joined = groups.get(refKey(group))?.pushedFrom ?? group;
  const holding: PathEdge = { ...keyed({ holder: principal, target: joined }), role: 'holding' };
  const pushed = pushTarget(joined, groups);
  if (!pushed) return [holding];
  return [holding, { ...keyed({ holder: principal, target: pushed }), role: 'pushed', upstream: holding.id }];
}

function pushTarget(group: Group, groups: Groups): AwsGroup | undefined {
  return groups.get(refKey(group))?.pushedTo;
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
