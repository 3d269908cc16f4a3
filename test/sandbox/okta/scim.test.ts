import { INDEX } from '../../../sandbox/core/world.js';
import { oktaSeed, org, type Org } from './_org.js';

const DELAY = 5000;
const PEOPLE = ['ann', 'bob', 'eve'].map((name) => ({
  login: `${name}@example.com`,
  firstName: name,
  lastName: 'Test',
}));

const SEED = oktaSeed(
  {
    users: PEOPLE,
    groups: [
      { name: 'aws-admins', id: '00gAdmins' },
      { name: 'aws-other', id: '00gOther' },
    ],
    memberships: [{ group: 'aws-admins', user: 'ann@example.com' }],
    pushMappings: [{ group: 'aws-admins', target: 'Admins' }],
  },
  { users: [{ userName: 'eve@example.com', displayName: 'Eve Test' }] },
);

function pushing(): Org {
  return org(SEED, { scimDelayMs: DELAY });
}

function targetMembers({ runtime }: Org, name = 'admins'): string[] {
  const { aws } = runtime.world;
  const group = aws.groups.oneIn(INDEX.groupByName, name);
  return aws.memberships
    .allIn(INDEX.membershipByGroup, group?.id ?? '')
    .map(({ userId }) => aws.users.get(userId)?.userName ?? '?');
}

async function idOf(there: Org, login: string): Promise<string> {
  return (await there.call('GET', `/api/v1/users/${login}`)).json.id;
}

async function change(there: Org, method: 'PUT' | 'DELETE', login: string): Promise<void> {
  const { status } = await there.call(method, `/api/v1/groups/00gAdmins/users/${await idOf(there, login)}`);
  expect(status).toBe(204);
}

function scimEvents({ runtime }: Org): string[] {
  return runtime.cloudTrail
    .filter((event) => event.eventSource === 'identitystore-scim.amazonaws.com')
    .map((event) => event.eventName);
}

