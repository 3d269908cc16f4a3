import { setMaxListeners } from 'node:events';
import { awsAdapters } from '../../lib/adapters/aws/index.js';
import { oktaAdapters } from '../../lib/adapters/okta/index.js';
import {
  DEFAULT_PATIENCE,
  DEFAULT_RAILS,
  type DriftReport,
  type Journal,
  type Revocation,
} from '../../lib/drift/index.js';
import { digest, instantOf, systemClock, type Clock } from '../../lib/kernel/index.js';
import {
  AWS_SOURCE,
  awsGroup,
  OKTA_SOURCE,
  oktaGroup,
  permissionSet,
  person,
  type Edge,
} from '../../lib/model/index.js';
import { runDrift, runRevert, type RevertInput, type RevertPorts } from '../../lib/workflow/index.js';
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
import { tempFolder } from '../_helpers/temp.js';
import { evidenceIn } from '../workflow/_evidence.js';

const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';
const READ = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const NAMES = ['dana', 'eve', 'sam'];
const OKTA_ADMINS = oktaGroup('prod-admins');
const AWS_ADMINS = awsGroup('prod-admins');
const READERS = awsGroup('prod-readers');
const ADMIN_SET = permissionSet('ProdAdmin');
const READ_SET = permissionSet('ProdRead');
const [DANA, EVE, SAM] = [person('dana'), person('eve'), person('sam')];
const contentOf = (policy: string) => ({ managed: [policy], customerManaged: [], sessionMinutes: 60 });

const SEED = {
  schema: 'writ.sandbox-seed/1',
  aws: {
    accounts: [{ id: PROD, name: 'payments-prod' }],
    users: NAMES.map((name) => ({ userName: `${name}@example.com`, displayName: name })),
    groups: [{ displayName: 'prod-admins' }, { displayName: 'prod-readers' }],
    permissionSets: [
      { name: 'ProdAdmin', sessionDuration: 'PT1H', managedPolicies: [ADMIN] },
      { name: 'ProdRead', sessionDuration: 'PT1H', managedPolicies: [READ] },
    ],
    memberships: [{ group: 'prod-readers', user: 'sam@example.com' }],
    assignments: [
      { permissionSet: 'ProdAdmin', account: PROD, type: 'GROUP', principal: 'prod-admins' },
      { permissionSet: 'ProdRead', account: PROD, type: 'GROUP', principal: 'prod-readers' },
    ],
  },
  okta: {
    users: NAMES.map((name) => ({
      login: `${name}@example.com`,
      firstName: name,
      lastName: 'X',
      employeeNumber: name,
    })),
    groups: [{ name: 'prod-admins' }],
    memberships: [{ group: 'prod-admins', user: 'dana@example.com' }],
    pushMappings: [{ group: 'prod-admins', target: 'prod-admins' }],
  },
};

const danaInAdmins = edge(DANA, OKTA_ADMINS);
const samInReaders = edge(SAM, READERS);
const MANIFEST = manifest({
  edges: [
    wanted(danaInAdmins),
    wanted(edge(DANA, AWS_ADMINS), { pushedFrom: danaInAdmins }),
    wanted(samInReaders),
    wanted(edge(AWS_ADMINS, assignment(ADMIN_SET)), { role: 'structure' }),
    wanted(edge(READERS, assignment(READ_SET)), { role: 'structure' }),
  ],
  catalogue: {
    groups: [
      group(OKTA_ADMINS, { pushedTo: AWS_ADMINS }),
      group(AWS_ADMINS, { pushedFrom: OKTA_ADMINS }),
      group(READERS),
    ],
    permissionSets: [
      set(ADMIN_SET, { content: contentOf(ADMIN) }),
      set(READ_SET, { content: contentOf(READ) }),
    ],
    scopes: [enforced([OKTA_ADMINS, AWS_ADMINS, READERS], [PROD])],
  },
});

/** Time as the sandbox has it, moved forward by waiting, so that pushes and removals arrive. */
function sandboxTime(sandbox: Sandbox): Clock {
  return {
    now: () => instantOf(sandbox.runtime.now()),
    sleep: async (span, signal) => {
      signal?.throwIfAborted();
      sandbox.runtime.advance(span);
      await systemClock.sleep(1);
    },
  };
}

