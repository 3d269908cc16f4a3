import { refText } from '../ref.js';
import type { KindSpec } from './spec.js';

/** A user in an Okta group. */
export const oktaGroupMembership: KindSpec = {
  kind: 'okta.group-membership',
  system: 'okta',
  title: 'Okta group membership',
  is: (edge) => edge.target.kind === 'okta.group',
  sentence: (edge, words) =>
    edge.target.kind === 'okta.group'
      ? `${words.holder(edge.holder)} is a member of Okta group ${refText(edge.target)}`
      : '',
  carriage: { resourceType: 'okta_group_memberships', slot: { attribute: 'users' } },
  revocation: {
    operation: 'okta.remove-member',
    asynchronous: false,
    narrows: 'unless-restrictive-group',
    tail: 'application sessions already open go on until they expire',
  },
};
