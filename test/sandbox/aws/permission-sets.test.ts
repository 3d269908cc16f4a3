import {
  AttachManagedPolicyToPermissionSetCommand,
  DeleteAccountAssignmentCommand,
  DeletePermissionSetCommand,
  DescribePermissionSetCommand,
  DescribePermissionSetProvisioningStatusCommand,
  GetInlinePolicyForPermissionSetCommand,
  GetPermissionsBoundaryForPermissionSetCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  ListInstancesCommand,
  ListManagedPoliciesInPermissionSetCommand,
  ListPermissionSetsCommand,
  ListPermissionSetsProvisionedToAccountCommand,
  ListTagsForResourceCommand,
  ProvisionPermissionSetCommand,
  PutInlinePolicyToPermissionSetCommand,
  PutPermissionsBoundaryToPermissionSetCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdatePermissionSetCommand,
} from '@aws-sdk/client-sso-admin';
import { type Rig, startRig } from './harness.js';
import { ACCOUNT, assign, newGroup, newSet, to } from './steps.js';

const POLICY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

let rig: Rig;
beforeEach(async () => (rig = await startRig()));
afterEach(() => rig.close());

describe('permission sets', () => {
  it('come with their defaults and refuse a second of the same name', async () => {
    const set = await newSet(rig);
    const { PermissionSet } = await rig.sso.send(new DescribePermissionSetCommand(set));
    expect(PermissionSet).toMatchObject({
      Name: 'Reader',
      SessionDuration: 'PT1H',
      CreatedDate: expect.any(Date),
    });
    await expect(newSet(rig)).rejects.toMatchObject({ name: 'ConflictException' });
  });

  it('cannot be deleted while assigned, and can afterwards', async () => {
    const set = await newSet(rig);
    const group = await newGroup(rig);
    await assign(rig, set, group);
    await expect(rig.sso.send(new DeletePermissionSetCommand(set))).rejects.toMatchObject({
      name: 'ConflictException',
    });
    await rig.sso.send(new DeleteAccountAssignmentCommand({ ...set, ...to(group) }));
    rig.runtime.advance(100);
    await rig.sso.send(new DeletePermissionSetCommand(set));
    await expect(rig.sso.send(new DescribePermissionSetCommand(set))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('are stale in their accounts after a change of content, until provisioned again', async () => {
    const set = await newSet(rig);
    await assign(rig, set, await newGroup(rig));
    const stale = async () => {
      const answer = await rig.sso.send(
        new ListAccountsForProvisionedPermissionSetCommand({
          ...set,
          ProvisioningStatus: 'LATEST_PERMISSION_SET_NOT_PROVISIONED',
        }),
      );
      return answer.AccountIds;
    };
    expect(await stale()).toEqual([]);
    await rig.sso.send(new AttachManagedPolicyToPermissionSetCommand({ ...set, ManagedPolicyArn: POLICY }));
    expect(await stale()).toEqual([ACCOUNT]);
    const started = await rig.sso.send(
      new ProvisionPermissionSetCommand({ ...set, TargetType: 'ALL_PROVISIONED_ACCOUNTS' }),
    );
    expect(started.PermissionSetProvisioningStatus!.Status).toBe('IN_PROGRESS');
    expect(await stale()).toEqual([ACCOUNT]);
    rig.runtime.advance(50);
    const ended = await rig.sso.send(
      new DescribePermissionSetProvisioningStatusCommand({
        ...rig.instance,
        ProvisionPermissionSetRequestId: started.PermissionSetProvisioningStatus!.RequestId!,
      }),
    );
    expect(ended.PermissionSetProvisioningStatus!.Status).toBe('SUCCEEDED');
    expect(await stale()).toEqual([]);
    const inAccount = await rig.sso.send(
      new ListPermissionSetsProvisionedToAccountCommand({ ...rig.instance, AccountId: ACCOUNT }),
    );
    expect(inAccount.PermissionSets).toEqual([set.PermissionSetArn]);
  });

  it('keep policies, boundary and tags', async () => {
    const set = await newSet(rig);
    const document = JSON.stringify({ Version: '2012-10-17', Statement: [] });
    expect((await rig.sso.send(new GetInlinePolicyForPermissionSetCommand(set))).InlinePolicy).toBe('');
    await rig.sso.send(new PutInlinePolicyToPermissionSetCommand({ ...set, InlinePolicy: document }));
    expect((await rig.sso.send(new GetInlinePolicyForPermissionSetCommand(set))).InlinePolicy).toBe(document);
    await rig.sso.send(new AttachManagedPolicyToPermissionSetCommand({ ...set, ManagedPolicyArn: POLICY }));
    await expect(
      rig.sso.send(new AttachManagedPolicyToPermissionSetCommand({ ...set, ManagedPolicyArn: POLICY })),
    ).rejects.toMatchObject({ name: 'ConflictException' });
    const attached = await rig.sso.send(new ListManagedPoliciesInPermissionSetCommand(set));
    expect(attached.AttachedManagedPolicies).toEqual([{ Name: 'ReadOnlyAccess', Arn: POLICY }]);

    await expect(rig.sso.send(new GetPermissionsBoundaryForPermissionSetCommand(set))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await rig.sso.send(
      new PutPermissionsBoundaryToPermissionSetCommand({
        ...set,
        PermissionsBoundary: { CustomerManagedPolicyReference: { Name: 'limit', Path: '/' } },
      }),
    );
    const { PermissionsBoundary } = await rig.sso.send(
      new GetPermissionsBoundaryForPermissionSetCommand(set),
    );
    expect(PermissionsBoundary).toEqual({ CustomerManagedPolicyReference: { Name: 'limit', Path: '/' } });

    const resource = { InstanceArn: set.InstanceArn, ResourceArn: set.PermissionSetArn };
    await rig.sso.send(
      new TagResourceCommand({
        ...resource,
        Tags: [
          { Key: 'team', Value: 'platform' },
          { Key: 'tier', Value: 'high' },
        ],
      }),
    );
    await rig.sso.send(new UntagResourceCommand({ ...resource, TagKeys: ['tier'] }));
    expect((await rig.sso.send(new ListTagsForResourceCommand(resource))).Tags).toEqual([
      { Key: 'team', Value: 'platform' },
    ]);
  });

  it('refuse a session longer than twelve hours', async () => {
    const set = await newSet(rig);
    await expect(
      rig.sso.send(new UpdatePermissionSetCommand({ ...set, SessionDuration: 'PT13H' })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('page tokens', () => {
  it('lead through every page, are opaque, and belong to one list only', async () => {
    const names = Array.from({ length: 7 }, (_, n) => `Set${n}`);
    for (const name of names) await newSet(rig, name);
    const first = await rig.sso.send(new ListPermissionSetsCommand({ ...rig.instance, MaxResults: 3 }));
    const second = await rig.sso.send(
      new ListPermissionSetsCommand({ ...rig.instance, MaxResults: 3, NextToken: first.NextToken! }),
    );
    const third = await rig.sso.send(
      new ListPermissionSetsCommand({ ...rig.instance, NextToken: second.NextToken! }),
    );
    expect(new Set([first, second, third].flatMap((answer) => answer.PermissionSets!)).size).toBe(7);
    expect(third.NextToken).toBeUndefined();
    await expect(
      rig.sso.send(new ListInstancesCommand({ NextToken: first.NextToken! })),
    ).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await expect(
      rig.sso.send(new ListPermissionSetsCommand({ ...rig.instance, NextToken: 'bm90LW91cnM=' })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('lose nothing when items go away between pages', async () => {
    const sets = [];
    for (const name of ['A', 'B', 'C', 'D']) sets.push(await newSet(rig, name));
    const first = await rig.sso.send(new ListPermissionSetsCommand({ ...rig.instance, MaxResults: 2 }));
    await rig.sso.send(new DeletePermissionSetCommand(sets[0]!));
    const rest = await rig.sso.send(
      new ListPermissionSetsCommand({ ...rig.instance, NextToken: first.NextToken! }),
    );
    expect(rest.PermissionSets).toEqual([sets[2]!.PermissionSetArn, sets[3]!.PermissionSetArn]);
  });
});

describe('requests that break the model', () => {
  it('are refused in the words of AWS', async () => {
    const wrong = { InstanceArn: 'arn:aws:sso:::instance/short', PermissionSetArn: 'nonsense' };
    await expect(rig.sso.send(new DescribePermissionSetCommand(wrong))).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(
        /^\d validation errors detected: Value 'arn:aws:sso:::instance\/short' at 'instanceArn'/,
      ),
    });
    await expect(
      rig.sso.send(new ListPermissionSetsCommand({ ...rig.instance, MaxResults: 101 })),
    ).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('less than or equal to 100'),
    });
  });
});
