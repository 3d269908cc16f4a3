import {
  Account,
  accounts,
  allow,
  approval,
  Asset,
  catalogueOf,
  EntitlementPackage,
  every,
  external,
  GovernedScope,
  identityStore,
  IdentityStoreGroup,
  JobFunction,
  okta,
  OktaGroup,
  OtherSystem,
  owner,
  person,
  PermissionSet,
  policy,
  team,
} from '../../lib/declare/index.js';
import { catalogueSchema } from '../../lib/manifest/index.js';
import { awsGroup, oktaGroup } from '../../lib/model/index.js';
import {
  declareBirthright,
  declarePackage,
  organization,
  packageIn,
  reader,
} from '../_helpers/organization.js';

describe('catalogueOf', () => {
  it('REQ-019 a package id expands to the concrete entitlements of each of its assets', () => {
    const org = organization();
    new Account(org, 'ledger-prod', { id: '222233334444', environment: 'production' });
    new Asset(org, 'ledger', { title: 'Ledger', owner: team('platform'), accounts: ['ledger-prod', 'prod'] });
    const admin = new PermissionSet(org, 'Admin', {
      description: 'All',
      managedPolicies: ['AdministratorAccess'],
    });
    new EntitlementPackage(org, 'prod-admin', {
      title: 'Administer production',
      owner: team('platform'),
      risk: 'high',
      assets: ['payments', 'ledger'],
      grants: (asset) => [admin.on(accounts.of(asset)), okta.group('pagers')],
      holders: ['employee'],
      duration: { default: '4h', max: '12h', renewalMax: '24h' },
      approval: approval.dual(owner(), team('security')),
      review: every('30d'),
    });

    const { grants } = packageIn(catalogueOf(org), 'prod-admin');

    const join = oktaGroup('writ-prod-admin--ledger');
    const set = { kind: 'aws.permission-set', name: 'Admin', source: 'aws' };
    const pagers = oktaGroup('pagers');
    expect(grants.map(({ asset }) => asset)).toEqual(['ledger', 'payments']);
    expect(grants[0].entitlements).toEqual([
      { target: { account: '111122223333', kind: 'aws.assignment', set }, carrier: 'okta-push', join },
      { target: { account: '222233334444', kind: 'aws.assignment', set }, carrier: 'okta-push', join },
      { target: pagers, carrier: 'direct', join: pagers },
    ]);
  });

  it('REQ-020 a job function says what its people get and may ask for, and nothing else does', () => {
    const org = organization();
    const baseline = declareBirthright(org, 'baseline');
    const read = declarePackage(org, 'read');
    declarePackage(org, 'admin');
    new JobFunction(org, 'engineer', {
      when: { department: 'Platform', jobCode: ['SRE2', 'SRE1'] },
      birthright: [baseline],
      mayRequest: [read],
    });

    expect(catalogueOf(org).jobFunctions).toEqual([
      {
        id: 'engineer',
        title: 'engineer',
        when: { department: ['Platform'], jobCode: ['SRE1', 'SRE2'] },
        birthright: ['baseline'],
        mayRequest: ['read'],
      },
    ]);
  });

  it('makes the carrier of each package on each asset, and for Okta the group it is pushed to', () => {
    const org = organization();
    declarePackage(org, 'read');

    const { groups } = catalogueOf(org);

    const name = 'writ-read--payments';
    expect(groups).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ref: oktaGroup(name), pushedTo: awsGroup(name) }),
        expect.objectContaining({ ref: awsGroup(name), pushedFrom: oktaGroup(name) }),
      ]),
    );
  });

  it('makes an Identity Store carrier alone, and none for direct assignments', () => {
    const org = organization();
    const set = reader(org);
    declarePackage(org, 'store', { carrier: 'identity-store', grants: (a) => [set.on(accounts.of(a))] });
    declarePackage(org, 'direct', { carrier: 'direct', grants: (a) => [set.on(accounts.of(a))] });

    const catalogue = catalogueOf(org);

    expect(catalogue.groups.map(({ ref }) => ref)).toEqual([
      awsGroup('writ-store--payments'),
      oktaGroup('pagers'),
    ]);
    expect(packageIn(catalogue, 'direct').grants[0].entitlements[0]).not.toHaveProperty('join');
    expect(packageIn(catalogue, 'store').grants[0].entitlements[0].join).toEqual(
      awsGroup('writ-store--payments'),
    );
  });

  it('makes no carrier for a package of groups alone', () => {
    const org = organization();
    declarePackage(org, 'pager', { grants: () => [okta.group('pagers')] });

    expect(catalogueOf(org).groups.map(({ ref }) => ref)).toEqual([oktaGroup('pagers')]);
  });

  it('takes the name that an organization has for its carrier already', () => {
    const org = organization();
    const set = reader(org);
    declarePackage(org, 'read', {
      carrierName: (asset) => `AWS-${asset}-ReadOnly`,
      grants: (a) => [set.on(accounts.of(a))],
    });

    expect(packageIn(catalogueOf(org), 'read').grants[0].entitlements[0].join).toEqual(
      oktaGroup('AWS-payments-ReadOnly'),
    );
  });

  it('holds a conflict both ways, whichever side said it', () => {
    const org = organization();
    const prepare = declarePackage(org, 'prepare');
    declarePackage(org, 'release', { conflictsWith: [prepare] });

    const catalogue = catalogueOf(org);

    expect(packageIn(catalogue, 'prepare').conflictsWith).toEqual(['release']);
    expect(packageIn(catalogue, 'release').conflictsWith).toEqual(['prepare']);
  });

  it('makes a package break-glass by its emergency route', () => {
    const org = organization();
    declarePackage(org, 'glass', {
      risk: 'critical',
      duration: { default: '1h', max: '4h' },
      approval: approval.emergency(team('security')),
    });

    expect(packageIn(catalogueOf(org), 'glass')).toMatchObject({
      breakGlass: true,
      approval: { kind: 'emergency', onCall: { role: 'team', team: 'security' } },
      duration: { kind: 'bounded', default: 3_600_000, max: 14_400_000, renewalMax: 14_400_000 },
    });
  });

  it('writes whom to turn to beside the role, each entry once and in order, and nothing of a route without', () => {
    const org = organization();
    declarePackage(org, 'read', {
      approval: approval.one(owner(), {
        fallback: [team('security'), person('hr:8'), team('security')],
        escalation: [owner()],
      }),
    });
    declarePackage(org, 'plain', { approval: approval.one(owner()) });

    const catalogue = catalogueOf(org);

    expect(packageIn(catalogue, 'read').approval).toEqual({
      kind: 'one',
      from: {
        role: 'owner',
        fallback: [
          { role: 'person', person: '8' },
          { role: 'team', team: 'security' },
        ],
        escalation: [{ role: 'owner' }],
      },
    });
    expect(packageIn(catalogue, 'plain').approval).toEqual({ kind: 'one', from: { role: 'owner' } });
    expect(catalogueSchema.safeParse(catalogue).success).toBe(true);
  });

  it('puts a team construct into a route as its name only', () => {
    const org = organization();
    const found = org.node.findChild('security') as unknown as ReturnType<typeof team>;
    declarePackage(org, 'read', { approval: approval.one(found) });

    expect(packageIn(catalogueOf(org), 'read').approval).toEqual({
      kind: 'one',
      from: { role: 'team', team: 'security' },
    });
  });

  it('writes policies as AWS names them, and says why a set is privileged', () => {
    const org = organization();
    new PermissionSet(org, 'Admin', {
      description: 'All',
      managedPolicies: ['AdministratorAccess', 'job-function/Billing'],
      customerManagedPolicies: [{ name: 'Extra' }],
      inlinePolicy: policy(allow('s3:GetObject')),
      boundary: { name: 'Fence', path: '/org/' },
      session: '90m',
    });

    const [admin] = catalogueOf(org).permissionSets;

    expect(admin?.content).toEqual({
      managed: [
        'arn:aws:iam::aws:policy/AdministratorAccess',
        'arn:aws:iam::aws:policy/job-function/Billing',
      ],
      customerManaged: [{ name: 'Extra', path: '/' }],
      inline: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
      },
      boundary: { name: 'Fence', path: '/org/' },
      sessionMinutes: 90,
    });
    expect(admin?.privileged).not.toEqual([]);
  });

  it('governs nothing more than it is told, and observes unless told otherwise', () => {
    const org = organization();
    new IdentityStoreGroup(org, 'readers', { description: 'Dashboards' });
    new GovernedScope(org, 'everything', {
      owner: team('platform'),
      accounts: ['prod'],
      groups: [okta.group('pagers'), identityStore.group('readers')],
      carriersOf: ['okta', 'aws'],
    });

    expect(catalogueOf(org).scopes).toEqual([
      {
        name: 'everything',
        mode: 'observe',
        owner: 'platform',
        accounts: ['111122223333'],
        groups: [awsGroup('readers'), oktaGroup('pagers')],
        carriersOf: ['aws', 'okta'],
      },
    ]);
  });

  it('marks what another repository owns', () => {
    const org = organization();
    new OktaGroup(org, 'printing', { description: 'Print', managedBy: external('corporate/terraform') });

    expect(catalogueOf(org).groups.find(({ ref }) => ref.name === 'printing')?.external).toBe(
      'corporate/terraform',
    );
  });

  it('REQ-076 lists a system without a live reader, and what each package gives there', () => {
    const org = organization();
    const set = reader(org);
    const forge = new OtherSystem(org, 'github', { title: 'Source code', owner: team('platform') });
    declarePackage(org, 'code', {
      grants: (asset) => [set.on(accounts.of(asset)), forge.access('write to services')],
    });

    const catalogue = catalogueOf(org);

    expect(catalogue.systems).toEqual([
      { name: 'github', title: 'Source code', owner: 'platform', reader: 'none' },
    ]);
    expect(packageIn(catalogue, 'code').grants[0].beyond).toEqual([
      { system: 'github', what: 'write to services' },
    ]);
  });
});