describe('drift and revert over the wire', () => {
  let sandbox: Sandbox;
  let journal: Journal;
  let ports: RevertPorts;

  beforeEach(async () => {
    sandbox = await startSandbox({
      load: SEED,
      settings: { scimDelayMs: 30_000, assignmentDelayMs: 2_000, cloudTrailDelayMs: 0 },
    });
    sandbox.runtime.advance(1000);
    const clock = sandboxTime(sandbox);
    const quick = {
      attempts: 2,
      firstWait: 1,
      perSecond: 5000,
      organizationsPerSecond: 5000,
      lookupPerSecond: 5000,
    };
    const aws = awsAdapters({
      region: 'eu-central-1',
      endpoint: sandbox.awsUrl,
      credentials: { accessKeyId: 'AKIASANDBOXKEEPER', secretAccessKey: 'sandbox-secret-of-nobody' },
      clock,
      limits: quick,
    });
    const okta = oktaAdapters({
      orgUrl: sandbox.oktaUrl,
      token: 'sandbox-okta-keeper',
      clock,
      limits: { attempts: 2, reserve: 0 },
    });
    journal = (await evidenceIn(tempFolder(), clock)).open().journal;
    ports = {
      sources: [aws.source, okta.source],
      audits: [aws.audit, okta.audit],
      revokers: [aws.revoker, okta.revoker],
      journal,
      clock,
    };
  });

  afterEach(async () => {
    await sandbox.close();
  });

  function people(): RevertInput['identity'] {
    const { aws, okta } = sandbox.runtime.world;
    const idIn = (
      users: Iterable<{ id: string; userName?: string; login?: string }>,
      login: string,
    ): string => [...users].find((user) => (user.userName ?? user.login) === login)?.id ?? '';
    return identity(
      ...NAMES.map((name) => {
        const login = `${name}@example.com`;
        const accounts = [
          { source: AWS_SOURCE, native: idIn(aws.users.values(), login), login },
          { source: OKTA_SOURCE, native: idIn(okta.users.values(), login), login },
        ];
        return record(name, { name, accounts });
      }),
    );
  }

  function input(props: Partial<RevertInput> = {}): RevertInput {
    return {
      manifest: MANIFEST,
      manifestDigest: digest('m'),
      identity: people(),
      pipelines: [],
      auditFor: 86_400_000,
      patience: { ...DEFAULT_PATIENCE, pollEvery: 1000 },
      confirm: true,
      rails: DEFAULT_RAILS,
      run: 'run-1',
      by: 'keeper',
      recordVerifies: true,
      ...props,
    };
  }

  async function tamper(action: string, fields: object): Promise<void> {
    const response = await fetch(`${sandbox.controlUrl}/tamper`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action, actor: 'eve@example.com', ...fields }),
    });
    if (!response.ok) throw new Error(await response.text());
  }

  /** What goes wrong in real life: four things by hand, each in its provider's own console. */
  async function misbehave(): Promise<void> {
    await tamper('okta.add-member', { group: 'prod-admins', user: 'eve@example.com' });
    await tamper('aws.assign', {
      permissionSet: 'ProdAdmin',
      account: PROD,
      principal: { type: 'USER', name: 'sam@example.com' },
    });
    await tamper('aws.attach-managed-policy', {
      permissionSet: 'ProdRead',
      policyArn: 'arn:aws:iam::aws:policy/IAMFullAccess',
      provision: true,
    });
    await tamper('aws.remove-member', { group: 'prod-readers', user: 'sam@example.com' });
    sandbox.runtime.advance(60_000);
  }

  const told = ({ findings }: DriftReport): string[] => findings.map((finding) => finding.code).sort();
  const edgesOf = ({ findings }: DriftReport): Edge[] =>
    findings.flatMap(({ subject }) => (subject.what === 'edge' ? [subject.edge] : []));

  it('finds a world as declared clean', async () => {
    const { report } = await runDrift(ports, input());
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ verdict: 'clean', coverage: { compared: 5, declared: 5 } });
  });

  it('REQ-071 REQ-072 finds exactly what was done by hand, and who did it', async () => {
    await misbehave();
    const { report } = await runDrift(ports, input());
    expect(told(report)).toEqual(['CONTENT_BY_HAND', 'MISSING_GRANT', 'ORPHANED_GRANT', 'ORPHANED_GRANT']);
    expect(edgesOf(report)).toEqual(
      expect.arrayContaining([edge(EVE, OKTA_ADMINS), edge(SAM, assignment(ADMIN_SET)), samInReaders]),
    );
    const byHand = report.findings.filter((finding) => finding.class === 'foreign');
    expect(byHand.map((finding) => finding.attribution)).toMatchObject(
      byHand.map(() => ({ by: 'person', principal: EVE })),
    );
    // A removed membership goes by its id alone in CloudTrail, and this one was made before the log begins.
    const missing = report.findings.find((finding) => finding.class === 'missing');
    expect(missing?.attribution.by).toBe('unknown');
    expect(
      report.findings.filter((finding) => finding.severity === 'critical').length,
    ).toBeGreaterThanOrEqual(2);
  });

  it('REQ-056 REQ-066 takes exactly that away, at every target, and leaves what Terraform has to restore', async () => {
    await misbehave();
    const result = await runRevert(ports, input());
    expect(result.results.map((line) => [line.state, line.detail])).toEqual(
      Array(3).fill(['revoked', 'read back: gone']),
    );
    expect(result).toMatchObject({ overall: 'done', stillActive: [] });
    const after = await runDrift(ports, input());
    expect(told(after.report)).toEqual(['MISSING_GRANT']);
    const calls = sandbox.runtime.calls.length;
    expect((await runRevert(ports, input({ run: 'run-2' }))).results).toEqual([]);
    const writes = sandbox.runtime.calls
      .slice(calls)
      .filter(({ operation }) => /^(Delete|Detach|Provision|DELETE)/.test(operation));
    expect(writes).toEqual([]);
  });

  it('REQ-058 says which target is still active when one provider fails', async () => {
    await misbehave();
    sandbox.runtime.faults.push({
      id: 'f1',
      match: 'sso-admin:DeleteAccountAssignment',
      effect: { kind: 'denied' },
    });
    const result = await runRevert(ports, input());
    expect(result.overall).toBe('partial');
    expect(result.results.filter((line) => line.state !== 'revoked')).toMatchObject([
      { state: 'failed', targets: [{ state: 'unknown' }] },
    ]);
    sandbox.runtime.faults.length = 0;
    expect((await runRevert(ports, input({ run: 'run-2' }))).overall).toBe('done');
  });

  it('H-m0 takes nothing away at the target of a push that it could not read, and ends the source', async () => {
    await tamper('okta.add-member', { group: 'prod-admins', user: 'eve@example.com' });
    sandbox.runtime.advance(60_000);
    const match = 'okta:GET /api/v1/apps/{appId}/group-push/mappings';
    sandbox.runtime.faults.push({ id: 'f', match, effect: { kind: 'denied' } });
    const before = sandbox.runtime.calls.length;
    const result = await runRevert(ports, input({ rails: { ...DEFAULT_RAILS, grace: 0 } }));
    expect(told(result.drift)).toEqual(['CAUSE_NOT_TOLD', 'ORPHANED_GRANT', 'UNREADABLE']);
    expect(result.plan.lines.map(({ verdict }) => verdict.state).sort()).toEqual(['go', 'held']);
    expect(result.overall).toBe('incomplete');
    const removals = sandbox.runtime.calls.slice(before).map(({ operation }) => operation);
    expect(removals.filter((operation) => operation.startsWith('DELETE '))).toHaveLength(1);
    expect(removals).not.toContain('DeleteGroupMembership');
  });

  it('H-m0 takes away at the target whom no push brought, once the mappings are read or the holder is in no group', async () => {
    await tamper('aws.add-member', { group: 'prod-admins', user: 'eve@example.com' });
    const rails = { ...DEFAULT_RAILS, grace: 0 };
    const dry = await runRevert(ports, input({ rails, confirm: false }));
    expect(told(dry.drift)).toEqual(['EXCESS_AT_TARGET']);
    expect(dry.plan.lines).toMatchObject([{ verdict: { state: 'go' } }]);
    const match = 'okta:GET /api/v1/apps/{appId}/group-push/mappings';
    sandbox.runtime.faults.push({ id: 'f', match, effect: { kind: 'denied' } });
    const result = await runRevert(ports, input({ rails }));
    expect(result.results).toMatchObject([{ state: 'revoked' }]);
  });

  it('never takes a denied listing for the absence of grants', async () => {
    sandbox.runtime.faults.push({
      id: 'f1',
      match: 'identitystore:ListGroupMemberships',
      effect: { kind: 'denied' },
    });
    const { report } = await runDrift(ports, input());
    expect(new Set(told(report))).toEqual(new Set(['UNREADABLE']));
    expect(report.verdict).toBe('incomplete');
    expect(report.coverage.compared).toBeLessThan(report.coverage.declared);
  });

  it('goes on after being killed in the middle of an asynchronous removal', async () => {
    await misbehave();
    const dying = ports.revokers.map((revoker) => ({
      ...revoker,
      poll: (): Promise<never> => Promise.reject(new Error('killed')),
      readBack: (): Promise<never> => Promise.reject(new Error('killed')),
    }));
    const dead = {
      ...journal,
      append: (entries: Parameters<Journal['append']>[0]) => refuseOutcomes(entries),
    };
    const refuseOutcomes = (entries: Parameters<Journal['append']>[0]): Promise<void> =>
      entries.some((entry) => entry.kind === 'outcome')
        ? Promise.reject(new Error('killed'))
        : journal.append(entries);
    await runRevert({ ...ports, revokers: dying, journal: dead }, input());
    const again = await runRevert(ports, input({ run: 'run-2' }));
    expect(again.overall).not.toBe('partial');
    expect(told((await runDrift(ports, input())).report)).toEqual(['MISSING_GRANT']);
    const open = (await journal.read())
      .filter((entry) => entry.kind === 'attempt')
      .map((entry) => entry.edge);
    const closed = new Set(
      (await journal.read()).flatMap((entry) => (entry.kind === 'outcome' ? [entry.edge] : [])),
    );
    expect(open.filter((id) => !closed.has(id))).toEqual([]);
  });

  it('stops on a signal between steps and goes on when run again', async () => {
    await misbehave();
    const stop = new AbortController();
    setMaxListeners(0, stop.signal);
    const watched = ports.revokers.map((revoker) => ({
      ...revoker,
      submit: (revocation: Revocation, signal?: AbortSignal) => {
        stop.abort();
        return revoker.submit(revocation, signal);
      },
    }));
    const result = await runRevert(
      { ...ports, revokers: watched },
      input({ signal: stop.signal, atOnce: 1 }),
    );
    expect(result.overall).toBe('interrupted');
    expect((await runRevert(ports, input({ run: 'run-2' }))).overall).toBe('done');
  });
});
