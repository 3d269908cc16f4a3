import { Construct } from 'constructs';
import {
  accounts,
  catalogueOf,
  GovernedScope,
  IdentityStoreGroup,
  okta,
  OktaApp,
  OktaGroup,
  PermissionSet,
  team,
  type Entitlement,
  type Organization,
} from '../../lib/declare/index.js';
import type { List } from '../../lib/kernel/index.js';
import { declarePackage, faultsOf, organization, packageIn } from '../_helpers/organization.js';

const KINDS: readonly (readonly [string, string, (org: Organization) => Entitlement])[] = [
  [
    'permission set',
    'AWSReadOnlyAccess',
    (org) => PermissionSet.fromName(org, 'AWSReadOnlyAccess').on(accounts.of('payments')),
  ],
  ['Okta group', 'Corporate VPN', (org) => OktaGroup.fromName(org, 'Corporate VPN')],
  ['Identity Store group', 'AWSAuditors', (org) => IdentityStoreGroup.fromName(org, 'AWSAuditors')],
  ['Okta app', 'Expenses', (org) => OktaApp.fromName(org, 'Expenses')],
];

describe('what others own, by name', () => {
  it.each(KINDS)('%s: a package gives it, and nothing of it is declared but the name', (word, name, make) => {
    const org = organization();
    const given = make(org);
    declarePackage(org, 'pack', { grants: () => [given] });

    const catalogue = catalogueOf(org);
    const [path] = packageIn(catalogue, 'pack').grants[0].entitlements;

    expect(catalogue.named).toEqual([
      { ref: expect.objectContaining({ name }), privileged: [expect.stringContaining(`${word} ${name}`)] },
    ]);
    expect(JSON.stringify(path.target)).toContain(name);
    expect(catalogue.permissionSets).toEqual([]);
    expect(catalogue.apps).toBeUndefined();
    expect(catalogue.groups.map(({ ref }) => ref.name)).not.toContain(name);
  });

  it.each(KINDS)('%s: counts as privileged, so low risk does not give it', (_, name, make) => {
    const org = organization();
    const given = make(org);
    declarePackage(org, 'pack', { risk: 'low', grants: () => [given] });

    expect(faultsOf(org)).toEqual([
      expect.objectContaining({ path: 'pack', values: expect.arrayContaining(['low', name]) }),
    ]);
  });

  it('may be named in several places, and given by its name', () => {
    const org = organization();
    OktaGroup.fromName(new Construct(org, 'here'), 'Corporate VPN');
    OktaGroup.fromName(new Construct(org, 'there'), 'Corporate VPN');
    declarePackage(org, 'pack', { grants: () => [okta.group('Corporate VPN')] });

    expect(faultsOf(org)).toEqual([]);
    expect(catalogueOf(org).named).toHaveLength(1);
  });

  it('is not declared as well', () => {
    const org = organization();
    OktaGroup.fromName(new Construct(org, 'theirs'), 'pagers');

    expect(faultsOf(org)).toEqual([expect.objectContaining({ values: expect.arrayContaining(['pagers']) })]);
  });

  it('has a name that the provider would take', () => {
    const org = organization();
    PermissionSet.fromName(org, 'Has Spaces');

    expect(faultsOf(org)).toEqual([
      { code: 'DECLARATION_INVALID', path: 'Has Spaces', values: expect.arrayContaining(['Has Spaces']) },
    ]);
  });

  it('may be in a governed scope, whose mode then holds for who is in it', () => {
    const org = organization();
    const vpn = OktaGroup.fromName(org, 'Corporate VPN');
    new GovernedScope(org, 'scope', { owner: team('platform'), groups: [vpn] });

    expect(catalogueOf(org).scopes[0]?.groups.map(({ name }) => name)).toEqual(['Corporate VPN']);
  });

  it('leaves a catalogue as it was where nothing is named', () => {
    expect(catalogueOf(organization())).not.toHaveProperty('named');
  });

  it('of another organization is not given', () => {
    const org = organization();
    const theirs: List<Entitlement> = [OktaGroup.fromName(organization(), 'Corporate VPN')];
    declarePackage(org, 'pack', { grants: () => theirs });

    expect(faultsOf(org)).toEqual([expect.objectContaining({ path: 'pack', values: ['Corporate VPN'] })]);
  });
});
