import {
  groupsIn,
  NO_OBSERVATIONS,
  type Observations,
  type ObservedApp,
  type ObservedAppAssignment,
  type ObservedAssignment,
  type ObservedGroup,
  type ObservedMembership,
  type ObservedSet,
} from '../../lib/inventory/index.js';
import { OKTA_SOURCE, type SourceId } from '../../lib/model/index.js';

/** What a sweep saw, with a list for each thing a test thinks of. */
export interface Seen extends Omit<Observations, 'objects' | 'edges'> {
  readonly groups: readonly ObservedGroup[];
  readonly memberships: readonly ObservedMembership[];
  readonly sets: readonly ObservedSet[];
  readonly assignments: readonly ObservedAssignment[];
  readonly apps: readonly ObservedApp[];
  readonly appAssignments: readonly ObservedAppAssignment[];
}

/** The lists as a sweep of `source` gives them: an Okta org for `okta`, an Identity Center instance for any other. */
export function observed(source: SourceId, seen: Partial<Seen>): Observations {
  const {
    groups = [],
    memberships = [],
    sets = [],
    assignments = [],
    apps = [],
    appAssignments = [],
    ...rest
  } = seen;
  const ofOkta = source === OKTA_SOURCE;
  return {
    ...NO_OBSERVATIONS,
    ...rest,
    objects: ofOkta
      ? { 'okta.group': groups, 'okta.app': apps }
      : { 'aws.group': groups, 'aws.permission-set': sets },
    edges: ofOkta
      ? { 'okta.group-membership': memberships, 'okta.app-assignment': appAssignments }
      : { 'aws.group-membership': memberships, 'aws.assignment': assignments },
  };
}

/** What a sweep saw, as the lists of {@link Seen}. */
export function plain(seen: Observations): Seen {
  const { objects, edges, ...rest } = seen;
  return {
    ...rest,
    groups: groupsIn(seen),
    memberships: [...(edges['okta.group-membership'] ?? []), ...(edges['aws.group-membership'] ?? [])],
    sets: objects['aws.permission-set'] ?? [],
    assignments: edges['aws.assignment'] ?? [],
    apps: objects['okta.app'] ?? [],
    appAssignments: edges['okta.app-assignment'] ?? [],
  };
}
