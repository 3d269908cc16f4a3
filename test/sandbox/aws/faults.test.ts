import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  CreateAccountAssignmentCommand,
  CreatePermissionSetCommand,
  DescribeAccountAssignmentCreationStatusCommand,
  ListInstancesCommand,
  ListPermissionSetsCommand,
  paginateListPermissionSets,
  SSOAdminClient,
  type SSOAdminClientConfig,
} from '@aws-sdk/client-sso-admin';
import { CreateGroupCommand } from '@aws-sdk/client-identitystore';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Fault } from '../../../sandbox/core/runtime.js';
import { clientConfig, type Rig, startRig } from './harness.js';

let rig: Rig;
beforeEach(async () => (rig = await startRig()));
afterEach(() => rig.close());

const LIST = 'sso-admin:ListPermissionSets';
const list = () => rig.sso.send(new ListPermissionSetsCommand(rig.instance));

function fault(match: string, effect: Fault['effect'], more: Partial<Fault> = {}): void {
  rig.runtime.faults.push({ id: 'f', match, effect, ...more });
}

/** Retries at once, and notes when the service asked to be called again. */
function askedToWait(asked: (Date | undefined)[]): NonNullable<SSOAdminClientConfig['retryStrategy']> {
  const token = { getRetryCount: () => asked.length, getRetryDelay: () => 0 };
  return {
    acquireInitialRetryToken: async () => token,
    refreshRetryTokenForRetry: async (_, { retryAfterHint }) => {
      asked.push(retryAfterHint);
      return token;
    },
    recordSuccess: () => undefined,
  };
}

async function sets(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await rig.sso.send(new CreatePermissionSetCommand({ ...rig.instance, Name: `Set${n}` }));
  }
}

