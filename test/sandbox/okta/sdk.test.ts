/* eslint @typescript-eslint/no-unsafe-class-instance-assignment: off -- the SDK types its request bodies as classes and takes plain objects */
import { Client } from '@okta/okta-sdk-nodejs';
import type { Listening } from '../../../sandbox/core/http.js';
import { oktaSeed, people, served, type Org } from './_org.js';

const SEED = oktaSeed({
  users: people(250),
  groups: [{ name: 'big', id: '00gBig' }, ...Array.from({ length: 1100 }, (_, at) => ({ name: `g${at}` }))],
  memberships: people(250).map(({ login }) => ({ group: 'big', user: login })),
  pushMappings: [{ group: 'big', target: 'Big' }],
  appGroups: [{ app: 'AWS IAM Identity Center', group: 'big' }],
});

let there: Org & Listening;
let client: Client;

beforeEach(async () => {
  there = await served(SEED);
  client = new Client({ orgUrl: there.url, token: 'sandbox-okta-pipeline', cacheMiddleware: null as never });
});

afterEach(() => there.close());

async function all<T>(list: AsyncIterable<T | null>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) if (item !== null) items.push(item);
  return items;
}

describe("Okta's own SDK against the sandbox", () => {
  it('lists groups, members and users through all pages', async () => {
    expect(await all(await client.groupApi.listGroups({ limit: 500 }))).toHaveLength(1101);
    expect(await all(await client.groupApi.listGroupUsers({ groupId: '00gBig', limit: 100 }))).toHaveLength(
      250,
    );
    expect(await all(await client.userApi.listUsers({ limit: 200 }))).toHaveLength(250);
  });

  it('makes, reads, changes and deletes a user', async () => {
    const made = await client.userApi.createUser({
      activate: true,
      body: {
        profile: { login: 'new@example.com', email: 'new@example.com', firstName: 'New', lastName: 'Person' },
        credentials: { password: { value: 'correct horse' } },
      },
    });
    expect(made.status).toBe('ACTIVE');
    const id = made.id ?? '';
    await client.userApi.updateUser({
      userId: id,
      id,
      user: { profile: { department: 'Sales', costCenter: '7' } },
    } as never);
    const read = await client.userApi.getUser({ userId: 'new@example.com' });
    expect(read.profile).toMatchObject({ department: 'Sales', costCenter: '7' });
    await client.userApi.deactivateUser({ userId: id });
    await client.userApi.deleteUser({ userId: id });
    await expect(client.userApi.getUser({ userId: id })).rejects.toMatchObject({ status: 404 });
  });

  it('makes a group with a member and takes both away', async () => {
    const group = await client.groupApi.createGroup({
      group: { profile: { name: 'by sdk', description: 'd' } },
    });
    const groupId = group.id ?? '';
    const [user] = await all(await client.userApi.listUsers({ limit: 1, q: 'user00001' }));
    const userId = user?.id ?? '';
    await client.groupApi.assignUserToGroup({ groupId, userId });
    expect(await all(await client.groupApi.listGroupUsers({ groupId }))).toHaveLength(1);
    const names = (await all(await client.userApi.listUserGroups({ userId }))).map(
      (each) => each.profile?.name,
    );
    expect(names).toEqual(['big', 'by sdk']);
    await client.groupApi.unassignUserFromGroup({ groupId, userId });
    expect(await all(await client.groupApi.listGroupUsers({ groupId }))).toEqual([]);
    await client.groupApi.deleteGroup({ groupId });
  });

  it('makes a rule and switches it', async () => {
    const rule = await client.groupApi.createGroupRule({
      groupRule: {
        type: 'group_rule',
        name: 'sdk rule',
        conditions: { expression: { type: 'urn:okta:expression:1.0', value: 'user.department == "None"' } },
        actions: { assignUserToGroups: { groupIds: ['00gBig'] } },
      },
    });
    const ruleId = rule.id ?? '';
    await client.groupApi.activateGroupRule({ ruleId });
    const read = await client.groupApi.getGroupRule({ ruleId });
    expect(read.status).toBe('ACTIVE');
    expect(await all(await client.groupApi.listGroupRules())).toHaveLength(1);
  });

  it('reads the app, its mappings, owners, roles and the org', async () => {
    const [app] = await all(await client.applicationApi.listApplications());
    expect(app?.label).toBe('AWS IAM Identity Center');
    const appId = app?.id ?? '';
    const [mapping] = await all(await client.groupPushMappingApi.listGroupPushMappings({ appId }));
    expect(mapping).toMatchObject({ sourceGroupId: '00gBig', status: 'ACTIVE' });
    expect(await all(await client.applicationApi.listApplicationGroupAssignments({ appId }))).toHaveLength(1);
    expect(await all(await client.groupApi.listGroupOwners({ groupId: '00gBig' }))).toEqual([]);
    const assigned = await client.roleAssignmentApi.listUsersWithRoleAssignments();
    expect(assigned.value).toEqual([]);
  });

  it('assigns an app to people and groups, and takes it away again', async () => {
    const app = await client.applicationApi.createApplication({
      application: { label: 'Wiki', signOnMode: 'BOOKMARK', name: 'bookmark', settings: {} } as never,
    });
    const appId = app.id ?? '';
    const [user] = await all(await client.userApi.listUsers({ limit: 1, q: 'user00001' }));
    const userId = user?.id ?? '';
    const made = await client.applicationApi.assignUserToApplication({ appId, appUser: { id: userId } });
    expect(made).toMatchObject({
      id: userId,
      scope: 'USER',
      credentials: { userName: 'user00001@example.com' },
    });
    await client.applicationApi.assignGroupToApplication({ appId, groupId: '00gBig' });
    const users = await all(await client.applicationApi.listApplicationUsers({ appId, limit: 100 }));
    expect([users.length, users.filter(({ scope }) => scope === 'USER').length]).toEqual([250, 1]);
    await expect(client.applicationApi.unassignUserFromApplication({ appId, userId })).rejects.toMatchObject({
      status: 403,
      errorCode: 'E0000046',
    });
    await client.applicationApi.unassignApplicationFromGroup({ appId, groupId: '00gBig' });
    await client.applicationApi.unassignUserFromApplication({ appId, userId });
    expect(await all(await client.applicationApi.listApplicationUsers({ appId }))).toEqual([]);
    await expect(client.applicationApi.getApplicationUser({ appId, userId })).rejects.toMatchObject({
      status: 404,
    });
    await client.applicationApi.deactivateApplication({ appId });
    await client.applicationApi.deleteApplication({ appId });
    await expect(client.applicationApi.getApplication({ appId })).rejects.toMatchObject({ status: 404 });
  });

  it('reads the system log', async () => {
    const filter = 'eventType eq "group.lifecycle.create"';
    await client.groupApi.createGroup({ group: { profile: { name: 'logged' } } });
    const events = await all(
      await client.systemLogApi.listLogEvents({
        filter,
        until: '2027-01-01T00:00:00Z',
        since: '2026-01-01T00:00:00Z',
      }),
    );
    expect(events.at(-1)).toMatchObject({
      eventType: 'group.lifecycle.create',
      outcome: { result: 'SUCCESS' },
    });
  });

  it('understands the errors', async () => {
    const nobody = new Client({ orgUrl: there.url, token: 'nobody' });
    await expect(nobody.groupApi.getGroup({ groupId: '00gBig' })).rejects.toMatchObject({
      status: 401,
      errorCode: 'E0000011',
    });
    await expect(client.groupApi.createGroup({ group: { profile: { name: 'big' } } })).rejects.toMatchObject({
      status: 400,
      errorCauses: [{ errorSummary: expect.stringContaining('already exists') }],
    });
  });
});
