import { branded, type Milliseconds } from '../../../lib/kernel/index.js';
import type {
  ApproverRole,
  Catalogue,
  JobFunctionDeclaration,
  OperatingModelTable,
  PackageDeclaration,
  PermissionSetDeclaration,
  Route,
  TeamDeclaration,
} from '../../../lib/manifest/index.js';
import { oktaGroup, permissionSet, type AccountId } from '../../../lib/model/index.js';
import { hrRow } from '../../_helpers/people.js';

const HOUR: Milliseconds = 3_600_000;
const DAY: Milliseconds = 24 * HOUR;
const PROD = branded<'account'>('111111111111') as AccountId;
const STAGING = branded<'account'>('222222222222') as AccountId;

const owner: ApproverRole = { role: 'owner' };
const team = (name: string): ApproverRole => ({ role: 'team', team: name });
/** Owned by one person: where they cannot be asked security is, and where security cannot be it goes to 40. */
const ownerElse: ApproverRole = {
  role: 'owner',
  fallback: [{ role: 'team', team: 'security' }],
  escalation: [{ role: 'person', person: branded<'worker'>('40') }],
};
const managerElse: ApproverRole = {
  role: 'manager',
  fallback: [
    { role: 'person', person: branded<'worker'>('20') },
    { role: 'person', person: branded<'worker'>('40') },
  ],
};
const one: Route = { kind: 'one', from: owner };
const dual = (second: ApproverRole): Route => ({ kind: 'dual', first: owner, second });

/** What a package gives on one asset: a set in an account, Okta groups, both. */
function pack(
  id: string,
  gives: { readonly set?: string; readonly in?: AccountId; readonly groups?: readonly string[] },
  changes: Partial<PackageDeclaration>,
): PackageDeclaration {
  const { set, in: account = PROD, groups = [] } = gives;
  const asset = account === STAGING ? 'staging' : set === undefined ? 'console' : 'ledger';
  const targets = [
    ...(set === undefined
      ? []
      : [
          {
            target: { kind: 'aws.assignment' as const, account, set: permissionSet(set) },
            carrier: 'direct' as const,
          },
        ]),
    ...groups.map((name) => ({
      target: oktaGroup(name),
      carrier: 'okta-group' as const,
      join: oktaGroup(name),
    })),
  ];
  const [first, ...others] = targets;
  if (!first) throw new Error(`${id} gives nothing`);
  return {
    id,
    title: id,
    path: `org/${id}`,
    owner: 'platform',
    risk: 'medium',
    holders: ['employee'],
    duration: { kind: 'bounded', default: 4 * HOUR, max: 30 * DAY, renewalMax: 60 * DAY },
    approval: one,
    conflictsWith: [],
    overrides: [],
    reviewEvery: 30 * DAY,
    breakGlass: false,
    grants: [{ asset, entitlements: [first, ...others] }],
    ...changes,
  };
}

/** The same package with a part in a system that no live reader covers. */
function beyondWiki(wanted: PackageDeclaration): PackageDeclaration {
  const [grants] = wanted.grants;
  return { ...wanted, grants: [{ ...grants, beyond: [{ system: 'wiki', what: 'administrator' }] }] };
}

const short = (hours: number) =>
  ({ kind: 'bounded', default: HOUR, max: hours * HOUR, renewalMax: 2 * hours * HOUR }) as const;

