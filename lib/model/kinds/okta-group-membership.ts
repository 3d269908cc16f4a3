import { refKey, refText } from '../ref.js';
import type { KindSpec } from './spec.js';

/** A user in an Okta group. */
export const oktaGroupMembership: KindSpec<'okta.group-membership'> = {
  kind: 'okta.group-membership',
  target: 'okta.group',
  holders: { person: true, workload: true, unlinked: true, 'okta.group': false, 'aws.group': false },
  provider: 'okta',
  object: (group) => group,
  account: () => undefined,
  key: refKey,
  path: ({ kind, source, name }) => [kind, source, '', name],
  what: (group) => `Okta group ${refText(group)}`,
  sentence: ({ holder, target }, words) =>
    `${words.holder(holder)} is a member of Okta group ${refText(target)}`,
  tail: 'application sessions already open go on until they expire',
};
