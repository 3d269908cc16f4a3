import { setMaxListeners } from 'node:events';
import { awsAdapters } from '../../lib/adapters/aws/index.js';
import { oktaAdapters } from '../../lib/adapters/okta/index.js';
import { DEFAULT_PATIENCE, DEFAULT_RAILS, type JournalEntry } from '../../lib/drift/index.js';
import { digest, instantOf, systemClock, type Clock } from '../../lib/kernel/index.js';
import {
  AWS_SOURCE,
  awsGroup,
  OKTA_SOURCE,
  oktaGroup,
  permissionSet,
  person,
} from '../../lib/model/index.js';
import {
  runDrift,
  runRevert,
  type DriftRun,
  type RevertInput,
  type RevertPorts,
} from '../../lib/workflow/index.js';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import {
  assignment,
  edge,
  enforced,
  group,
  identity,
  manifest,
  PROD,
  record,
  set,
  wanted,
} from '../_helpers/build.js';

const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';
const OKTA_ADMINS = oktaGroup('prod-admins');
const AWS_ADMINS = awsGroup('prod-admins');
const ADMIN_SET = permissionSet('ProdAdmin');
const NAMES = ['dana', 'eve', 'sam'] as const;
const login = (name: string): string => `${name}@example.com`;
const DANA = person('dana');
const DANA_IN = edge(DANA, OKTA_ADMINS);

const SEED = {
  schema: 'writ.sandbox-seed/1',
  aws: {
    accounts: [{ id: PROD, name: 'payments-prod' }],
    users: NAMES.map((name) => ({ userName: login(name), displayName: name })),
    groups: [{ displayName: 'prod-admins' }],
    permissionSets: [{ name: 'ProdAdmin', sessionDuration: 'PT1H', managedPolicies: [ADMIN] }],
    assignments: [{ permissionSet: 'ProdAdmin', account: PROD, type: 'GROUP', principal: 'prod-admins' }],
  },
  okta: {
    users: NAMES.map((name) => ({ login: login(name), firstName: name, lastName: 'X' })),
    groups: [{ id: '00gAdmins', name: 'prod-admins' }],
    memberships: [{ group: 'prod-admins', user: login('dana') }],
    pushMappings: [{ group: 'prod-admins', target: 'prod-admins' }],
  },
};

const MANIFEST = manifest({
  edges: [
    wanted(DANA_IN),
    wanted(edge(DANA, AWS_ADMINS), { pushedFrom: DANA_IN }),
    wanted(edge(AWS_ADMINS, assignment(ADMIN_SET)), { role: 'structure' }),
  ],
  catalogue: {
    groups: [group(OKTA_ADMINS, { pushedTo: AWS_ADMINS }), group(AWS_ADMINS, { pushedFrom: OKTA_ADMINS })],
    permissionSets: [set(ADMIN_SET)],
    scopes: [enforced([OKTA_ADMINS, AWS_ADMINS], [PROD])],
  },
});

