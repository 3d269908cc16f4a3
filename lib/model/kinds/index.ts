import { branded } from '../../kernel/index.js';
import type { Edge, EdgeKey, Holder, Target } from '../edge.js';
import { principalKey } from '../principal.js';
import { refKey } from '../ref.js';
import { awsAssignment } from './aws-assignment.js';
import { awsGroupMembership } from './aws-group-membership.js';
import { oktaGroupMembership } from './okta-group-membership.js';
import type { EdgeKind, KindSpec } from './spec.js';

export type { EdgeKind, KindSpec, Words } from './spec.js';

/** The kind table: a kind without an entry does not compile. */
export const KINDS: Readonly<Record<EdgeKind, KindSpec>> = {
  'okta.group-membership': oktaGroupMembership,
  'aws.group-membership': awsGroupMembership,
  'aws.assignment': awsAssignment,
};

const KIND_OF_TARGET: Readonly<Record<Target['kind'], EdgeKind>> = {
  'okta.group': 'okta.group-membership',
  'aws.group': 'aws.group-membership',
  'aws.assignment': 'aws.assignment',
};

/** The kind of an edge, by its target. */
export function kindOf(edge: Edge): EdgeKind {
  return KIND_OF_TARGET[edge.target.kind];
}

/** The spec of an edge's kind. */
export function specOf(edge: Edge): KindSpec {
  return KINDS[kindOf(edge)];
}

/**
 * The canonical JSON of an edge, written member by member: a sweep makes a million of them, and the general
 * writer is five times slower. A property holds the two equal.
 */
export function edgeKey(edge: Edge): EdgeKey {
  return branded<'edge'>(`{"holder":${holderKey(edge.holder)},"target":${targetKey(edge.target)}}`);
}

/** The canonical JSON of a holder. */
export function holderKey(holder: Holder): string {
  switch (holder.kind) {
    case 'person':
    case 'workload':
      return principalKey(holder);
    case 'unlinked':
      return `{"kind":"unlinked","native":${JSON.stringify(holder.native)},"source":${JSON.stringify(holder.source)}}`;
    case 'okta.group':
    case 'aws.group':
      return refKey(holder);
  }
}

/** The canonical JSON of a target. */
export function targetKey(target: Target): string {
  if (target.kind !== 'aws.assignment') return refKey(target);
  return `{"account":${JSON.stringify(target.account)},"kind":"aws.assignment","set":${refKey(target.set)}}`;
}