/** What can be asked for. */
export const PACKAGES: readonly PackageDeclaration[] = [
  pack('baseline', { groups: ['workforce'] }, { risk: 'low', duration: { kind: 'standing' } }),
  pack(
    'staging-read',
    { set: 'Reader', in: STAGING },
    {
      risk: 'low',
      approval: { kind: 'auto', why: 'test data' },
      holders: ['employee', 'contractor', 'vendor'],
    },
  ),
  pack('prod-read', { set: 'Reader' }, { holders: ['employee', 'contractor', 'vendor', 'workload'] }),
  pack('prod-logs', { set: 'LogReader' }, {}),
  pack('prod-auto', { set: 'Viewer' }, { risk: 'low', approval: { kind: 'auto', why: 'logs only' } }),
  pack(
    'prod-admin',
    { set: 'Admin' },
    {
      risk: 'high',
      duration: short(12),
      approval: dual(team('security')),
      conflictsWith: ['payment-release'],
    },
  ),
  pack('prod-labelled-low', { set: 'Admin' }, { risk: 'low' }),
  pack(
    'break-glass',
    { set: 'Admin' },
    {
      risk: 'critical',
      duration: short(4),
      breakGlass: true,
      approval: { kind: 'emergency', onCall: team('security') },
    },
  ),
  pack('both-systems', { set: 'Viewer', groups: ['log-viewers'] }, {}),
  pack('whole-bucket', { set: 'BucketOwner', in: STAGING }, { risk: 'medium' }),
  pack(
    'critical-read',
    { set: 'Viewer' },
    {
      risk: 'critical',
      duration: short(48),
      approval: dual(team('security')),
      holders: ['employee', 'workload'],
    },
  ),
  pack(
    'deploy',
    { set: 'Deployer' },
    { risk: 'high', approval: dual(team('security')), holders: ['workload'] },
  ),
  pack('deploy-alone', { set: 'Deployer' }, { risk: 'high', holders: ['workload'] }),
  pack(
    'payment-prepare',
    { groups: ['preparers'] },
    { owner: 'payments', conflictsWith: ['payment-release'] },
  ),
  pack(
    'payment-release',
    { groups: ['releasers'] },
    {
      owner: 'payments',
      risk: 'high',
      approval: dual(team('security')),
      conflictsWith: ['payment-prepare', 'prod-admin'],
    },
  ),
  pack(
    'payment-continuity',
    { groups: ['preparers', 'releasers'] },
    {
      owner: 'payments',
      risk: 'critical',
      duration: short(12),
      approval: dual(team('security')),
      conflictsWith: ['payment-prepare', 'payment-release'],
      overrides: ['payment-prepare', 'payment-release'],
    },
  ),
  pack(
    'ledger-close',
    { groups: ['closers'] },
    {
      owner: 'payments',
      risk: 'high',
      approval: { kind: 'dual', first: owner, second: { role: 'manager' } },
    },
  ),
  pack(
    'vault-read',
    { set: 'Viewer' },
    {
      owner: 'vault',
      holders: ['employee', 'workload'],
      approval: { kind: 'one', from: ownerElse },
    },
  ),
  pack(
    'vault-admin',
    { set: 'Admin' },
    {
      owner: 'vault',
      risk: 'high',
      duration: short(12),
      approval: {
        kind: 'dual',
        first: { role: 'owner', fallback: [{ role: 'team', team: 'payments' }] },
        second: team('security'),
      },
    },
  ),
  pack(
    'ledger-seal',
    { groups: ['sealers'] },
    {
      owner: 'payments',
      risk: 'high',
      approval: { kind: 'dual', first: owner, second: managerElse },
    },
  ),
  beyondWiki(pack('wiki-admin', { groups: ['wiki'] }, {})),
  beyondWiki(
    pack('wiki-alone', { groups: ['wiki'] }, { risk: 'low', approval: { kind: 'auto', why: 'a wiki' } }),
  ),
  pack('desk', { groups: ['desk'] }, { holders: ['employee', 'vendor'] }),
  pack(
    'account-unlock',
    { groups: ['unlocked'] },
    { risk: 'low', approval: { kind: 'auto', why: 'verified' } },
  ),
];

const set = (name: string, ...actions: readonly string[]): PermissionSetDeclaration => ({
  ref: permissionSet(name),
  description: '',
  privileged: [],
  content: {
    managed: actions.length === 0 ? ['arn:aws:iam::aws:policy/AdministratorAccess'] : [],
    customerManaged: [],
    sessionMinutes: 60,
    ...(actions.length === 0
      ? {}
      : {
          inline: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: [...actions], Resource: '*' }],
          },
        }),
  },
});

const jobFunction = (
  id: string,
  when: JobFunctionDeclaration['when'],
  mayRequest: readonly string[],
): JobFunctionDeclaration => ({ id, title: id, when, birthright: [], mayRequest });

const people = (first: string, ...others: readonly string[]): TeamDeclaration['approvers'] => [
  branded<'worker'>(first),
  ...others.map((each) => branded<'worker'>(each)),
];

export const OPERATING_MODEL: OperatingModelTable = {
  low: {
    routes: ['auto', 'dual', 'one'],
    longest: 365 * DAY,
    longestRenewed: 730 * DAY,
    reviewAtLeastEvery: DAY,
  },
  medium: { routes: ['dual', 'one'], longest: 14 * DAY, longestRenewed: 45 * DAY, reviewAtLeastEvery: DAY },
  high: {
    routes: ['dual', 'emergency'],
    longest: 10 * DAY,
    longestRenewed: 20 * DAY,
    reviewAtLeastEvery: DAY,
  },
  critical: {
    routes: ['dual', 'emergency'],
    longest: 12 * HOUR,
    longestRenewed: 24 * HOUR,
    reviewAtLeastEvery: DAY,
  },
};

