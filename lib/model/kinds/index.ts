import { branded, WritError } from '../../kernel/index.js';
import { holderKey } from '../holder.js';
import type { EdgeKey } from '../edge.js';
import { isGroup, type AccountId, type Group, type ObjectRef, type Provider, type SourceId } from '../ref.js';
import { awsAssignment } from './aws-assignment.js';
import { awsGroupMembership } from './aws-group-membership.js';
import type {
  AnyHolder,
  Edge,
  EdgeKind,
  Ends,
  EntitlementTarget,
  PerEdge,
  PerTarget,
  Target,
} from './kinds.js';
import { oktaAppAssignment } from './okta-app-assignment.js';
import { oktaGroupMembership } from './okta-group-membership.js';
import type { KindSpec, Path, Words } from './spec.js';

export { assignmentOf, isAssignment } from './aws-assignment.js';
export { isApp } from './okta-app-assignment.js';
export type * from './kinds.js';
export type { KindSpec, Path, Words } from './spec.js';

/** The kind table: a kind without an entry does not compile. */
export const KINDS: { readonly [K in EdgeKind]: KindSpec<K> } = {
  'okta.group-membership': oktaGroupMembership,
  'aws.group-membership': awsGroupMembership,
  'aws.assignment': awsAssignment,
  'okta.app-assignment': oktaAppAssignment,
};

/** Every kind, in the order of the table. */
export const EDGE_KINDS = Object.keys(KINDS) as readonly EdgeKind[];

const KIND_OF_TARGET = Object.fromEntries(EDGE_KINDS.map((kind) => [KINDS[kind].target, kind])) as Readonly<
  Record<Target['kind'], EdgeKind>
>;

/** The kind of an edge, by its target. */
export function kindOf({ target }: { readonly target: Target }): EdgeKind {
  return KIND_OF_TARGET[target.kind];
}

/** Asks a table about a target: the entry of its kind answers. */
export function ofTarget<R, More extends readonly unknown[]>(
  table: PerTarget<R, More>,
  target: Target,
  ...more: More
): R {
  const answer = table[KIND_OF_TARGET[target.kind]] as (target: Target, ...more: More) => R;
  return answer(target, ...more);
}

/** Asks a table about an edge: the entry of its kind answers. */
export function ofEdge<R, More extends readonly unknown[]>(
  table: PerEdge<R, More>,
  edge: Edge,
  ...more: More
): R {
  const answer = table[kindOf(edge)] as (edge: Edge, ...more: More) => R;
  return answer(edge, ...more);
}

/** The spec of a target's kind, to be asked about that target. */
function specOf({ kind }: Target): KindSpec<EdgeKind> {
  return KINDS[KIND_OF_TARGET[kind]] as unknown as KindSpec<EdgeKind>;
}

/** The edge of these ends, when its kind admits such a holder. */
export function tryEdge({ holder, target }: Ends): Edge | undefined {
  const holders: Readonly<Record<AnyHolder['kind'], boolean>> = specOf(target).holders;
  return holders[holder.kind] ? ({ holder, target } as Edge) : undefined;
}

/** The edge of these ends. Throws BUG where its kind admits no such holder. */
export function edgeOf(ends: Ends): Edge {
  const edge = tryEdge(ends);
  if (edge) return edge;
  throw new WritError('BUG', `a \`${ends.holder.kind}\` cannot hold a \`${ends.target.kind}\``, {
    remedy: 'report this with the manifest',
  });
}

/** The named object at the far end: a group, a permission set. */
export function objectOf(target: Target): ObjectRef {
  return specOf(target).object(target);
}

/** The source that a target is in, whose log tells of its edges and whose accounts hold them. */
export function sourceOf({ target }: { readonly target: Target }): SourceId {
  return objectOf(target).source;
}

/** The AWS account that a target is on. */
export function accountOf(target: Target): AccountId | undefined {
  return specOf(target).account(target);
}

/** The group that a target makes its holder a member of; undefined of an entitlement. */
export function groupOf(target: Target): Group | undefined {
  const object = objectOf(target);
  return isGroup(object) ? object : undefined;
}

/** Whether a target is given in the end, and leads to nothing else. */
export function isEntitlement(target: Target): target is EntitlementTarget {
  return groupOf(target) === undefined;
}

/** Who provides the system that an edge is in. */
export function providerOf({ target }: { readonly target: Target }): Provider {
  return specOf(target).provider;
}

/** A target in words: `Okta group prod-admins`. */
export function targetText(target: Target, words: Pick<Words, 'account'>): string {
  return specOf(target).what(target, words);
}

/** An edge in one sentence: `Dana Fox is a member of Okta group prod-admins`. */
export function sentenceOf(edge: Ends, words: Words): string {
  return specOf(edge.target).sentence(edge, words);
}

/** What outlives the removal of an edge, in plain words. */
export function tailOf({ target }: { readonly target: Target }): string {
  return specOf(target).tail;
}

/** A target member by member, in the order in which targets are told apart. */
export function targetPath(target: Target): Path {
  return specOf(target).path(target);
}

/** The canonical JSON of a target. */
export function targetKey(target: Target): string {
  return specOf(target).key(target);
}

/**
 * The canonical JSON of an edge, written member by member: a sweep makes a million of them, and the general
 * writer is five times slower. A property holds the two equal.
 */
export function edgeKey(edge: Ends): EdgeKey {
  return branded<'edge'>(`{"holder":${holderKey(edge.holder)},"target":${targetKey(edge.target)}}`);
}
