import {
  accounts,
  approval,
  Asset,
  external,
  manager,
  okta,
  OktaGroup,
  owner,
  person,
  PermissionSet,
  team,
  type Organization,
} from '../../../lib/declare/index.js';
import type { AnyPackageProps } from '../../../lib/declare/entitlement-package.js';
import { holdsEach, wrong } from '../../_helpers/faults.js';
import {
  declareBirthright,
  declarePackage,
  faultsOf,
  organization,
  reader,
} from '../../_helpers/organization.js';

const pack = (changes: Partial<AnyPackageProps>) => (org: Organization) =>
  declarePackage(org, 'pack', changes);
const twoPeople = approval.dual(owner(), team('security'));

describe('faults of what a package gives', () => {
  holdsEach([
    ['unknown owner', pack({ owner: team('ghosts') }), 'pack', 'ghosts'],
    ['unknown asset', pack({ assets: ['nothing'] }), 'pack', 'nothing'],
    ['no asset', pack({ assets: wrong([]) }), 'pack', 'assets'],
    ['no holders', pack({ holders: wrong([]) }), 'pack', 'holders'],
    ['no title', pack({ title: '' }), 'pack', 'title'],
    ['nothing given on an asset', pack({ grants: wrong(() => []) }), 'pack', 'payments'],
    ['an undeclared Okta group', pack({ grants: () => [okta.group('typo')] }), 'pack', 'typo'],
    ['a function that throws', pack({ grants: () => wrong(JSON.parse('{')) }), 'pack', 'grants'],
    ['a set on no account', onNoAccount, 'pack', 'Reader'],
    ['a set that is declared elsewhere', fromElsewhere, 'pack', 'Reader'],
    ['a group that another repository manages', externalGroup, 'pack', 'theirs'],
    ['a permission set that another repository manages', externalSet, 'pack', 'Theirs'],
    ['something privileged at low risk', privilegedLow, 'pack', 'Admin'],
    ['a carrier with the name of a declared group', pack({ ...carried('pagers') }), 'pagers', 'pagers'],
    [
      'a carrier of groups alone',
      pack({ grants: () => [okta.group('pagers')], carrier: 'direct' }),
      'pack',
      'direct',
    ],
    [
      'the name of a carrier of groups alone',
      pack({ ...carried('mine'), grants: () => [okta.group('pagers')] }),
      'pack',
      'carrierName',
    ],
    ['two packages with one carrier', sameCarrier, 'pack-b', 'shared-carrier'],
  ]);

  it('REQ-060 refuses an asset that is a shared login, by name', () => {
    const org = organization();
    new Asset(org, 'desk', { title: 'Desk', owner: team('platform'), accounts: [], sharedLogin: true });
    declarePackage(org, 'desk-access', { assets: ['desk'], grants: () => [okta.group('pagers')] });

    expect(faultsOf(org)).toEqual([{ code: 'SHARED_ACCOUNT', path: 'desk-access', values: ['desk'] }]);
  });
});

describe('a carrier', () => {
  it.each(['direct', 'identity-store', 'okta-push'] as const)(
    '%s is for what a group can hold, beside groups too',
    (carrier) => {
      const org = organization();
      const set = reader(org);
      pack({ carrier, grants: (asset) => [set.on(accounts.of(asset)), okta.group('pagers')] })(org);

      expect(faultsOf(org)).toEqual([]);
    },
  );

  it('is none for groups alone, and so is not said', () => {
    const org = organization();
    pack({ grants: () => [okta.group('pagers')] })(org);

    expect(faultsOf(org)).toEqual([]);
  });
});

