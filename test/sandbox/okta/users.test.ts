import { oktaSeed, org } from './_org.js';

const ANN = { login: 'ann@example.com', email: 'ann@example.com', firstName: 'Ann', lastName: 'Ash' };
const SEED = oktaSeed({
  users: [ANN],
  groups: [
    { name: 'team', id: '00gTeam' },
    { name: 'Everyone', id: '00gEveryone', type: 'BUILT_IN' },
  ],
  memberships: [{ group: 'team', user: ANN.login }],
});

describe('users of the Okta sandbox', () => {
  it.each([
    ['without a password', {}, '', 'PROVISIONED'],
    ['with a password', { credentials: { password: { value: 'x' } } }, '', 'ACTIVE'],
    ['staged', {}, '?activate=false', 'STAGED'],
  ])('begin %s', async (_, more, query, status) => {
    const body = { profile: { ...ANN, login: 'new@example.com' }, ...more };
    const answer = await org(SEED).call('POST', `/api/v1/users${query}`, { body });
    expect([answer.status, answer.json.status]).toEqual([200, status]);
  });

  it('are found by login without regard to case', async () => {
    expect((await org(SEED).call('GET', '/api/v1/users/ANN@example.com')).json.profile.firstName).toBe('Ann');
  });

  it('must have the required attributes and a login of their own', async () => {
    const there = org(SEED);
    const missing = await there.call('POST', '/api/v1/users', {
      body: { profile: { login: 'x@example.com' } },
    });
    expect(missing.json.errorCauses).toHaveLength(3);
    const taken = await there.call('POST', '/api/v1/users', {
      body: { profile: { ...ANN, login: 'Ann@Example.com' } },
    });
    expect([taken.status, taken.json.errorCauses[0].errorSummary]).toEqual([
      400,
      'login: An object with this field already exists in the current organization',
    ]);
  });

  it('keep what a partial update leaves out, and lose what a full one does', async () => {
    const there = org(SEED);
    const url = `/api/v1/users/${ANN.login}`;
    await there.call('POST', url, { body: { profile: { department: 'Sales', costCenter: '7' } } });
    expect((await there.call('GET', url)).json.profile).toMatchObject({
      firstName: 'Ann',
      department: 'Sales',
      costCenter: '7',
    });
    await there.call('PUT', url, { body: { profile: ANN } });
    const { profile } = (await there.call('GET', url)).json;
    expect([profile.department, profile.costCenter]).toEqual([undefined, undefined]);
  });

  it.each([
    [['suspend', 'unsuspend'], 'ACTIVE'],
    [['suspend'], 'SUSPENDED'],
    [['deactivate'], 'DEPROVISIONED'],
    [['deactivate', 'activate'], 'ACTIVE'],
  ])('go through %j to %s', async (steps, status) => {
    const there = org(SEED);
    for (const step of steps) {
      expect((await there.call('POST', `/api/v1/users/${ANN.login}/lifecycle/${step}`)).status).toBe(200);
    }
    expect((await there.call('GET', `/api/v1/users/${ANN.login}`)).json.status).toBe(status);
  });

  it.each([
    ['activate', 403, 'E0000016'],
    ['unsuspend', 400, 'E0000001'],
    ['reactivate', 403, 'E0000038'],
  ])('refuse to %s an active user', async (step, status, code) => {
    const answer = await org(SEED).call('POST', `/api/v1/users/${ANN.login}/lifecycle/${step}`);
    expect([answer.status, answer.json.errorCode]).toEqual([status, code]);
  });

  it('stay in their groups when deactivated, as in the real Okta, and can then only leave them', async () => {
    const there = org(SEED);
    const { id } = (await there.call('GET', `/api/v1/users/${ANN.login}`)).json;
    await there.call('POST', `/api/v1/users/${id}/lifecycle/deactivate`);
    expect((await there.call('GET', '/api/v1/groups/00gTeam/users')).json).toHaveLength(1);
    expect((await there.call('DELETE', `/api/v1/groups/00gTeam/users/${id}`)).status).toBe(204);
    expect((await there.call('PUT', `/api/v1/groups/00gTeam/users/${id}`)).status).toBe(403);
  });

  it('are deactivated by the first delete and gone after the second', async () => {
    const there = org(SEED);
    const { id } = (await there.call('GET', `/api/v1/users/${ANN.login}`)).json;
    await there.call('DELETE', `/api/v1/users/${id}`);
    expect((await there.call('GET', `/api/v1/users/${id}`)).json.status).toBe('DEPROVISIONED');
    await there.call('DELETE', `/api/v1/users/${id}`);
    expect((await there.call('GET', `/api/v1/users/${id}`)).status).toBe(404);
    expect((await there.call('GET', '/api/v1/groups/00gTeam/users')).json).toEqual([]);
  });

  it('are not put into built-in groups through the API', async () => {
    const there = org(SEED);
    const { id } = (await there.call('GET', `/api/v1/users/${ANN.login}`)).json;
    const answer = await there.call('PUT', `/api/v1/groups/00gEveryone/users/${id}`);
    expect([answer.status, answer.json.errorCode]).toEqual([501, 'E0000060']);
  });
});

describe('owners of groups', () => {
  it('are named, listed and removed', async () => {
    const there = org(SEED);
    const { id } = (await there.call('GET', `/api/v1/users/${ANN.login}`)).json;
    const made = await there.call('POST', '/api/v1/groups/00gTeam/owners', { body: { id, type: 'USER' } });
    expect(made.status).toBe(201);
    expect((await there.call('GET', '/api/v1/groups/00gTeam/owners')).json).toMatchObject([
      { id, type: 'USER', displayName: 'Ann Ash', resolved: true },
    ]);
    await there.call('DELETE', `/api/v1/groups/00gTeam/owners/${id}`);
    expect((await there.call('GET', '/api/v1/groups/00gTeam/owners')).json).toEqual([]);
  });
});
