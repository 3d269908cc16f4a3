import { refKey, refText, type AccountId, type PermissionSetRef } from '../ref.js';
import type { Assignment, Target } from './kinds.js';
import type { KindSpec } from './spec.js';

/** A permission set on an account. */
export const awsAssignment: KindSpec<'aws.assignment'> = {
  kind: 'aws.assignment',
  target: 'aws.assignment',
  holders: { person: true, workload: true, unlinked: true, 'okta.group': false, 'aws.group': true },
  provider: 'aws',
  object: ({ set }) => set,
  account: ({ account }) => account,
  key: ({ account, set }) =>
    `{"account":${JSON.stringify(account)},"kind":"aws.assignment","set":${refKey(set)}}`,
  path: ({ account, kind, set }) => [kind, set.source, account, set.name],
  what: ({ account, set }, words) => `${refText(set)} on ${words.account(account)}`,
  sentence: ({ holder, target: { account, set } }, words) =>
    `${words.holder(holder)} has ${refText(set)} on ${words.account(account)}`,
  tail: 'role sessions already issued last up to the session duration of the permission set',
};

/** A permission set on an account, as a target. */
export function assignmentOf(set: PermissionSetRef, account: AccountId): Assignment {
  return { account, kind: 'aws.assignment', set };
}

/** Whether a target is a permission set on an account: for rules that are about Identity Center itself. */
export function isAssignment(target: Target): target is Assignment {
  return target.kind === 'aws.assignment';
}
