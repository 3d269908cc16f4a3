import { refText } from '../ref.js';
import type { KindSpec } from './spec.js';

/** A user in an Identity Store group. */
export const awsGroupMembership: KindSpec = {
  kind: 'aws.group-membership',
  system: 'aws',
  title: 'Identity Store group membership',
  is: (edge) => edge.target.kind === 'aws.group',
  sentence: (edge, words) =>
    edge.target.kind === 'aws.group'
      ? `${words.holder(edge.holder)} is a member of Identity Store group ${refText(edge.target)}`
      : '',
  carriage: { resourceType: 'aws_identitystore_group_membership', slot: 'resource' },
  revocation: {
    operation: 'aws.delete-membership',
    asynchronous: false,
    narrows: 'always',
    tail: 'role sessions already issued last up to the session duration of the permission set',
  },
};
