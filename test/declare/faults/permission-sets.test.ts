import {
  allow,
  deny,
  IdentityStoreGroup,
  OktaGroup,
  PermissionSet,
  policy,
  type Organization,
  type PermissionSetProps,
} from '../../../lib/declare/index.js';
import { holdsEach, wrong } from '../../_helpers/faults.js';
import { faultsOf, organization } from '../../_helpers/organization.js';

const set = (changes: Partial<PermissionSetProps>) => (org: Organization) =>
  new PermissionSet(org, 'Set', { description: 'A set', ...changes });
const policies = (count: number): string[] => Array.from({ length: count }, (_, index) => `Policy${index}`);
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
      set({ managedPolicies: ['Read Only'] }),
      'Set',
      'arn:aws:iam::aws:policy/Read Only',
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
    ['an inline policy with foreign letters', set({ inlinePolicy: policy(deny('s3:Ł')) }), 'Set', 'U+0020'],
  ]);

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

/** An inline policy of exactly `length` characters, none of them white space. */
function inlineOf(length: number): ReturnType<typeof policy> {
  const bare = JSON.stringify(policy(allow('s3:'))).length;
  return policy(allow(`s3:${'a'.repeat(length - bare)}`));
}

function pushedOnto(org: Organization): void {
  new OktaGroup(org, 'okta', { description: 'Source', pushed: 'same' });
  new IdentityStoreGroup(org, 'store', { description: 'Target', name: 'same' });
}
