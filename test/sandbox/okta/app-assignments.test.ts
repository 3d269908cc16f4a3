import { CRM, crm, scopes, told } from './_apps.js';
import { everything, oktaSeed, org, people, type Json } from './_org.js';

const role = async (there: ReturnType<typeof crm>, user: string) =>
  (await there.call('GET', `${CRM}/users/${user}`)).json.profile.role;

describe('app assignments of the Okta sandbox', () => {
  it('shows who comes by a group as GROUP, with the profile of the first of the groups', async () => {
    const there = crm();
    expect(await scopes(there)).toEqual({ '00uann': 'USER', '00uben': 'GROUP', '00ucid': 'GROUP' });
    expect(await role(there, '00ucid')).toBe('Seller');
    await there.call('PUT', `${CRM}/groups/00gSales`, { body: { priority: 5 } });
    expect(await role(there, '00ucid')).toBe('Lead');
  });

  it('what the individual assignment says goes before what a group says', async () => {
    expect(await role(crm(), '00uann')).toBe('CEO');
  });

  it('assigns individually, and tells it with the assignment, the app and the user as targets', async () => {
    const there = crm();
    const { status, json } = await there.call('POST', `${CRM}/users`, {
      body: { id: '00udee', scope: 'USER', credentials: { userName: 'dee' }, profile: { role: 'Guest' } },
      token: 'sandbox-okta-console:ann@example.com',
    });
    expect([status, json.scope, json.credentials.userName, json.profile.role]).toEqual([
      200,
      'USER',
      'dee',
      'Guest',
    ]);
    const [event] = there.runtime.oktaLog as Json[];
    expect(event.eventType).toBe('application.user_membership.add');
    expect(event.body.target).toMatchObject([
      { type: 'AppUser', id: expect.stringMatching(/^0ua/), alternateId: 'dee' },
      { type: 'AppInstance', id: '0oaCrm', alternateId: 'CRM' },
      { type: 'User', id: '00udee', alternateId: 'dee@example.com' },
    ]);
    expect(event.body).toMatchObject({
      actor: { type: 'User', alternateId: 'ann@example.com' },
      transaction: { type: 'WEB' },
    });
  });

  it('assigning individually who comes by a group turns the scope, and keeps what the group said', async () => {
    const there = crm();
    await there.call('POST', `${CRM}/users`, { body: { id: '00uben' } });
    expect(await scopes(there)).toMatchObject({ '00uben': 'USER' });
    await there.call('PUT', `${CRM}/groups/00gSales`, { body: { profile: { role: 'Admin' } } });
    expect(await role(there, '00uben')).toBe('Seller');
  });

  it('removes an individual assignment', async () => {
    const there = crm();
    await there.call('POST', `${CRM}/users`, { body: { id: '00udee' } });
    expect((await there.call('DELETE', `${CRM}/users/00udee`)).status).toBe(204);
    expect(await scopes(there)).not.toHaveProperty('00udee');
    expect(told(there).at(-1)).toMatch(
      /^application.user_membership.remove, AppUser 0ua\w+, AppInstance 0oaCrm, User 00udee$/,
    );
    expect((await there.call('DELETE', `${CRM}/users/00udee`)).json.errorSummary).toContain(
      '00udee (AppUser)',
    );
  });

  it.each(['00uann', '00uben'])('refuses to unassign %s while a group gives the app', async (user) => {
    const there = crm();
    const { status, json } = await there.call('DELETE', `${CRM}/users/${user}`);
    expect([status, json.errorCode, json.errorCauses[0].errorSummary]).toEqual([
      403,
      'E0000046',
      'The application cannot be unassigned from the user while their group memberships grant them access',
    ]);
    expect([await scopes(there), told(there)]).toEqual([
      { '00uann': 'USER', '00uben': 'GROUP', '00ucid': 'GROUP' },
      [],
    ]);
  });

  it.each([
    ['group', { '00uann': 'GROUP', '00uben': 'GROUP', '00ucid': 'GROUP' }, 'Seller'],
    ['ended', { '00uben': 'GROUP', '00ucid': 'GROUP' }, undefined],
  ] as const)('plays that unassigning leaves it to the %s', async (appUnassign, expected, after) => {
    const there = crm({ appUnassign });
    expect((await there.call('DELETE', `${CRM}/users/00uann`)).status).toBe(204);
    expect(await scopes(there)).toEqual(expected);
    if (after !== undefined) expect(await role(there, '00uann')).toBe(after);
  });

  it('converts: to the group whose profile then holds, to nobody where no group reaches, and back', async () => {
    const there = crm();
    await there.call('POST', `${CRM}/users/00uann`, { body: { scope: 'GROUP' } });
    expect([await scopes(there), await role(there, '00uann')]).toEqual([
      { '00uann': 'GROUP', '00uben': 'GROUP', '00ucid': 'GROUP' },
      'Seller',
    ]);
    await there.call('POST', `${CRM}/users/00udee`, { body: { scope: 'USER' } });
    const refused = await there.call('POST', `${CRM}/users/00udee`, { body: { scope: 'GROUP' } });
    expect(refused.json.errorCode).toBe('E0000001');
    await there.call('POST', `${CRM}/users/00uann`, { body: { scope: 'USER' } });
    expect(await scopes(there)).toMatchObject({ '00uann': 'USER', '00udee': 'USER' });
  });

  it('assigning a group assigns its members by a job; priorities count from 0', async () => {
    const there = crm();
    const wiki = '/api/v1/apps/0oaWiki';
    const first = await there.call('PUT', `${wiki}/groups/00gLeads`);
    const second = await there.call('PUT', `${wiki}/groups/00gSales`, { body: {} });
    expect([first.json.priority, second.json.priority]).toEqual([0, 1]);
    expect(await scopes(there, wiki)).toEqual({ '00ucid': 'GROUP', '00uann': 'GROUP', '00uben': 'GROUP' });
    expect(told(there).slice(0, 2)).toEqual([
      'group.application_assignment.add, UserGroup 00gLeads, AppInstance 0oaWiki',
      expect.stringMatching(
        /^application.user_membership.add, AppUser \w+, AppInstance 0oaWiki, User 00ucid$/,
      ),
    ]);
    expect(there.runtime.oktaLog[1]?.body['transaction']).toMatchObject({ type: 'JOB' });
  });

  it('removing a group removes whom nothing else gives the app', async () => {
    const there = crm();
    expect((await there.call('DELETE', `${CRM}/groups/00gSales`)).status).toBe(204);
    expect(await scopes(there)).toEqual({ '00uann': 'USER', '00ucid': 'GROUP' });
    expect(told(there)).toEqual([
      'group.application_assignment.remove, UserGroup 00gSales, AppInstance 0oaCrm',
      expect.stringMatching(/^application.user_membership.remove, .*User 00uben$/),
    ]);
    const gone = await there.call('GET', `${CRM}/groups/00gSales`);
    expect(gone.status).toBe(404);
  });

  it('who joins or leaves an assigned group gains or loses the app', async () => {
    const there = crm();
    await there.call('PUT', '/api/v1/groups/00gLeads/users/00udee');
    expect(await scopes(there)).toMatchObject({ '00udee': 'GROUP' });
    await there.call('DELETE', '/api/v1/groups/00gLeads/users/00udee');
    await there.call('DELETE', '/api/v1/groups/00gSales/users/00uann');
    expect(await scopes(there)).toEqual({ '00uann': 'USER', '00uben': 'GROUP', '00ucid': 'GROUP' });
  });

  it('a deleted group takes its assignments along', async () => {
    const there = crm();
    await there.call('DELETE', '/api/v1/groups/00gSales');
    expect(await scopes(there)).toEqual({ '00uann': 'USER', '00ucid': 'GROUP' });
    expect((await there.call('GET', `${CRM}/groups`)).json.map((row: Json) => row.id)).toEqual(['00gLeads']);
  });

  it('deactivating takes every active app and no group; activating gives back what groups give', async () => {
    const there = crm();
    for (const user of ['00uann', '00uben'])
      await there.call('POST', `/api/v1/users/${user}/lifecycle/deactivate`);
    expect(await scopes(there)).toEqual({ '00ucid': 'GROUP' });
    expect((await there.call('GET', '/api/v1/users/00uben/groups')).json).toHaveLength(1);
    await there.call('POST', '/api/v1/users/00uann/lifecycle/activate');
    expect(await scopes(there)).toMatchObject({ '00uann': 'GROUP' });
  });

  it('deactivating leaves an inactive app as it is; leaving its group does not', async () => {
    const there = crm();
    await there.call('POST', `${CRM}/lifecycle/deactivate`);
    await there.call('POST', '/api/v1/users/00uben/lifecycle/deactivate');
    expect(await scopes(there)).toHaveProperty('00uben');
    await there.call('DELETE', '/api/v1/groups/00gSales/users/00uben');
    expect(await scopes(there)).not.toHaveProperty('00uben');
  });

  it('suspending takes no app, and who is suspended or deactivated is assigned none', async () => {
    const there = crm();
    await there.call('POST', '/api/v1/users/00uben/lifecycle/suspend');
    expect(await scopes(there)).toHaveProperty('00uben');
    await there.call('POST', '/api/v1/users/00udee/lifecycle/deactivate');
    const { status, json } = await there.call('POST', `${CRM}/users`, { body: { id: '00udee' } });
    expect([status, json.errorCode]).toEqual([403, 'E0000038']);
  });

  it('a deleted user has no app', async () => {
    const there = crm();
    for (let time = 0; time < 2; time += 1) await there.call('DELETE', '/api/v1/users/00uann');
    expect(await scopes(there)).toEqual({ '00uben': 'GROUP', '00ucid': 'GROUP' });
  });

  it('names what it does not know', async () => {
    const there = crm();
    const summary = async (method: string, url: string, body?: unknown) =>
      (await there.call(method, url, { body })).json.errorSummary;
    expect(await summary('GET', '/api/v1/apps/none/users')).toContain('none (AppInstance)');
    expect(await summary('GET', `${CRM}/users/00udee`)).toContain('00udee (AppUser)');
    expect(await summary('POST', `${CRM}/users`, { id: 'none' })).toContain('none (User)');
    expect(await summary('PUT', `${CRM}/groups/none`)).toContain('none (UserGroup)');
    expect(await summary('GET', `${CRM}/groups/00gEmpty`)).toContain('00gEmpty (ApplicationGroupAssignment)');
  });

  it.each([
    ['POST', `${CRM}/users`, {}],
    ['POST', `${CRM}/users`, { id: '00udee', scope: 'BOTH' }],
    ['PUT', `${CRM}/groups/00gEmpty`, { priority: -1 }],
  ])('refuses %s %s with %j', async (method, url, body) => {
    expect((await crm().call(method, url, { body })).json.errorCode).toBe('E0000001');
  });

  it('pages through a thousand users, and through those who begin with a text', async () => {
    const users = people(1203);
    const memberships = users.map(({ login }) => ({ group: 'all', user: login }));
    const there = org(
      oktaSeed({
        users,
        groups: [{ name: 'all' }],
        memberships,
        apps: [{ id: '0oaBig', label: 'Big' }],
        appGroups: [{ app: 'Big', group: 'all' }],
      }),
    );
    const { items, pages } = await everything(there, '/api/v1/apps/0oaBig/users?limit=5000');
    expect([new Set(items.map(({ id }) => id)).size, pages]).toEqual([1203, 3]);
    expect((await everything(there, '/api/v1/apps/0oaBig/users?limit=500&q=user0120')).items).toHaveLength(4);
  });

  it.each([
    ['denied', 403],
    ['throttle', 429],
    ['unauthorized', 401],
  ] as const)('is %s where a fault says so', async (kind, status) => {
    const there = crm();
    for (const match of ['okta:GET /api/v1/apps/{id}/users', 'okta:GET /api/v1/apps/{id}/groups'])
      there.runtime.faults.push({ id: match, match, where: { id: '0oaCrm' }, effect: { kind } });
    for (const list of ['users', 'groups']) {
      expect((await there.call('GET', `${CRM}/${list}`)).status).toBe(status);
      expect((await there.call('GET', `/api/v1/apps/0oaOld/${list}`)).status).toBe(200);
    }
  });

  it('drops the end of a page where a fault says so', async () => {
    const there = crm();
    const match = 'okta:GET /api/v1/apps/{id}/users';
    there.runtime.faults.push({ id: 'f', match, effect: { kind: 'short-page' } });
    expect((await everything(there, `${CRM}/users?limit=2`)).items).toHaveLength(1);
  });
});
