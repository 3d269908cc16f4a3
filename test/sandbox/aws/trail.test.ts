import { LookupEventsCommand, paginateLookupEvents } from '@aws-sdk/client-cloudtrail';
import { CreateGroupCommand, DeleteGroupCommand } from '@aws-sdk/client-identitystore';
import { CreatePermissionSetCommand, SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { recordScimTrail } from '../../../sandbox/aws/trail.js';
import { clientConfig, type Rig, startRig } from './harness.js';

let rig: Rig;
beforeEach(async () => (rig = await startRig()));
afterEach(() => rig.close());

const byName = (AttributeValue: string) => ({
  LookupAttributes: [{ AttributeKey: 'EventName' as const, AttributeValue }],
});

async function recordOf(eventName: string): Promise<Record<string, never>> {
  const { Events } = await rig.trail.send(new LookupEventsCommand(byName(eventName)));
  return JSON.parse(Events![0]!.CloudTrailEvent!);
}

describe('the event history', () => {
  it('names the role behind a change', async () => {
    await rig.sso.send(new CreatePermissionSetCommand({ ...rig.instance, Name: 'Reader' }));
    expect(await recordOf('CreatePermissionSet')).toMatchObject({
      eventSource: 'sso.amazonaws.com',
      userIdentity: {
        type: 'AssumedRole',
        arn: 'arn:aws:sts::100000000001:assumed-role/writ-apply/writ',
        sessionContext: { sessionIssuer: { userName: 'writ-apply' } },
      },
      requestParameters: { name: 'Reader', instanceArn: rig.instance.InstanceArn },
      responseElements: { permissionSet: { name: 'Reader' } },
      readOnly: false,
    });
  });

  it('names a person only by the immutable id, in onBehalfOf', async () => {
    const userId = '9067f0e1a2-00000000-0000-4000-8000-000000000001';
    rig.runtime.setActor('AKIASANDBOXCONSOLE', { kind: 'identity-center-user', userId, userName: 'ada' });
    const console = new SSOAdminClient(clientConfig(rig, 'AKIASANDBOXCONSOLE'));
    await console.send(new CreatePermissionSetCommand({ ...rig.instance, Name: 'ByHand' }));
    console.destroy();
    const record = await recordOf('CreatePermissionSet');
    expect(record['userIdentity']).toMatchObject({
      type: 'IdentityCenterUser',
      onBehalfOf: {
        userId,
        identityStoreArn: 'arn:aws:identitystore::100000000001:identitystore/d-9067f0e1a2',
      },
    });
    expect(JSON.stringify(record)).not.toContain('ada');
  });

  it('keeps refused changes with their code, hides names, and keeps no reads', async () => {
    const { GroupId } = await rig.store.send(
      new CreateGroupCommand({ ...rig.inStore, DisplayName: 'secret-name' }),
    );
    await expect(
      rig.store.send(new CreateGroupCommand({ ...rig.inStore, DisplayName: 'secret-name' })),
    ).rejects.toThrow();
    await rig.store.send(new DeleteGroupCommand({ ...rig.inStore, GroupId: GroupId! }));
    const { Events } = await rig.trail.send(new LookupEventsCommand({}));
    const records = Events!.map((event) => JSON.parse(event.CloudTrailEvent!));
    expect(records.map((record) => [record.eventName, record.errorCode])).toEqual([
      ['DeleteGroup', undefined],
      ['CreateGroup', 'ConflictException'],
      ['CreateGroup', undefined],
    ]);
    expect(JSON.stringify(records)).not.toContain('secret-name');
    expect(records[2].responseElements.groupId).toBe(GroupId);
  });

  it('has the events of a SCIM push', async () => {
    recordScimTrail(rig.runtime, 'PatchGroup', { id: 'g', httpBody: { operations: [] } });
    expect(await recordOf('PatchGroup')).toMatchObject({
      eventSource: 'identitystore-scim.amazonaws.com',
      userIdentity: { type: 'WebIdentityUser' },
      requestParameters: { id: 'g', tenantId: 'd-9067f0e1a2' },
    });
  });

  it('comes newest first, in pages of fifty that new events do not shift', async () => {
    for (let n = 0; n < 120; n += 1) {
      recordScimTrail(rig.runtime, n % 2 === 0 ? 'CreateUser' : 'PatchGroup', { n });
      rig.runtime.advance(1000);
    }
    const seen: number[] = [];
    for await (const page of paginateLookupEvents({ client: rig.trail }, byName('CreateUser'))) {
      expect(page.Events!.length).toBeLessThanOrEqual(50);
      seen.push(
        ...page.Events!.map((event) => JSON.parse(event.CloudTrailEvent!).requestParameters.n as number),
      );
      recordScimTrail(rig.runtime, 'CreateUser', { n: -1 });
    }
    expect(seen).toEqual(Array.from({ length: 60 }, (_, n) => 118 - 2 * n));
  });

  it('is cut by the window asked for', async () => {
    const before = rig.runtime.now();
    recordScimTrail(rig.runtime, 'CreateUser', {});
    rig.runtime.advance(3_600_000);
    recordScimTrail(rig.runtime, 'CreateUser', {});
    const { Events } = await rig.trail.send(
      new LookupEventsCommand({
        StartTime: new Date(before + 1_800_000),
        EndTime: new Date(before + 7_200_000),
      }),
    );
    expect(Events).toHaveLength(1);
  });

  it('shows an event only after its delay', async () => {
    rig.runtime.settings.cloudTrailDelayMs = 300_000;
    recordScimTrail(rig.runtime, 'CreateUser', {});
    expect((await rig.trail.send(new LookupEventsCommand({}))).Events).toEqual([]);
    rig.runtime.advance(300_000);
    expect((await rig.trail.send(new LookupEventsCommand({}))).Events).toHaveLength(1);
  });

  it.each([
    [
      'two attributes',
      { LookupAttributes: [byName('A').LookupAttributes[0]!, byName('B').LookupAttributes[0]!] },
      'InvalidLookupAttributesException',
    ],
    ['fifty-one results', { MaxResults: 51 }, 'InvalidMaxResultsException'],
    ['a foreign token', { NextToken: 'bm8=' }, 'InvalidNextTokenException'],
    [
      'a window that ends before it starts',
      { StartTime: new Date(2000), EndTime: new Date(1000) },
      'InvalidTimeRangeException',
    ],
  ])('refuses %s', async (_, input, code) => {
    await expect(rig.trail.send(new LookupEventsCommand(input))).rejects.toMatchObject({ name: code });
  });
});
