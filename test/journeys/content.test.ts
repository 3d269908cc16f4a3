import { awsAdapters } from '../../lib/adapters/aws/index.js';
import {
  DEFAULT_PATIENCE,
  DEFAULT_RAILS,
  linesToDo,
  planRevert,
  type Journal,
} from '../../lib/drift/index.js';
import { digest, instantOf, systemClock, type Clock } from '../../lib/kernel/index.js';
import { AWS_SOURCE, permissionSet, person, type AccountId } from '../../lib/model/index.js';
import {
  runDrift,
  runRevert,
  type RevertInput,
  type RevertPorts,
  type RevertResult,
} from '../../lib/workflow/index.js';
import { startSandbox, type Fault, type Sandbox } from '../../sandbox/index.js';
import { assignment, edge, enforced, identity, manifest, record, set, wanted } from '../_helpers/build.js';
import { tempFolder } from '../_helpers/temp.js';
import { evidenceIn } from '../workflow/_evidence.js';

const POLICY = 'arn:aws:iam::aws:policy/';
const [READ, IAM, ADMIN] = [
  `${POLICY}ReadOnlyAccess`,
  `${POLICY}IAMFullAccess`,
  `${POLICY}AdministratorAccess`,
];
const [ONE, TWO, THREE] = ['111111111111', '222222222222', '333333333333'] as AccountId[] as [
  AccountId,
  AccountId,
  AccountId,
];
const ACCOUNTS = [ONE, TWO, THREE];
const READ_SET = permissionSet('ProdRead');
const DANA = person('dana');

const SEED = {
  schema: 'writ.sandbox-seed/1',
  aws: {
    accounts: ACCOUNTS.map((id, at) => ({ id, name: `payments-${at}` })),
    users: [
      { userName: 'dana@example.com', displayName: 'dana' },
      { userName: 'eve@example.com', displayName: 'eve' },
    ],
    permissionSets: [{ name: 'ProdRead', sessionDuration: 'PT1H', managedPolicies: [READ] }],
    assignments: ACCOUNTS.map((account) => ({
      permissionSet: 'ProdRead',
      account,
      type: 'USER',
      principal: 'dana@example.com',
    })),
  },
};

const MANIFEST = manifest({
  edges: ACCOUNTS.map((account) => wanted(edge(DANA, assignment(READ_SET, account)))),
  catalogue: {
    groups: [],
    accounts: ACCOUNTS.map((id, at) => ({ id, name: `payments-${at}`, environment: 'production' })),
    permissionSets: [
      set(READ_SET, { content: { managed: [READ], customerManaged: [], sessionMinutes: 60 } }),
    ],
    scopes: [enforced([], [...ACCOUNTS])],
  },
});

const CONFLICT: Fault['effect'] = {
  kind: 'status',
  status: 400,
  body: '{"__type":"ConflictException","message":"a conflicting operation is in progress"}',
  contentType: 'application/x-amz-json-1.1',
};

/** Time as the sandbox has it, moved forward by waiting. */
function sandboxTime({ runtime }: Sandbox): Clock {
  return {
    now: () => instantOf(runtime.now()),
    sleep: async (span, signal) => {
      signal?.throwIfAborted();
      runtime.advance(span);
      await systemClock.sleep(1);
    },
  };
}

