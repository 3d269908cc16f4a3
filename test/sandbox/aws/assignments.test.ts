import { CreateGroupMembershipCommand } from '@aws-sdk/client-identitystore';
import {
  CreateAccountAssignmentCommand,
  DeleteAccountAssignmentCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  ListAccountAssignmentCreationStatusCommand,
  ListAccountAssignmentsForPrincipalCommand,
  ListAccountsForProvisionedPermissionSetCommand,
} from '@aws-sdk/client-sso-admin';
import { type Rig, startRig } from './harness.js';
import { ACCOUNT, assign, creation, holders, newGroup, newSet, newUser, to } from './steps.js';

const NOON = Date.UTC(2026, 10, 21, 12);

let rig: Rig;
/** Nothing falls due until a test moves the clock, however slow the machine is. */
beforeEach(async () => (rig = await startRig({ now: () => NOON })));
afterEach(() => rig.close());

describe('account assignments', () => {
  it('are created asynchronously and then listed', async () => {
    const set = await newSet(rig);
    const group = await newGroup(rig);
    const started = await rig.sso.send(new CreateAccountAssignmentCommand({ ...set, ...to(group) }));
    const status = started.AccountAssignmentCreationStatus!;
    expect(status).toMatchObject({ Status: 'IN_PROGRESS', TargetId: ACCOUNT, PrincipalId: group });
    expect(await holders(rig, set)).toEqual([]);

    rig.runtime.advance(50);

    expect((await creation(rig, status.RequestId!)).Status).toBe('SUCCEEDED');
    expect(await holders(rig, set)).toEqual([group]);
  });

  it('end by the timer alone when nobody moves the clock', async () => {
    await rig.close();
    rig = await startRig();
    const set = await newSet(rig);
    const status = await rig.sso.send(
      new CreateAccountAssignmentCommand({ ...set, ...to(await newGroup(rig)) }),
    );
    const requestId = status.AccountAssignmentCreationStatus!.RequestId!;
    const deadline = Date.now() + 5000;
    while ((await creation(rig, requestId)).Status !== 'SUCCEEDED' && Date.now() < deadline);
    expect((await creation(rig, requestId)).Status).toBe('SUCCEEDED');
  });

  it('that exist are created again with success', async () => {
    const set = await newSet(rig);
    const group = await newGroup(rig);
    await assign(rig, set, group);
    const again = await assign(rig, set, group);
    expect((await creation(rig, again.RequestId!)).Status).toBe('SUCCEEDED');
    expect(await holders(rig, set)).toEqual([group]);
  });

  it('fail for a principal that is not there, with a reason', async () => {
    const set = await newSet(rig);
    const status = await assign(rig, set, '00000000-0000-4000-8000-000000000000');
    expect(await creation(rig, status.RequestId!)).toMatchObject({
      Status: 'FAILED',
      FailureReason: expect.stringContaining('Principal not found'),
    });
  });

  it('conflict while another write of the same assignment is unfinished', async () => {
    const set = await newSet(rig);
    const group = await newGroup(rig);
    await rig.sso.send(new CreateAccountAssignmentCommand({ ...set, ...to(group) }));
    await expect(
      rig.sso.send(new DeleteAccountAssignmentCommand({ ...set, ...to(group) })),
    ).rejects.toMatchObject({
      name: 'ConflictException',
    });
  });

  it('provision the set with the first and deprovision it with the last', async () => {
    const set = await newSet(rig);
    const [one, two] = [await newGroup(rig, 'one'), await newGroup(rig, 'two')];
    const where = async () =>
      (await rig.sso.send(new ListAccountsForProvisionedPermissionSetCommand(set))).AccountIds;
    await assign(rig, set, one);
    await assign(rig, set, two);
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
    const set = await newSet(rig);
    const answer = await rig.sso.send(
      new DeleteAccountAssignmentCommand({ ...set, ...to(await newGroup(rig)) }),
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
    const set = await newSet(rig);
    const [user, group] = [await newUser(rig), await newGroup(rig)];
    await rig.store.send(
      new CreateGroupMembershipCommand({ ...rig.inStore, GroupId: group, MemberId: { UserId: user } }),
    );
    await assign(rig, set, user, 'USER');
    await assign(rig, set, group);
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
    const set = await newSet(rig);
    const groups = await Promise.all(Array.from({ length: 11 }, (_, n) => newGroup(rig, `g${n}`)));
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