describe('faults', () => {
  it.each([
    ['throttle', { kind: 'throttle', retryAfterSeconds: 3 }, 'ThrottlingException'],
    ['denied', { kind: 'denied' }, 'AccessDeniedException'],
    ['unauthorized', { kind: 'unauthorized' }, 'UnrecognizedClientException'],
  ] as [string, Fault['effect'], string][])('%s is worded as AWS words it', async (_, effect, name) => {
    fault('sso-admin:*', effect);
    await expect(list()).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: 400, requestId: expect.any(String) },
    });
  });

  it('a throttled call tells the client when to come back, and the client does', async () => {
    fault(LIST, { kind: 'throttle', retryAfterSeconds: 1 }, { times: 1 });
    const asked: (Date | undefined)[] = [];
    const patient = new SSOAdminClient({
      ...clientConfig(rig, 'AKIASANDBOXPIPELINE'),
      retryStrategy: askedToWait(asked),
    });
    await patient.send(new ListPermissionSetsCommand(rig.instance));
    patient.destroy();
    expect(asked).toEqual([expect.any(Date)]);
    expect(rig.exchanges.map(({ response }) => response.status)).toEqual([400, 200]);
  });

  it('hit only the calls that they name, after those they skip and as often as they say', async () => {
    fault(LIST, { kind: 'denied' }, { skip: 1, times: 1 });
    await list();
    await expect(list()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await list();
    await rig.sso.send(new ListInstancesCommand({}));
  });

  it('can be limited to requests with certain values', async () => {
    fault('sso-admin:CreatePermissionSet', { kind: 'denied' }, { where: { Name: 'Locked' } });
    await rig.sso.send(new CreatePermissionSetCommand({ ...rig.instance, Name: 'Open' }));
    await expect(
      rig.sso.send(new CreatePermissionSetCommand({ ...rig.instance, Name: 'Locked' })),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('an empty page leads on: nothing is lost', async () => {
    await sets(3);
    fault(LIST, { kind: 'empty-page' }, { skip: 1, times: 1 });
    const pages: number[] = [];
    for await (const page of paginateListPermissionSets({ client: rig.sso, pageSize: 2 }, rig.instance)) {
      pages.push(page.PermissionSets!.length);
    }
    expect(pages).toEqual([2, 0, 1]);
  });

  it('an empty first page leads on as well', async () => {
    await sets(1);
    fault(LIST, { kind: 'empty-page' }, { times: 1 });
    const first = await list();
    expect(first.PermissionSets).toEqual([]);
    const second = await rig.sso.send(
      new ListPermissionSetsCommand({ ...rig.instance, NextToken: first.NextToken! }),
    );
    expect(second.PermissionSets).toHaveLength(1);
  });

  it('a short page leaves out items and does not say so', async () => {
    await sets(3);
    fault(LIST, { kind: 'short-page' });
    expect(await list()).toMatchObject({ PermissionSets: [expect.any(String)] });
    expect((await list()).NextToken).toBeUndefined();
  });

  it.each(['half-body', 'drop'] as const)(
    '%s breaks the connection after the effect took place',
    async (kind) => {
      fault('sso-admin:CreatePermissionSet', { kind });
      await expect(
        rig.sso.send(new CreatePermissionSetCommand({ ...rig.instance, Name: 'Reader' })),
      ).rejects.toThrow();
      expect((await list()).PermissionSets).toHaveLength(1);
    },
  );

  it('a status is passed on as it is', async () => {
    fault('sts:*', { kind: 'status', status: 503, body: 'later' });
    await expect(rig.sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 503 },
    });
  });

  it('latency is sandbox time', async () => {
    fault(LIST, { kind: 'latency', ms: 3_600_000 });
    let answered = false;
    const pending = list().then(() => (answered = true));
    while (rig.arrived() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(answered).toBe(false);
    rig.runtime.advance(3_600_000);
    await pending;
  });

  it.each([
    [{ kind: 'stuck' }, { Status: 'IN_PROGRESS' }],
    [
      { kind: 'fail', reason: 'no such luck' },
      { Status: 'FAILED', FailureReason: 'no such luck' },
    ],
  ] as [Fault['effect'], object][])('asynchronous writes can end as %j', async (effect, status) => {
    await sets(1);
    const { PermissionSets } = await list();
    const group = await rig.store.send(new CreateGroupCommand({ ...rig.inStore, DisplayName: 'one' }));
    fault('sso-admin:CreateAccountAssignment', effect);
    const started = await rig.sso.send(
      new CreateAccountAssignmentCommand({
        ...rig.instance,
        PermissionSetArn: PermissionSets![0]!,
        TargetId: '100000000001',
        TargetType: 'AWS_ACCOUNT',
        PrincipalType: 'GROUP',
        PrincipalId: group.GroupId!,
      }),
    );
    rig.runtime.advance(86_400_000);
    const ended = await rig.sso.send(
      new DescribeAccountAssignmentCreationStatusCommand({
        ...rig.instance,
        AccountAssignmentCreationRequestId: started.AccountAssignmentCreationStatus!.RequestId!,
      }),
    );
    expect(ended.AccountAssignmentCreationStatus).toMatchObject(status);
    expect(rig.runtime.world.aws.assignments.size).toBe(0);
  });
});

describe('enforced limits', () => {
  it('admit twenty calls a second over all of Identity Center', async () => {
    await rig.close();
    let now = 1_700_000_000_000;
    rig = await startRig({ now: () => now });
    rig.runtime.settings.enforceLimits = true;
    const call = () =>
      rig.handle({
        method: 'POST',
        url: '/',
        headers: {
          'x-amz-target': 'SWBExternalService.ListInstances',
          authorization:
            'AWS4-HMAC-SHA256 Credential=AKIASANDBOXPIPELINE/20260101/us-east-1/sso/aws4_request',
        },
        body: '{}',
      });
    const burst = await Promise.all(Array.from({ length: 25 }, call));
    expect(burst.filter((answer) => answer.status === 200)).toHaveLength(20);
    expect(burst.at(-1)).toMatchObject({
      status: 400,
      headers: { 'x-amzn-errortype': 'ThrottlingException' },
    });
    now += 500;
    const later = await Promise.all(Array.from({ length: 25 }, call));
    expect(later.filter((answer) => answer.status === 200)).toHaveLength(10);
  });

  it('admit two event lookups a second', async () => {
    await rig.close();
    rig = await startRig({ now: () => 1_700_000_000_000 });
    rig.runtime.settings.enforceLimits = true;
    const answers = await Promise.allSettled(
      Array.from({ length: 5 }, () => rig.trail.send(new LookupEventsCommand({}))),
    );
    const refused = answers.filter((answer) => answer.status === 'rejected');
    expect(refused.map((answer) => answer.reason.name)).toEqual(Array(3).fill('ThrottlingException'));
  });
});

describe('the record of calls', () => {
  it('has every call with its status', async () => {
    await list();
    fault(LIST, { kind: 'denied' });
    await expect(list()).rejects.toThrow();
    expect(rig.runtime.calls).toEqual([
      { service: 'sso-admin', operation: 'ListPermissionSets', status: 200, at: expect.any(Number) },
      { service: 'sso-admin', operation: 'ListPermissionSets', status: 400, at: expect.any(Number) },
    ]);
  });
});