describe('what somebody puts on a permission set while it is being mended', () => {
  let sandbox: Sandbox;
  let journal: Journal;
  let ports: RevertPorts;

  beforeEach(async () => {
    sandbox = await startSandbox({ load: SEED, settings: { assignmentDelayMs: 2_000 } });
    sandbox.runtime.advance(1000);
    const clock = sandboxTime(sandbox);
    const aws = awsAdapters({
      region: 'eu-central-1',
      endpoint: sandbox.awsUrl,
      credentials: { accessKeyId: 'AKIASANDBOXKEEPER', secretAccessKey: 'sandbox-secret-of-nobody' },
      clock,
      limits: {
        attempts: 2,
        firstWait: 1,
        perSecond: 5000,
        organizationsPerSecond: 5000,
        lookupPerSecond: 5000,
      },
    });
    journal = (await evidenceIn(tempFolder(), clock)).open().journal;
    ports = { sources: [aws.source], audits: [aws.audit], revokers: [aws.revoker], journal, clock };
  });

  afterEach(async () => {
    await sandbox.close();
  });

  function input(props: Partial<RevertInput> = {}): RevertInput {
    const login = 'dana@example.com';
    const native = [...sandbox.runtime.world.aws.users.values()].find((user) => user.userName === login)!.id;
    return {
      manifest: MANIFEST,
      manifestDigest: digest('m'),
      identity: identity(record('dana', { name: 'dana', accounts: [{ source: AWS_SOURCE, native, login }] })),
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

  const attach = (policyArn: string, provision = false) =>
    ({
      action: 'aws.attach-managed-policy',
      permissionSet: 'ProdRead',
      policyArn,
      provision,
      actor: 'eve@example.com',
    }) as const;
  const putInline = (Effect: string, provision = false) =>
    ({
      action: 'aws.put-inline-policy',
      permissionSet: 'ProdRead',
      policy: JSON.stringify({ Statement: [{ Effect, Action: 's3:*', Resource: '*' }] }),
      provision,
      actor: 'eve@example.com',
    }) as const;

  async function control(path: string, body: object): Promise<void> {
    const response = await fetch(`${sandbox.controlUrl}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(await response.text());
  }

  /** Attached by hand and provisioned, some time ago. */
  async function byHand(...actions: object[]): Promise<void> {
    for (const action of actions) await control('/tamper', action);
    sandbox.runtime.advance(60_000);
  }

  /** A fault, switched on over the wire. */
  const fault = (match: string, effect: Fault['effect'], more: Partial<Fault> = {}): Promise<void> =>
    control('/faults', { match: `sso-admin:${match}`, effect, ...more });
  const meanwhile = (match: string, action: object, more: Partial<Fault> = {}): Promise<void> =>
    fault(match, { kind: 'tamper', action: { ...action } }, { times: 1, ...more });

  const live = () =>
    [...sandbox.runtime.world.aws.permissionSets.values()].find(({ name }) => name === 'ProdRead')!;
  const upToDate = (): string[] =>
    [...live().provisioned]
      .filter(([, version]) => version === live().version)
      .map(([account]) => account)
      .sort();
  const provisionings = (): number =>
    sandbox.runtime.calls.filter(({ operation }) => operation === 'ProvisionPermissionSet').length;
  const has = (arn: string): boolean => live().managedPolicies.some((policy) => policy.arn === arn);
  const outcomes = async (): Promise<string[]> =>
    (await journal.read()).flatMap((entry) => (entry.kind === 'outcome' ? [entry.state] : []));

  async function expectSpread(result: RevertResult, accounts: readonly string[]): Promise<void> {
    const [line] = [...result.resumed, ...result.results];
    expect(result.overall).toBe('partial');
    expect(line).toMatchObject({ state: 'spread', targets: [{ state: 'spread' }] });
    expect(line?.detail).toMatch(/^CONTENT_SPREAD: /);
    for (const account of ACCOUNTS) expect(line?.detail.includes(account)).toBe(accounts.includes(account));
    expect(result.stillActive).toHaveLength(result.results.length);
    expect(await outcomes()).toEqual(['spread']);
  }

  it('H2.13 honest twin: with nobody about, a detached policy is gone everywhere', async () => {
    await byHand(attach(IAM, true));
    const result = await runRevert(ports, input());
    expect(result).toMatchObject({ overall: 'done', results: [{ state: 'revoked' }] });
    expect(upToDate()).toEqual([...ACCOUNTS]);
    expect((await runDrift(ports, input())).report.findings).toEqual([]);
  });

  it('H2.13 attached between the last look and the provisioning of a detach: said with the accounts, never gone', async () => {
    await byHand(attach(IAM, true));
    await meanwhile('ProvisionPermissionSet', attach(ADMIN));
    await expectSpread(await runRevert(ports, input()), ACCOUNTS);
    expect(upToDate()).toEqual([...ACCOUNTS]);
  });

  it('H2.13 attached while the provisioning is under way: said, never gone', async () => {
    await byHand(attach(IAM, true));
    await fault(
      'ProvisionPermissionSet',
      { kind: 'tamper', action: attach(ADMIN), when: 'after' },
      { times: 1 },
    );
    await expectSpread(await runRevert(ports, input()), ACCOUNTS);
  });

  it('H2.13 attached while a conflict is waited for: not submitted again, nothing carried on', async () => {
    await byHand(attach(IAM, true));
    await fault('ProvisionPermissionSet', CONFLICT, { times: 2 });
    await meanwhile('ProvisionPermissionSet', attach(ADMIN), { skip: 1 });
    const result = await runRevert(ports, input());
    expect(result).toMatchObject({ overall: 'partial', results: [{ state: 'failed' }] });
    expect(result.results[0]?.detail).toMatch(/^CONTENT_CHANGED: /);
    expect(provisionings()).toBe(2);
    expect(upToDate()).toEqual([]);
  });

  it('H2.13 honest twin: a conflict that passes is waited for', async () => {
    await byHand(attach(IAM, true));
    await fault('ProvisionPermissionSet', CONFLICT, { times: 2 });
    expect(await runRevert(ports, input())).toMatchObject({ overall: 'done' });
  });

  it('H2.13 attached before the detach: nothing is taken or carried on, and the next run judges it', async () => {
    await byHand(attach(IAM, true));
    await meanwhile('DetachManagedPolicyFromPermissionSet', attach(ADMIN, true), { times: 1 });
    await fault('DetachManagedPolicyFromPermissionSet', CONFLICT, { times: 1 });
    const result = await runRevert(ports, input());
    expect(result.results).toMatchObject([{ state: 'failed' }]);
    expect(result.results[0]?.detail).toMatch(/^CONTENT_CHANGED: /);
    expect([has(IAM), has(ADMIN)]).toEqual([true, true]);
    sandbox.runtime.advance(60_000);
    expect(await runRevert(ports, input({ run: 'run-2' }))).toMatchObject({
      overall: 'done',
      results: [{ state: 'revoked' }, { state: 'revoked' }],
    });
  });

  it('H2.13 attached and provisioned after the sweep: nothing is taken off by a judgement of another content', async () => {
    await byHand(attach(IAM, true));
    const late: RevertPorts['journal'] = {
      read: () => journal.read(),
      append: async (entries) => {
        if (entries.some(({ kind }) => kind === 'intent')) await byHand(attach(ADMIN, true));
        await journal.append(entries);
      },
    };
    const result = await runRevert({ ...ports, journal: late }, input());
    expect(result.results).toMatchObject([{ state: 'failed' }]);
    expect(result.results[0]?.detail).toMatch(/^CONTENT_CHANGED: /);
    expect([has(IAM), has(ADMIN), provisionings()]).toEqual([true, true, 0]);
  });

  it('H2.13 a re-provision that carries on what was just attached names the account', async () => {
    live().provisioned.set(TWO, live().version - 1);
    await meanwhile('ProvisionPermissionSet', attach(ADMIN));
    await expectSpread(await runRevert(ports, input()), [TWO]);
  });

  it('H2.13 a re-provision is not submitted once the content differs, and is done when it does not', async () => {
    live().provisioned.set(TWO, live().version - 1);
    await fault('ProvisionPermissionSet', CONFLICT, { times: 1 });
    await meanwhile('ProvisionPermissionSet', putInline('Allow'));
    const result = await runRevert(ports, input());
    expect(result.results[0]?.detail).toMatch(/^CONTENT_CHANGED: /);
    expect(provisionings()).toBe(1);
    live().inlinePolicy = '';
    expect(await runRevert(ports, input({ run: 'run-2' }))).toMatchObject({ overall: 'done' });
  });

  it('H2.13 an inline policy that turns into a Deny before it is deleted stays', async () => {
    await byHand(putInline('Allow', true));
    await meanwhile('ListAccountsForProvisionedPermissionSet', putInline('Deny'), { skip: 2 });
    const result = await runRevert(ports, input());
    expect(result.results).toMatchObject([{ state: 'failed' }]);
    expect(result.results[0]?.detail).toMatch(/^CONTENT_CHANGED: /);
    expect(live().inlinePolicy).toContain('Deny');
    expect(provisionings()).toBe(0);
  });

  it('H2.13 honest twin: an inline policy that only allows is deleted and gone everywhere', async () => {
    await byHand(putInline('Allow', true));
    expect(await runRevert(ports, input())).toMatchObject({ overall: 'done' });
    expect([live().inlinePolicy, upToDate()]).toEqual(['', [...ACCOUNTS]]);
  });

  it('H2.13 a run that was killed after its write is judged the same by the next one', async () => {
    await byHand(attach(IAM, true));
    const drift = await runDrift(ports, input());
    const { at } = drift.survey;
    const plan = planRevert(drift, DEFAULT_RAILS, { ...input(), confirmed: true });
    const [line] = linesToDo(plan);
    const ids = { run: 'run-0', edge: line!.finding.subject.id };
    await journal.append([{ kind: 'attempt', at, ...ids, revocation: line!.revocation! }]);
    // It detached and provisioned, and somebody had attached another one in between.
    live().managedPolicies = live().managedPolicies.filter(({ arn }) => arn !== IAM);
    await byHand(attach(ADMIN, true));
    const result = await runRevert(ports, input({ only: [] }));
    await expectSpread(result, ACCOUNTS);
  });

  it('H4.23 a removal that provisioning did not finish stays as bad as what the accounts may still have', async () => {
    await byHand(attach(IAM, true));
    await fault(
      'ProvisionPermissionSet',
      { kind: 'fail', reason: 'a role could not be updated' },
      { times: 1 },
    );
    expect(await runRevert(ports, input())).toMatchObject({
      overall: 'partial',
      results: [{ state: 'failed' }],
    });
    const { findings } = (await runDrift(ports, input())).report;
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual(
      ACCOUNTS.map(() => ['STALE_PROVISIONED', 'critical']),
    );
    for (const { gives } of findings) expect(gives).toContain(IAM);
    expect(await runRevert(ports, input({ run: 'run-2' }))).toMatchObject({ overall: 'done' });
    expect((await runDrift(ports, input())).report.findings).toEqual([]);
  });

  it('H4.23 honest twin: what an account is behind with after all was proved gone is not that policy', async () => {
    await byHand(attach(IAM, true));
    expect(await runRevert(ports, input())).toMatchObject({ overall: 'done' });
    live().provisioned.set(TWO, live().version - 1);
    const { findings } = (await runDrift(ports, input())).report;
    expect(findings).toMatchObject([{ code: 'STALE_PROVISIONED', severity: 'medium' }]);
    expect(findings[0]?.gives).not.toContain(IAM);
  });

  it('H4.23 a policy that somebody took off by hand, and did not provision, is told from the log', async () => {
    await byHand(attach(IAM, true));
    await byHand({ ...attach(IAM), action: 'aws.detach-managed-policy' });
    const { findings } = (await runDrift(ports, input())).report;
    expect(findings.map(({ severity }) => severity)).toEqual(['critical', 'critical', 'critical']);
  });

  it('H4.23 is told, and held, while the set is not as declared in another way', async () => {
    await byHand(attach(IAM, true));
    await byHand({ ...attach(IAM), action: 'aws.detach-managed-policy' }, putInline('Deny'));
    const result = await runRevert(ports, input());
    const rails = result.plan.lines.map(({ finding, verdict }) => [
      finding.code,
      verdict.state === 'held' ? verdict.rail : 'go',
    ]);
    expect(rails).toContainEqual(['STALE_PROVISIONED', 'narrowing']);
    expect(provisionings()).toBe(0);
  });

  it('M3 several policies on one set are taken off one after the other, and all are proved gone in one run', async () => {
    const policies = [
      'IAMFullAccess',
      'AdministratorAccess',
      'PowerUserAccess',
      'job-function/SystemAdministrator',
    ];
    await byHand(...policies.map((name) => attach(`${POLICY}${name}`, true)), putInline('Allow', true));
    const result = await runRevert(ports, input());
    expect(result.overall).toBe('done');
    expect(result.results.map(({ state }) => state)).toEqual(Array(5).fill('revoked'));
    expect(live().managedPolicies.map(({ arn }) => arn)).toEqual([READ]);
    const writes = sandbox.runtime.calls.flatMap(({ operation }) =>
      /^(Detach|DeleteInline)/.test(operation)
        ? ['take']
        : operation === 'ProvisionPermissionSet'
          ? ['provision']
          : [],
    );
    expect(writes).toEqual(Array(5).fill(['take', 'provision']).flat());
    expect((await runDrift(ports, input())).report.findings).toEqual([]);
  });
});