describe('SCIM push from Okta to the Identity Store', () => {
  it('is filled at once by a seed, and silently', () => {
    const there = pushing();
    expect(targetMembers(there)).toEqual(['ann@example.com']);
    expect(there.runtime.cloudTrail).toEqual([]);
    expect(there.runtime.oktaLog).toEqual([]);
  });

  it('follows a membership after the delay and not before', async () => {
    const there = pushing();
    await change(there, 'PUT', 'eve@example.com');
    there.runtime.advance(DELAY - 1);
    expect(targetMembers(there)).toEqual(['ann@example.com']);
    there.runtime.advance(1);
    expect(targetMembers(there)).toEqual(['ann@example.com', 'eve@example.com']);
    expect(scimEvents(there)).toEqual(['PatchGroup']);
  });

  it('provisions a person who is not there yet, first', async () => {
    const there = pushing();
    await change(there, 'PUT', 'bob@example.com');
    there.runtime.advance(DELAY);
    expect(targetMembers(there)).toContain('bob@example.com');
    expect(scimEvents(there)).toEqual(['CreateUser', 'PatchGroup']);
  });

  it('writes the event of a SCIM token, not of a person', async () => {
    const there = pushing();
    await change(there, 'DELETE', 'ann@example.com');
    there.runtime.advance(DELAY);
    expect(there.runtime.cloudTrail[0]?.record).toMatchObject({
      userIdentity: { type: 'WebIdentityUser' },
      eventName: 'PatchGroup',
      requestParameters: {
        id: expect.any(String) as string,
        httpBody: {
          operations: [{ op: 'remove', path: 'members', value: 'HIDDEN_DUE_TO_SECURITY_REASONS' }],
        },
      },
    });
  });

  it('ends in the state of the source when changes overtake each other', async () => {
    const there = pushing();
    await change(there, 'PUT', 'eve@example.com');
    await change(there, 'DELETE', 'eve@example.com');
    await change(there, 'DELETE', 'ann@example.com');
    await change(there, 'PUT', 'ann@example.com');
    there.runtime.advance(DELAY);
    expect(targetMembers(there)).toEqual(['ann@example.com']);
  });

  it('disables a deactivated person and enables a reactivated one', async () => {
    const there = pushing();
    const status = () => there.runtime.world.aws.users.oneIn(INDEX.userByName, 'ann@example.com')?.userStatus;
    await there.call('POST', '/api/v1/users/ann@example.com/lifecycle/deactivate');
    expect(status()).toBe('ENABLED');
    there.runtime.advance(DELAY);
    expect(status()).toBe('DISABLED');
    await there.call('POST', '/api/v1/users/ann@example.com/lifecycle/activate');
    there.runtime.advance(DELAY);
    expect(status()).toBe('ENABLED');
  });

  it('carries a new login to the counterpart instead of making a second one', async () => {
    const there = pushing();
    await there.call('POST', '/api/v1/users/ann@example.com', {
      body: { profile: { login: 'anna@example.com' } },
    });
    there.runtime.advance(DELAY);
    expect(targetMembers(there)).toEqual(['anna@example.com']);
  });

  it('does not undo what somebody adds at the target, until the whole group is pushed again', async () => {
    const there = pushing();
    const { aws, okta } = there.runtime.world;
    const group = aws.groups.oneIn(INDEX.groupByName, 'admins');
    const eve = aws.users.oneIn(INDEX.userByName, 'eve@example.com');
    aws.memberships.set('m', { id: 'm', groupId: group?.id ?? '', userId: eve?.id ?? '' });
    await change(there, 'PUT', 'bob@example.com');
    there.runtime.advance(DELAY);
    expect(targetMembers(there)).toEqual(['ann@example.com', 'eve@example.com', 'bob@example.com']);

    const [mapping] = [...okta.pushMappings.keys()];
    const url = `/api/v1/apps/${okta.awsAppId}/group-push/mappings/${mapping}`;
    await there.call('PATCH', url, { body: { status: 'INACTIVE' } });
    await there.call('PATCH', url, { body: { status: 'ACTIVE' } });
    there.runtime.advance(DELAY);
    expect(targetMembers(there)).toEqual(['ann@example.com', 'bob@example.com']);
  });

  it('pushes nothing through an inactive mapping', async () => {
    const there = pushing();
    const { okta } = there.runtime.world;
    const [mapping] = [...okta.pushMappings.keys()];
    const url = `/api/v1/apps/${okta.awsAppId}/group-push/mappings/${mapping}`;
    await there.call('PATCH', url, { body: { status: 'INACTIVE' } });
    await change(there, 'DELETE', 'ann@example.com');
    there.runtime.advance(DELAY);
    expect(targetMembers(there)).toEqual(['ann@example.com']);
  });

  it('makes the target of a new mapping and fills it', async () => {
    const there = pushing();
    const { okta } = there.runtime.world;
    await there.call('PUT', `/api/v1/groups/00gOther/users/${await idOf(there, 'eve@example.com')}`);
    const { status, json } = await there.call('POST', `/api/v1/apps/${okta.awsAppId}/group-push/mappings`, {
      body: { sourceGroupId: '00gOther', targetGroupName: 'Others', status: 'ACTIVE' },
    });
    expect([status, json.targetGroupId]).toEqual([200, null]);
    there.runtime.advance(DELAY);
    expect(targetMembers(there, 'others')).toEqual(['eve@example.com']);
  });

  it('stops with an error when the target group is gone', async () => {
    const there = pushing();
    const { aws, okta } = there.runtime.world;
    aws.groups.delete(aws.groups.oneIn(INDEX.groupByName, 'admins')?.id ?? '');
    await change(there, 'PUT', 'eve@example.com');
    there.runtime.advance(DELAY);
    const { json } = await there.call(
      'GET',
      `/api/v1/apps/${okta.awsAppId}/group-push/mappings?status=ERROR`,
    );
    expect(json).toMatchObject([{ sourceGroupId: '00gAdmins', targetGroupId: null, status: 'ERROR' }]);
  });
});
