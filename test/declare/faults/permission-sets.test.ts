import {
  allow,
  catalogueOf,
  deny,
  IdentityStoreGroup,
  OktaGroup,
  PermissionSet,
  policy,
  type Organization,
  type PermissionSetPolicies,
  type PermissionSetSettings,
  type Statement,
} from '../../../lib/declare/index.js';
import { holdsEach, wrong } from '../../_helpers/faults.js';
import { faultsOf, organization } from '../../_helpers/organization.js';

const set = (changes: Partial<PermissionSetSettings & PermissionSetPolicies>) => (org: Organization) =>
  new PermissionSet(org, 'Set', { description: 'A set', managedPolicies: ['ReadOnlyAccess'], ...changes });
const policies = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `arn:aws:iam::aws:policy/Policy${index}`);
const long = 'A'.repeat(33);

describe('faults of permission sets', () => {
  holdsEach([
    ['a name longer than AWS takes', set({ name: long }), 'Set', long],
    ['a name with a space', set({ name: 'Prod Admin' }), 'Set', 'Prod Admin'],
    ['no description', set({ description: '' }), 'Set', 'description'],
    ['more managed policies than a role holds', set({ managedPolicies: wrong(policies(11)) }), 'Set', '11'],
    ['a session under an hour', set({ session: '59m' }), 'Set', '59m'],
    ['a session over twelve hours', set({ session: '721m' }), 'Set', '721m'],
    ['a session that is none', set({ session: wrong('long') }), 'Set', 'long'],
    [
      'a policy that is none',
      set({ managedPolicies: ['arn:aws:iam::aws:policy/Read Only'] }),
      'Set',
      'arn:aws:iam::aws:policy/Read Only',
    ],
    [
      'a policy that AWS does not publish',
      set({ managedPolicies: wrong(['ReadOnlyAcess']) }),
      'Set',
      'ReadOnlyAccess',
    ],
    [
      'a policy without its path',
      set({ managedPolicies: wrong(['ViewOnlyAccess']) }),
      'Set',
      'job-function/ViewOnlyAccess',
    ],
    [
      'a boundary that AWS does not publish',
      set({ boundary: wrong('PowerUserAcces') }),
      'Set',
      'PowerUserAccess',
    ],
    [
      'no policy at all',
      (org) => new PermissionSet(org, 'Set', wrong({ description: 'A set' })),
      'Set',
      'Set',
    ],
    [
      'a boundary and no policy',
      (org) => new PermissionSet(org, 'Set', wrong({ description: 'A set', boundary: 'ReadOnlyAccess' })),
      'Set',
      'Set',
    ],
    ['an action without a name', set({ inlinePolicy: policy(allow('s3:')) }), 'Set', 's3:'],
    ['an action with a space', set({ inlinePolicy: policy(allow('s3: GetObject')) }), 'Set', 's3: GetObject'],
    [
      'an exception of two colons',
      set({ inlinePolicy: policy(except('iam:Pass:Role')) }),
      'Set',
      'iam:Pass:Role',
    ],
    [
      'a resource that is no whole ARN',
      set({ inlinePolicy: policy(allow('s3:GetObject', 'arn:x')) }),
      'Set',
      'arn:x',
    ],
    [
      'an account of 11 digits',
      set({ inlinePolicy: policy(allow('kms:Decrypt', 'arn:aws:kms:eu-west-1:12345678901:key/a')) }),
      'Set',
      'arn:aws:kms:eu-west-1:12345678901:key/a',
    ],
    [
      'a boundary that is none',
      set({ boundary: 'arn:aws:iam::1:policy/x' }),
      'Set',
      'arn:aws:iam::1:policy/x',
    ],
    ['a customer policy path without slashes', set({ boundary: { name: 'P', path: 'x' } }), 'Set', 'x'],
    [
      'a customer policy name with a slash',
      set({ customerManagedPolicies: [{ name: 'a/b' }] }),
      'Set',
      'a/b',
    ],
    ['an inline policy too dense', set({ inlinePolicy: inlineOf(10_241) }), 'Set', '10241'],
    [
      'an inline policy with foreign letters',
      set({ inlinePolicy: policy(deny('s3:GetObject', 'arn:aws:s3:::Ł')) }),
      'Set',
      'U+0020',
    ],
  ]);

  it.each([
    'arn:aws:s3:::bucket/*',
    'arn:aws:s3:::home/${aws:username}/*',
    'arn:aws-us-gov:iam::*:role/service/*',
    'arn:aws:iam::aws:policy/ReadOnlyAccess',
    'arn:*:logs:*:*:log-group:/a:b',
    'arn:aws:dynamodb:*:${aws:PrincipalAccount}:table/x',
    '*',
  ] as const)('takes the resource %s', (resource) => {
    const org = organization();
    set({ inlinePolicy: policy(allow(['s3:Get*', '*', 'ec2-instance-connect:Send?SHPublicKey'], resource)) })(
      org,
    );

    expect(faultsOf(org)).toEqual([]);
  });

  it('takes by its ARN what AWS published after the list, as privileged', () => {
    const org = organization();
    set({ managedPolicies: ['arn:aws:iam::aws:policy/NewReadOnly'] })(org);

    expect(catalogueOf(org).permissionSets).toEqual([
      expect.objectContaining({
        privileged: [expect.stringMatching(/policy\/NewReadOnly, which is not read$/)],
      }),
    ]);
  });

  it('takes by its ARN what is in the list, as what it is', () => {
    const org = organization();
    set({ managedPolicies: ['arn:aws:iam::aws:policy/job-function/ViewOnlyAccess', 'SecurityAudit'] })(org);

    expect(catalogueOf(org).permissionSets).toEqual([expect.objectContaining({ privileged: [] })]);
  });

  it('takes what is just within the limits', () => {
    const org = organization();
    set({ name: 'A'.repeat(32), managedPolicies: wrong(policies(10)), session: '12h' })(org);
    new PermissionSet(org, 'Dense', { description: 'Long', inlinePolicy: inlineOf(10_240) });

    expect(faultsOf(org)).toEqual([]);
  });
});

describe('faults of groups', () => {
  holdsEach([
    [
      'a reserved name',
      (org) => new OktaGroup(org, 'Everyone', { description: 'All' }),
      'Everyone',
      'Everyone',
    ],
    ['a blank name', (org) => new OktaGroup(org, 'g', { description: 'G', name: ' ' }), 'g', ' '],
    ['no description', (org) => new OktaGroup(org, 'g', { description: '' }), 'g', 'description'],
    ['a push onto a declared group', pushedOnto, 'store', 'same'],
  ]);
});

/** Everything but one action. */
function except(action: `${string}:${string}`): Statement {
  return { Effect: 'Allow', NotAction: action, Resource: '*' };
}

/** An inline policy of exactly `length` characters, none of them white space. */
function inlineOf(length: number): ReturnType<typeof policy> {
  const bare = JSON.stringify(policy(allow('s3:*'))).length - 1;
  return policy(allow(`s3:${'a'.repeat(length - bare)}`));
}

function pushedOnto(org: Organization): void {
  new OktaGroup(org, 'okta', { description: 'Source', pushed: 'same' });
  new IdentityStoreGroup(org, 'store', { description: 'Target', name: 'same' });
}
