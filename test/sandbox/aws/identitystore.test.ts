import {
  CreateGroupCommand,
  CreateGroupMembershipCommand,
  CreateUserCommand,
  DeleteGroupCommand,
  DeleteGroupMembershipCommand,
  DescribeGroupCommand,
  DescribeGroupMembershipCommand,
  DescribeUserCommand,
  GetGroupIdCommand,
  GetGroupMembershipIdCommand,
  GetUserIdCommand,
  IsMemberInGroupsCommand,
  ListGroupMembershipsCommand,
  ListGroupMembershipsForMemberCommand,
  ListGroupsCommand,
  ListUsersCommand,
  paginateListGroupMemberships,
  UpdateGroupCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-identitystore';
import { type Rig, startRig } from './harness.js';

let rig: Rig;
beforeEach(async () => (rig = await startRig()));
afterEach(() => rig.close());

const NOBODY = '00000000-0000-4000-8000-000000000000';

async function newUser(userName: string): Promise<string> {
  const answer = await rig.store.send(
    new CreateUserCommand({
      ...rig.inStore,
      UserName: userName,
      DisplayName: `Display ${userName}`,
      Name: { GivenName: 'Given', FamilyName: 'Family', MiddleName: 'Middle' },
      Emails: [{ Value: `${userName}@example.com`, Type: 'home', Primary: true }],
      Title: 'Analyst',
    }),
  );
  return answer.UserId!;
}

async function newGroup(displayName: string): Promise<string> {
  const answer = await rig.store.send(new CreateGroupCommand({ ...rig.inStore, DisplayName: displayName }));
  return answer.GroupId!;
}

async function join(group: string, user: string): Promise<string> {
  const answer = await rig.store.send(
    new CreateGroupMembershipCommand({ ...rig.inStore, GroupId: group, MemberId: { UserId: user } }),
  );
  return answer.MembershipId!;
}

describe('users', () => {
  it('keep the profile they were created with', async () => {
    const id = await newUser('ada');
    expect(await rig.store.send(new DescribeUserCommand({ ...rig.inStore, UserId: id }))).toMatchObject({
      UserName: 'ada',
      Name: { GivenName: 'Given', FamilyName: 'Family', MiddleName: 'Middle' },
      Emails: [{ Value: 'ada@example.com', Type: 'home', Primary: true }],
      Title: 'Analyst',
      UserStatus: 'ENABLED',
    });
  });

  it('are unique by name without regard to case', async () => {
    await newUser('ada');
    await expect(newUser('ADA')).rejects.toMatchObject({
      name: 'ConflictException',
      Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION',
    });
  });

  it('are found by filter, by unique attribute, and not when absent', async () => {
    const id = await newUser('ada');
    await newUser('bob');
    const filtered = await rig.store.send(
      new ListUsersCommand({
        ...rig.inStore,
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- older clients still send filters
        Filters: [{ AttributePath: 'UserName', AttributeValue: 'ada' }],
      }),
    );
    expect(filtered.Users!.map((user) => user.UserId)).toEqual([id]);
    for (const [AttributePath, AttributeValue] of [
      ['userName', 'ada'],
      ['emails.value', 'ada@example.com'],
    ] as const) {
      const found = await rig.store.send(
        new GetUserIdCommand({
          ...rig.inStore,
          AlternateIdentifier: { UniqueAttribute: { AttributePath, AttributeValue } },
        }),
      );
      expect(found.UserId).toBe(id);
    }
    await expect(
      rig.store.send(new DescribeUserCommand({ ...rig.inStore, UserId: NOBODY })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException', ResourceType: 'USER', ResourceId: NOBODY });
  });

  it('can be renamed, and the old name is free again', async () => {
    const id = await newUser('ada');
    await rig.store.send(
      new UpdateUserCommand({
        ...rig.inStore,
        UserId: id,
        Operations: [
          { AttributePath: 'userName', AttributeValue: 'lovelace' },
          { AttributePath: 'title', AttributeValue: null },
          { AttributePath: 'name.givenName', AttributeValue: 'Augusta' },
        ],
      }),
    );
    const shown = await rig.store.send(new DescribeUserCommand({ ...rig.inStore, UserId: id }));
    expect(shown).toMatchObject({ UserName: 'lovelace', Name: { GivenName: 'Augusta' } });
    expect(shown.Title).toBeUndefined();
    await newUser('ada');
  });
});

describe('groups', () => {
  it('are unique by display name, also after an update', async () => {
    const one = await newGroup('one');
    await newGroup('two');
    await expect(newGroup('One')).rejects.toMatchObject({ name: 'ConflictException' });
    const rename = (to: string) =>
      rig.store.send(
        new UpdateGroupCommand({
          ...rig.inStore,
          GroupId: one,
          Operations: [{ AttributePath: 'displayName', AttributeValue: to }],
        }),
      );
    await expect(rename('two')).rejects.toMatchObject({ name: 'ConflictException' });
    await rename('uno');
    const found = await rig.store.send(
      new GetGroupIdCommand({
        ...rig.inStore,
        AlternateIdentifier: { UniqueAttribute: { AttributePath: 'DisplayName', AttributeValue: 'uno' } },
      }),
    );
    expect(found.GroupId).toBe(one);
    const filtered = await rig.store.send(
      new ListGroupsCommand({
        ...rig.inStore,
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- older clients still send filters
        Filters: [{ AttributePath: 'DisplayName', AttributeValue: 'one' }],
      }),
    );
    expect(filtered.Groups).toEqual([]);
  });

  it('take their memberships along when deleted', async () => {
    const [group, user] = [await newGroup('one'), await newUser('ada')];
    const membership = await join(group, user);
    await rig.store.send(new DeleteGroupCommand({ ...rig.inStore, GroupId: group }));
    await expect(
      rig.store.send(new DescribeGroupMembershipCommand({ ...rig.inStore, MembershipId: membership })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(
      rig.store.send(new DescribeGroupCommand({ ...rig.inStore, GroupId: group })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException', ResourceType: 'GROUP' });
    const left = await rig.store.send(
      new ListGroupMembershipsForMemberCommand({ ...rig.inStore, MemberId: { UserId: user } }),
    );
    expect(left.GroupMemberships).toEqual([]);
  });
});

describe('memberships', () => {
  it('exist once per pair, are found by it, and can be deleted', async () => {
    const [group, other, user] = [await newGroup('one'), await newGroup('two'), await newUser('ada')];
    const membership = await join(group, user);
    await expect(join(group, user)).rejects.toMatchObject({ name: 'ConflictException' });
    const pair = { ...rig.inStore, GroupId: group, MemberId: { UserId: user } };
    expect((await rig.store.send(new GetGroupMembershipIdCommand(pair))).MembershipId).toBe(membership);
    const { Results } = await rig.store.send(
      new IsMemberInGroupsCommand({ ...rig.inStore, MemberId: { UserId: user }, GroupIds: [other, group] }),
    );
    expect(Results!.map((result) => result.MembershipExists)).toEqual([false, true]);
    await rig.store.send(new DeleteGroupMembershipCommand({ ...rig.inStore, MembershipId: membership }));
    await expect(rig.store.send(new GetGroupMembershipIdCommand(pair))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('are listed in pages of at most a hundred', async () => {
    const group = await newGroup('one');
    const users = await Promise.all(Array.from({ length: 105 }, (_, n) => newUser(`user${n}`)));
    for (const user of users) await join(group, user);
    const pages: number[] = [];
    const seen = new Set<string>();
    for await (const page of paginateListGroupMemberships(
      { client: rig.store },
      { ...rig.inStore, GroupId: group },
    )) {
      pages.push(page.GroupMemberships!.length);
      for (const membership of page.GroupMemberships!) seen.add(membership.MemberId!.UserId!);
    }
    expect(pages).toEqual([100, 5]);
    expect(seen).toEqual(new Set(users));
    await expect(
      rig.store.send(new ListGroupMembershipsCommand({ ...rig.inStore, GroupId: group, MaxResults: 101 })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('of a group that is not there are an error, never an empty list', async () => {
    await expect(
      rig.store.send(new ListGroupMembershipsCommand({ ...rig.inStore, GroupId: NOBODY })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException', ResourceType: 'GROUP' });
  });
});