const workload = (id: string, kind: 'pipeline' | 'ai-agent', mayRequest: readonly string[]) => ({
  id: branded<'workload'>(id),
  title: id,
  kind,
  owner: 'platform',
  purpose: 'puts releases live',
  binding: { kind: 'okta' as const, login: `svc-${id}@example.org` },
  expires: branded<'instant'>('2026-12-31T00:00:00.000Z'),
  mayRequest,
});

/** The organization of the golden table. */
export const CATALOGUE: Catalogue = {
  organization: 'golden',
  accounts: [
    { id: PROD, name: 'ledger-production', environment: 'production' },
    { id: STAGING, name: 'ledger-staging', environment: 'staging' },
  ],
  assets: [
    { name: 'ledger', title: 'Ledger', owner: 'payments', accounts: [PROD] },
    { name: 'staging', title: 'Ledger, staging', owner: 'payments', accounts: [STAGING] },
    { name: 'console', title: 'Payment console', owner: 'payments', accounts: [] },
  ],
  teams: [
    { name: 'payments', title: 'Payments', approvers: people('30', '31') },
    { name: 'platform', title: 'Platform', approvers: people('20', '21') },
    { name: 'security', title: 'Security', approvers: people('22', '21') },
    { name: 'vault', title: 'Vault', approvers: people('23') },
  ],
  permissionSets: [
    set('Admin'),
    set('BucketOwner', 's3:*'),
    set('Deployer', 'ecs:UpdateService'),
    set('LogReader', 'logs:GetLogRecord'),
    set('Reader', 'logs:Get*', 'logs:Describe*', 'ec2:Describe*'),
    set('Viewer', 'cloudwatch:ListMetrics'),
  ],
  groups: PACKAGES.flatMap(({ grants }) => grants)
    .flatMap(({ entitlements }) => entitlements.flatMap(({ join }) => (join ? [join] : [])))
    .filter((ref, at, all) => all.findIndex(({ name }) => name === ref.name) === at)
    .map((ref) => ({ ref, description: '', restrictive: false })),
  packages: PACKAGES,
  jobFunctions: [
    jobFunction('desk', { department: ['Desk'] }, ['desk', 'staging-read', 'prod-read']),
    jobFunction('lead', { jobCode: ['SRE3'] }, ['prod-read', 'prod-logs', 'prod-admin']),
    jobFunction('operator', { department: ['Payments'] }, [
      'payment-prepare',
      'payment-release',
      'payment-continuity',
      'ledger-close',
      'ledger-seal',
      'prod-admin',
      'account-unlock',
    ]),
    jobFunction('sre', { department: ['Platform'], jobCode: ['SRE1'] }, [
      'staging-read',
      'prod-read',
      'prod-auto',
      'prod-admin',
      'prod-labelled-low',
      'break-glass',
      'both-systems',
      'whole-bucket',
      'critical-read',
      'account-unlock',
      'baseline',
      'wiki-admin',
      'wiki-alone',
      'vault-read',
      'vault-admin',
    ]),
  ],
  workloads: [
    workload('agent', 'ai-agent', ['critical-read', 'prod-read']),
    workload('ghost', 'pipeline', ['prod-read']),
    workload('pipeline', 'pipeline', ['vault-read', 'deploy', 'deploy-alone', 'prod-read', 'critical-read']),
  ],
  scopes: [],
  operatingModel: OPERATING_MODEL,
};

/** Who works here: `10` and `11` engineers, `12` contractor, `13` vendor, `14` and `15` payment operators, `16` a lead, others approve. */
export const STAFF: readonly Record<string, string>[] = [
  hrRow('1', { department: 'Executive', job_code: 'EXEC' }),
  ...['10', '11'].map((id) => hrRow(id, { manager_id: '20' })),
  hrRow('12', {
    worker_type: 'contractor',
    manager_id: '20',
    vendor: 'Northlight',
    sponsor_id: '20',
    contract_end: '2026-12-05',
  }),
  hrRow('13', {
    worker_type: 'vendor',
    department: 'Desk',
    manager_id: '20',
    vendor: 'Tidewater',
    sponsor_id: '21',
    contract_end: '2027-03-31',
  }),
  ...['14', '15'].map((id) => hrRow(id, { department: 'Payments', job_code: 'OPS1', manager_id: '32' })),
  hrRow('16', { job_code: 'SRE3', manager_id: '20' }),
  ...['20', '21', '22', '23', '30', '31', '32', '40'].map((id) =>
    hrRow(id, { department: 'Heads', job_code: 'MGR' }),
  ),
];