describe('H1.5 H3.15 names and carriers over the wire', () => {
  let sandbox: Sandbox;
  let ports: RevertPorts;
  let entries: JournalEntry[];

  beforeEach(async () => {
    sandbox = await startSandbox({
      load: SEED,
      settings: { scimDelayMs: 1000, assignmentDelayMs: 0, cloudTrailDelayMs: 0 },
    });
    sandbox.runtime.advance(1000);
    entries = [];
    ports = portsOn(sandbox, entries);
  });

  afterEach(() => sandbox.close());

  const drift = (): Promise<DriftRun> => runDrift(ports, input(sandbox));
  const revert = () => {
    const controller = new AbortController();
    setMaxListeners(0, controller.signal);
    return runRevert(ports, { ...input(sandbox), signal: controller.signal });
  };
  const codes = async () => (await drift()).report.findings.map(({ code }) => code).sort();

  it('are clean at first, and what is declared is remembered', async () => {
    expect(await codes()).toEqual([]);
    expect(entries.filter(({ kind }) => kind === 'object')).toHaveLength(1);
  });

  it('a display name changed by hand takes nothing from anybody', async () => {
    await drift();
    await tamper(sandbox, 'aws.rename-group', { group: 'prod-admins', name: 'old-admins' });
    const result = await revert();
    expect(result.drift.findings.map(({ class: of, code }) => [of, code])).toEqual([
      ['unanchored', 'OBJECT_RENAMED'],
    ]);
    expect(result.plan.lines).toEqual([]);
    expect(adminsAt(sandbox)).toEqual([login('dana')]);
  });

  it('a renamed source is still governed: who joins it is taken out by its id, and nobody else is', async () => {
    await drift();
    await tamper(sandbox, 'okta.rename-group', { group: 'prod-admins', name: 'pd' });
    await tamper(sandbox, 'okta.add-member', { group: 'pd', user: login('sam') });
    sandbox.runtime.advance(2000);
    expect(adminsAt(sandbox)).toEqual([login('dana'), login('sam')]);
    expect((await revert()).overall).toBe('done');
    expect(adminsAt(sandbox)).toEqual([login('dana')]);
    expect(await codes()).toEqual(['OBJECT_RENAMED']);
  });

  it('a directory’s group of the same name shields nobody in the declared one', async () => {
    await drift();
    await tamper(sandbox, 'okta.import-group', { name: 'prod-admins' });
    await tamper(sandbox, 'okta.add-member', { group: '00gAdmins', user: login('sam') });
    sandbox.runtime.advance(2000);
    expect((await revert()).overall).toBe('done');
    expect(adminsAt(sandbox)).toEqual([login('dana')]);
    expect(await codes()).toEqual([]);
  });

  it('a group made anew under its name is told so, and its old assignment as that of a group that is gone', async () => {
    await drift();
    await tamper(sandbox, 'aws.delete-group', { group: 'prod-admins' });
    await tamper(sandbox, 'aws.create-group', { name: 'prod-admins' });
    expect(await codes()).toEqual(expect.arrayContaining(['GROUP_GONE', 'OBJECT_RECREATED']));
    expect(await codes()).not.toContain('HOLDER_UNLINKED');
  });

  it('a group pushed by hand onto the admins is governed: its member goes at the source and at the target', async () => {
    await drift();
    await tamper(sandbox, 'okta.create-group', { name: 'lunch-club' });
    await tamper(sandbox, 'okta.add-member', { group: 'lunch-club', user: login('sam') });
    expect(await codes()).toEqual([]);
    await tamper(sandbox, 'okta.push-group', { group: 'lunch-club', target: 'prod-admins' });
    sandbox.runtime.advance(2000);
    expect(adminsAt(sandbox)).toContain(login('sam'));
    const { results } = await revert();
    expect(results.map(({ state }) => state)).toContain('revoked');
    expect(adminsAt(sandbox)).not.toContain(login('sam'));
    expect(await codes()).toContain('PUSH_UNDECLARED');
  });
});

function portsOn(sandbox: Sandbox, entries: JournalEntry[]): RevertPorts {
  const clock: Clock = {
    now: () => instantOf(sandbox.runtime.now()),
    sleep: async (span) => {
      sandbox.runtime.advance(span);
      await systemClock.sleep(1);
    },
  };
  const perSecond = { perSecond: 5000, organizationsPerSecond: 5000, lookupPerSecond: 5000 };
  const aws = awsAdapters({
    region: 'eu-central-1',
    endpoint: sandbox.awsUrl,
    credentials: { accessKeyId: 'AKIASANDBOXKEEPER', secretAccessKey: 'sandbox-secret-of-nobody' },
    clock,
    limits: { attempts: 2, firstWait: 1, ...perSecond },
  });
  const okta = oktaAdapters({
    orgUrl: sandbox.oktaUrl,
    token: 'sandbox-okta-keeper',
    clock,
    limits: { attempts: 2, reserve: 0 },
  });
  return {
    sources: [aws.source, okta.source],
    audits: [aws.audit, okta.audit],
    revokers: [aws.revoker, okta.revoker],
    journal: {
      read: () => Promise.resolve([...entries]),
      append: async (more) => {
        entries.push(...more);
        await Promise.resolve();
      },
    },
    clock,
  };
}

function input(sandbox: Sandbox): RevertInput {
  const { aws, okta } = sandbox.runtime.world;
  const people = NAMES.map((name) => {
    const inAws = [...aws.users.values()].find((user) => user.userName === login(name))?.id ?? '';
    const inOkta = [...okta.users.values()].find((user) => user.login === login(name))?.id ?? '';
    const accounts = [
      { source: AWS_SOURCE, native: inAws, login: login(name) },
      { source: OKTA_SOURCE, native: inOkta, login: login(name) },
    ];
    return record(name, { name, accounts });
  });
  return {
    manifest: MANIFEST,
    manifestDigest: digest('m'),
    identity: identity(...people),
    pipelines: [],
    auditFor: 86_400_000,
    patience: { ...DEFAULT_PATIENCE, pollEvery: 1000 },
    confirm: true,
    rails: DEFAULT_RAILS,
    run: 'run-1',
    by: 'keeper',
    recordVerifies: true,
  };
}

async function tamper(sandbox: Sandbox, action: string, fields: object): Promise<void> {
  const response = await fetch(`${sandbox.controlUrl}/tamper`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ action, actor: login('eve'), ...fields }),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** Who gets administrator access at AWS: the members of the group that holds the assignment. */
function adminsAt({ runtime: { world } }: Sandbox): string[] {
  const { assignments, memberships, users } = world.aws;
  const holders = new Set([...assignments.values()].map(({ principalId }) => principalId));
  return [...memberships.values()]
    .filter(({ groupId }) => holders.has(groupId))
    .map(({ userId }) => users.get(userId)?.userName ?? '')
    .sort();
}