describe('faults of how a package is approved', () => {
  holdsEach([
    ['unknown approver team', pack({ approval: approval.one(team('ghosts')) }), 'pack', 'ghosts'],
    ['automation above its tiers', pack({ approval: approval.auto('quick') }), 'pack', 'auto'],
    ['automation without a reason', pack({ approval: approval.auto(' ') }), 'pack', 'approval.why'],
    ['manager alone above low risk', pack({ approval: wrong(approval.one(manager())) }), 'pack', 'manager'],
    [
      'manager for a workload (REQ-081)',
      pack({ risk: 'low', holders: ['workload'], approval: approval.one(manager()) }),
      'pack',
      'workload',
    ],
    [
      'one approver at high risk',
      pack({ risk: 'high', approval: wrong(approval.one(owner())) }),
      'pack',
      'one',
    ],
    [
      'two roles that only one person fills',
      pack({ owner: team('security'), approval: approval.dual(owner(), team('security')) }),
      'pack',
      'hr:3',
    ],
    [
      'H6 the same team twice on a dual route',
      pack({ approval: approval.dual(team('platform'), team('platform')) }),
      'pack',
      'platform',
    ],
    [
      'H6 the team of the owner beside the owner',
      pack({ approval: approval.dual(owner(), team('platform')) }),
      'pack',
      'platform',
    ],
    ['the manager twice', pack({ approval: approval.dual(manager(), wrong(manager())) }), 'pack', 'dual'],
    [
      'an empty fallback',
      pack({ approval: approval.one(owner(), wrong({ fallback: [] })) }),
      'pack',
      'from fallback',
    ],
    [
      'a fallback to a team that is not declared',
      pack({ approval: approval.one(owner(), { fallback: [team('ghosts')] }) }),
      'pack',
      'ghosts',
    ],
    [
      'an escalation to what is no person',
      pack({ approval: approval.one(owner(), { escalation: [person(wrong('ada'))] }) }),
      'pack',
      'ada',
    ],
    [
      'the manager as a fallback, past the types',
      pack({
        risk: 'high',
        approval: approval.dual(owner(), team('security'), wrong({ second: { fallback: [manager()] } })),
      }),
      'pack',
      'manager',
    ],
    [
      'a fallback to who is asked already',
      pack({ approval: approval.one(owner(), { fallback: [team('platform')] }) }),
      'pack',
      'platform',
    ],
    [
      'a fallback to one of those who are asked already',
      pack({ approval: approval.one(owner(), { fallback: [person('hr:1')] }) }),
      'pack',
      'hr:1',
    ],
    [
      'a fallback to the other role of a dual route',
      pack({
        approval: approval.dual(owner(), team('security'), { first: { fallback: [team('security')] } }),
      }),
      'pack',
      'security',
    ],
    [
      'a fallback to somebody of the other role',
      pack({
        approval: approval.dual(owner(), team('security'), { second: { fallback: [person('hr:2')] } }),
      }),
      'pack',
      'hr:2',
    ],
    [
      'one fallback of both roles',
      pack({
        approval: approval.dual(owner(), team('security'), {
          first: { fallback: [person('hr:8')] },
          second: { fallback: [person('hr:8')] },
        }),
      }),
      'pack',
      'hr:8',
    ],
    ['a conflict with itself', pack({ conflictsWith: ['pack'] }), 'pack', 'pack'],
    ['a conflict with the unknown', pack({ conflictsWith: ['ghost'] }), 'pack', 'ghost'],
    ['an override of the unknown', pack({ overrides: ['ghost'] }), 'pack', 'ghost'],
    ['an override of what does not conflict', overriding({ approval: twoPeople }, []), 'both', 'one'],
    ['an override that one person approves', overriding({}, ['two']), 'both', 'dual'],
  ]);

  it('lets two people decide on a package that overrides a conflict', () => {
    const org = organization();
    overriding({ approval: twoPeople }, ['two'])(org);

    expect(faultsOf(org)).toEqual([]);
  });

  it.each([
    ['two teams', approval.dual(team('platform'), team('security'))],
    ['the owner and another team', twoPeople],
    ['the owner and the manager', approval.dual(owner(), manager())],
    [
      'each with a fallback of its own',
      approval.dual(owner(), manager(), {
        first: { fallback: [team('security')], escalation: [team('security'), owner()] },
        second: { fallback: [person('hr:8')] },
      }),
    ],
  ])('H6 honest twin: %s are two different approvers', (_, route) => {
    const org = organization();
    pack({ approval: route })(org);

    expect(faultsOf(org)).toEqual([]);
  });

  it('holds an organization to its own operating model', () => {
    const { low, ...rest } = organization().operatingModel;
    const org = organization({ operatingModel: { ...rest, low: { ...low, routes: ['one'] } } });
    declareBirthright(org, 'baseline');

    expect(faultsOf(org)).toEqual([
      expect.objectContaining({ path: 'baseline', values: ['auto', 'low', 'one'] }),
    ]);
  });
});

