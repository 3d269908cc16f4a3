import { refKey, refText } from '../ref.js';
import type { KindSpec } from './spec.js';

/** A user in an Identity Store group. */
export const awsGroupMembership: KindSpec<'aws.group-membership'> = {
  kind: 'aws.group-membership',
  target: 'aws.group',
  holders: { person: true, workload: true, unlinked: true, 'okta.group': false, 'aws.group': false },
  provider: 'aws',
  object: (group) => group,
  account: () => undefined,
  key: refKey,
  path: ({ kind, source, name }) => [kind, source, '', name],
  what: (group) => `Identity Store group ${refText(group)}`,
  sentence: ({ holder, target }, words) =>
    `${words.holder(holder)} is a member of Identity Store group ${refText(target)}`,
  tail: 'role sessions already issued last up to the session duration of the permission set',
};
