import {
  AttachManagedPolicyToPermissionSetCommand,
  CreateAccountAssignmentCommand,
  CreatePermissionSetCommand,
  DeleteAccountAssignmentCommand,
  DeletePermissionSetCommand,
  DescribeAccountAssignmentCreationStatusCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  DescribePermissionSetCommand,
  DescribePermissionSetProvisioningStatusCommand,
  GetInlinePolicyForPermissionSetCommand,
  GetPermissionsBoundaryForPermissionSetCommand,
  ListAccountAssignmentCreationStatusCommand,
  ListAccountAssignmentsCommand,
  ListAccountAssignmentsForPrincipalCommand,
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
import {
  CreateGroupCommand,
  CreateGroupMembershipCommand,
  CreateUserCommand,
} from '@aws-sdk/client-identitystore';
import { type Rig, startRig } from './harness.js';

const ACCOUNT = '100000000001';
const POLICY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

let rig: Rig;
beforeEach(async () => (rig = await startRig()));
afterEach(() => rig.close());

async function newSet(name = 'Reader'): Promise<{ InstanceArn: string; PermissionSetArn: string }> {
  const { PermissionSet } = await rig.sso.send(
    new CreatePermissionSetCommand({ ...rig.instance, Name: name }),
  );
  return { ...rig.instance, PermissionSetArn: PermissionSet!.PermissionSetArn! };
}

async function newGroup(name = 'engineers'): Promise<string> {
  const { GroupId } = await rig.store.send(new CreateGroupCommand({ ...rig.inStore, DisplayName: name }));
  return GroupId!;
}

async function newUser(name = 'ada'): Promise<string> {
  const { UserId } = await rig.store.send(
    new CreateUserCommand({
      ...rig.inStore,
      UserName: name,
      DisplayName: name,
      Name: { GivenName: name, FamilyName: name },
    }),
  );
  return UserId!;
}

const to = (principal: string, account = ACCOUNT, type: 'USER' | 'GROUP' = 'GROUP') => ({
  TargetId: account,
  TargetType: 'AWS_ACCOUNT' as const,
  PrincipalType: type,
  PrincipalId: principal,
});

async function assign(
  set: { InstanceArn: string; PermissionSetArn: string },
  principal: string,
  type: 'USER' | 'GROUP' = 'GROUP',
) {
  const answer = await rig.sso.send(
    new CreateAccountAssignmentCommand({ ...set, ...to(principal, ACCOUNT, type) }),
  );
  rig.runtime.advance(100);
  return answer.AccountAssignmentCreationStatus!;
}

async function creation(requestId: string) {
  const answer = await rig.sso.send(
    new DescribeAccountAssignmentCreationStatusCommand({
      ...rig.instance,
      AccountAssignmentCreationRequestId: requestId,
    }),
  );
  return answer.AccountAssignmentCreationStatus!;
}

async function listed(set: { InstanceArn: string; PermissionSetArn: string }): Promise<string[]> {
  const answer = await rig.sso.send(new ListAccountAssignmentsCommand({ ...set, AccountId: ACCOUNT }));
  return answer.AccountAssignments!.map((assignment) => assignment.PrincipalId!);
}

describe('account assignments', () => {
  it('are created asynchronously and then listed', async () => {
    const set = await newSet();
    const group = await newGroup();
    const started = await rig.sso.send(new CreateAccountAssignmentCommand({ ...set, ...to(group) }));
    const status = started.AccountAssignmentCreationStatus!;
    expect(status).toMatchObject({ Status: 'IN_PROGRESS', TargetId: ACCOUNT, PrincipalId: group });
    expect(await listed(set)).toEqual([]);

    rig.runtime.advance(50);

    expect((await creation(status.RequestId!)).Status).toBe('SUCCEEDED');
    expect(await listed(set)).toEqual([group]);
  });

  it('end by the timer alone when nobody moves the clock', async () => {
    const set = await newSet();
    const status = await rig.sso.send(
      new CreateAccountAssignmentCommand({ ...set, ...to(await newGroup()) }),
    );
    const requestId = status.AccountAssignmentCreationStatus!.RequestId!;
    const deadline = Date.now() + 5000;
    while ((await creation(requestId)).Status !== 'SUCCEEDED' && Date.now() < deadline);
    expect((await creation(requestId)).Status).toBe('SUCCEEDED');
  });

  it('that exist are created again with success', async () => {
    const set = await newSet();
    const group = await newGroup();
    await assign(set, group);
    const again = await assign(set, group);
    expect((await creation(again.RequestId!)).Status).toBe('SUCCEEDED');
    expect(await listed(set)).toEqual([group]);
  });

  it('fail for a principal that is not there, with a reason', async () => {
    const set = await newSet();
    const status = await assign(set, '00000000-0000-4000-8000-000000000000');
    expect(await creation(status.RequestId!)).toMatchObject({
      Status: 'FAILED',
      FailureReason: expect.stringContaining('Principal not found'),
    });
  });

  it('conflict while another write of the same assignment is unfinished', async () => {
    const set = await newSet();
    const group = await newGroup();
    await rig.sso.send(new CreateAccountAssignmentCommand({ ...set, ...to(group) }));
    await expect(
      rig.sso.send(new DeleteAccountAssignmentCommand({ ...set, ...to(group) })),
    ).rejects.toMatchObject({
      name: 'ConflictException',
    });
  });

  it('provision the set with the first and deprovision it with the last', async () => {
    const set = await newSet();
    const [one, two] = [await newGroup('one'), await newGroup('two')];
    const where = async () =>
      (await rig.sso.send(new ListAccountsForProvisionedPermissionSetCommand(set))).AccountIds;
    await assign(set, one);
    await assign(set, two);
    expect(await where()).toEqual([ACCOUNT]);
    await rig.sso.send(new DeleteAccountAssignmentCommand({ ...set, ...to(one) }));
    rig.runtime.advance(100);
    expect(await where()).toEqual([ACCOUNT]);
    const last = await rig.sso.send(new DeleteAccountAssignmentCommand({ ...set, ...to(two) }));
    rig.runtime.advance(100);
    expect(await where()).toEqual([]);
    const ended = await rig.sso.send(
      new DescribeAccountAssignmentDeletionStatusCommand({
        ...rig.instance,
        AccountAssignmentDeletionRequestId: last.AccountAssignmentDeletionStatus!.RequestId!,
      }),
    );
    expect(ended.AccountAssignmentDeletionStatus!.Status).toBe('SUCCEEDED');
  });

  it('of nobody end FAILED when deleted', async () => {
    const set = await newSet();
    const answer = await rig.sso.send(
      new DeleteAccountAssignmentCommand({ ...set, ...to(await newGroup()) }),
    );
    rig.runtime.advance(100);
    const ended = await rig.sso.send(
      new DescribeAccountAssignmentDeletionStatusCommand({
        ...rig.instance,
        AccountAssignmentDeletionRequestId: answer.AccountAssignmentDeletionStatus!.RequestId!,
      }),
    );
    expect(ended.AccountAssignmentDeletionStatus).toMatchObject({
      Status: 'FAILED',
      FailureReason: 'Received a 404 status error: Assignment not found.',
    });
  });

  it('of a user include those of its groups, page by page', async () => {
    const set = await newSet();
    const [user, group] = [await newUser(), await newGroup()];
    await rig.store.send(
      new CreateGroupMembershipCommand({ ...rig.inStore, GroupId: group, MemberId: { UserId: user } }),
    );
    await assign(set, user, 'USER');
    await assign(set, group);
    const found: string[] = [];
    let token: string | undefined;
    do {
      const answer = await rig.sso.send(
        new ListAccountAssignmentsForPrincipalCommand({
          ...rig.instance,
          PrincipalId: user,
          PrincipalType: 'USER',
          MaxResults: 1,
          ...(token !== undefined && { NextToken: token }),
        }),
      );
      found.push(
        ...answer.AccountAssignments!.map(
          (assignment) => `${assignment.PrincipalType} ${assignment.PrincipalId}`,
        ),
      );
      token = answer.NextToken;
    } while (token !== undefined);
    expect(found).toEqual([`USER ${user}`, `GROUP ${group}`]);
  });

  it('beyond ten unfinished ones are refused when limits are enforced', async () => {
    rig.runtime.settings.assignmentDelayMs = 60_000;
    const set = await newSet();
    const groups = await Promise.all(Array.from({ length: 11 }, (_, n) => newGroup(`g${n}`)));
    rig.runtime.settings.enforceLimits = true;
    for (const group of groups.slice(0, 10))
      await rig.sso.send(new CreateAccountAssignmentCommand({ ...set, ...to(group) }));
    rig.runtime.advance(1000);
    await expect(
      rig.sso.send(new CreateAccountAssignmentCommand({ ...set, ...to(groups[10]!) })),
    ).rejects.toMatchObject({ name: 'ThrottlingException' });
    const open = await rig.sso.send(
      new ListAccountAssignmentCreationStatusCommand({ ...rig.instance, Filter: { Status: 'IN_PROGRESS' } }),
    );
    expect(open.AccountAssignmentsCreationStatus).toHaveLength(10);
  });
});

describe('permission sets', () => {
  it('come with their defaults and refuse a second of the same name', async () => {
    const set = await newSet();
    const { PermissionSet } = await rig.sso.send(new DescribePermissionSetCommand(set));
    expect(PermissionSet).toMatchObject({
      Name: 'Reader',
      SessionDuration: 'PT1H',
      CreatedDate: expect.any(Date),
    });
    await expect(newSet()).rejects.toMatchObject({ name: 'ConflictException' });
  });

  it('cannot be deleted while assigned, and can afterwards', async () => {
    const set = await newSet();
    const group = await newGroup();
    await assign(set, group);
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
    const set = await newSet();
    await assign(set, await newGroup());
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
    const set = await newSet();
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
    const set = await newSet();
    await expect(
      rig.sso.send(new UpdatePermissionSetCommand({ ...set, SessionDuration: 'PT13H' })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('page tokens', () => {
  it('lead through every page, are opaque, and belong to one list only', async () => {
    const names = Array.from({ length: 7 }, (_, n) => `Set${n}`);
    for (const name of names) await newSet(name);
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
    for (const name of ['A', 'B', 'C', 'D']) sets.push(await newSet(name));
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
