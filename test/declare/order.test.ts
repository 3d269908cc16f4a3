import fc from 'fast-check';
import {
  Account,
  accounts,
  Asset,
  catalogueOf,
  GovernedScope,
  identityStore,
  IdentityStoreGroup,
  JobFunction,
  okta,
  OktaGroup,
  Organization,
  PermissionSet,
  Team,
  team,
} from '../../lib/declare/index.js';
import { digestOf } from '../../lib/kernel/index.js';
import { declarePackage, faultsOf } from '../_helpers/organization.js';

/** Declarations that refer to each other by name, so that any order of them is a program. */
const DECLARATIONS: readonly ((org: Organization) => unknown)[] = [
  (org) => new Team(org, 'platform', { title: 'Platform', approvers: ['hr:2', 'hr:1'] }),
  (org) => new Team(org, 'security', { title: 'Security', approvers: ['hr:3'] }),
  (org) => new Account(org, 'prod', { id: '222233334444', environment: 'production' }),
  (org) => new Account(org, 'test', { id: '111122223333', environment: 'staging' }),
  (org) => new Asset(org, 'payments', { title: 'P', owner: team('platform'), accounts: ['test', 'prod'] }),
  (org) => new Asset(org, 'ledger', { title: 'L', owner: team('security'), accounts: ['prod'] }),
  (org) => new OktaGroup(org, 'pagers', { description: 'P', pushed: true }),
  (org) => new IdentityStoreGroup(org, 'readers', { description: 'R' }),
  (org) => {
    const set = new PermissionSet(org, 'Zed', {
      description: 'Z',
      managedPolicies: ['SecurityAudit', 'ReadOnlyAccess'],
    });
    declarePackage(org, 'zed', {
      assets: ['payments', 'ledger'],
      holders: ['vendor', 'employee'],
      grants: (asset) => [identityStore.group('readers'), set.on(accounts.of(asset)), okta.group('pagers')],
      conflictsWith: ['able'],
    });
  },
  (org) => declarePackage(org, 'able', { assets: ['ledger'], conflictsWith: ['mid'] }),
  (org) => declarePackage(org, 'mid', { assets: ['ledger'] }),
  (org) =>
    new JobFunction(org, 'sre', {
      when: { jobCode: ['S2', 'S1'], department: 'P' },
      mayRequest: ['zed', 'able'],
    }),
  (org) => new JobFunction(org, 'dba', { when: { department: 'D' }, mayRequest: ['mid'] }),
  (org) => new GovernedScope(org, 'b', { owner: team('platform'), carriersOf: ['okta', 'aws'] }),
  (org) => new GovernedScope(org, 'a', { owner: team('security'), accounts: ['test', 'prod'] }),
];

const anyOrder = fc.shuffledSubarray([...DECLARATIONS], { minLength: DECLARATIONS.length });

function declaredIn(order: readonly ((org: Organization) => unknown)[]): Organization {
  const org = new Organization({ name: 'Acme' });
  for (const declare of order) declare(org);
  return org;
}

describe('the order of declarations', () => {
  it('does not show in the catalogue', () => {
    const wanted = digestOf(catalogueOf(declaredIn(DECLARATIONS)));

    fc.assert(
      fc.property(anyOrder, (order) => digestOf(catalogueOf(declaredIn(order))) === wanted),
      { numRuns: 60 },
    );
  });

  it('does not show in the faults', () => {
    const broken = [
      ...DECLARATIONS,
      (org: Organization) => declarePackage(org, 'zzz', { owner: team('ghosts') }),
    ];
    const wrong = broken.filter((_, index) => index !== 0 && index !== 3);
    const wanted = faultsOf(declaredIn(wrong));

    fc.assert(
      fc.property(fc.shuffledSubarray(wrong, { minLength: wrong.length }), (order) => {
        expect(faultsOf(declaredIn(order))).toEqual(wanted);
      }),
      { numRuns: 30 },
    );
    expect(wanted.length).toBeGreaterThan(3);
  });

  it('shows in nothing that is dropped: every declaration changes the catalogue or is needed by another', () => {
    const wanted = digestOf(catalogueOf(declaredIn(DECLARATIONS)));

    for (const dropped of DECLARATIONS) {
      const org = declaredIn(DECLARATIONS.filter((declare) => declare !== dropped));
      const same = faultsOf(org).length === 0 && digestOf(catalogueOf(org)) === wanted;
      expect(same).toBe(false);
    }
  });
});