describe('faults of how long a package lasts', () => {
  const lasting = (duration: unknown): ReturnType<typeof pack> => pack({ duration: wrong(duration) });
  holdsEach([
    ['standing above low risk', lasting('standing'), 'pack', 'standing'],
    ['default longer than max', lasting({ default: '9h', max: '8h' }), 'pack', '9h'],
    ['max longer than with renewals', lasting({ default: '1h', max: '8h', renewalMax: '7h' }), 'pack', '8h'],
    ['longer than the tier allows', lasting({ default: '1h', max: '181d' }), 'pack', '181d'],
    ['renewed for too long', lasting({ default: '1h', max: '1d', renewalMax: '366d' }), 'pack', '366d'],
    ['a duration that is none', lasting({ default: 'soon', max: '1d' }), 'pack', 'soon'],
    ['a longest that is none', lasting({ default: '1h', max: '0h' }), 'pack', '0h'],
    ['reviewed too seldom', pack({ review: { every: '181d' } }), 'pack', '181d'],
    ['a cadence that is none', pack({ review: { every: '0d' } }), 'pack', '0d'],
    [
      'emergency access that can be renewed',
      pack({
        risk: 'critical',
        approval: approval.emergency(team('security')),
        duration: { default: '1h', max: '2h', renewalMax: '4h' },
      }),
      'pack',
      'duration.renewalMax',
    ],
  ]);
});

function onNoAccount(org: Organization): void {
  new Asset(org, 'desk', { title: 'Desk', owner: team('platform'), accounts: [] });
  const set = reader(org);
  declarePackage(org, 'pack', { assets: ['desk'], grants: (asset) => [set.on(accounts.of(asset))] });
}

function fromElsewhere(org: Organization): void {
  reader(org);
  const set = reader(organization());
  declarePackage(org, 'pack', { grants: (asset) => [set.on(accounts.of(asset))] });
}

function externalGroup(org: Organization): void {
  const group = new OktaGroup(org, 'theirs', { description: 'Theirs', managedBy: external('other') });
  declarePackage(org, 'pack', { grants: () => [group] });
}

function externalSet(org: Organization): void {
  const set = new PermissionSet(org, 'Theirs', {
    description: 'Theirs',
    managedPolicies: ['ReadOnlyAccess'],
    managedBy: external('other'),
  });
  declarePackage(org, 'pack', { grants: (asset) => [set.on(accounts.of(asset))] });
}

function privilegedLow(org: Organization): void {
  const set = new PermissionSet(org, 'Admin', {
    description: 'All',
    managedPolicies: ['AdministratorAccess'],
  });
  declarePackage(org, 'pack', { risk: 'low', grants: (asset) => [set.on(accounts.of(asset))] });
}

function carried(name: string): Partial<AnyPackageProps> {
  return { carrierName: () => name };
}

function sameCarrier(org: Organization): void {
  declarePackage(org, 'pack-a', carried('shared-carrier'));
  declarePackage(org, 'pack-b', carried('shared-carrier'));
}

function overriding(changes: Partial<AnyPackageProps>, conflicts: readonly string[]) {
  return (org: Organization): void => {
    declarePackage(org, 'one', conflicts.length > 0 ? { conflictsWith: wrong(conflicts) } : {});
    declarePackage(org, 'two');
    declarePackage(org, 'both', { overrides: ['one', 'two'], ...changes });
  };
}
