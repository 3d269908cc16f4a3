import { refText } from '../ref.js';
import type { KindSpec } from './spec.js';

/** A permission set on an account. */
export const awsAssignment: KindSpec = {
  kind: 'aws.assignment',
  system: 'aws',
  title: 'Identity Center assignment',
  is: (edge) => edge.target.kind === 'aws.assignment',
  sentence: (edge, words) =>
    edge.target.kind === 'aws.assignment'
      ? `${words.holder(edge.holder)} has ${refText(edge.target.set)} on ${words.account(edge.target.account)}`
      : '',
  carriage: { resourceType: 'aws_ssoadmin_account_assignment', slot: 'resource' },
  revocation: {
    operation: 'aws.delete-assignment',
    asynchronous: true,
    narrows: 'always',
    tail: 'role sessions already issued last up to the session duration of the permission set',
  },
};
