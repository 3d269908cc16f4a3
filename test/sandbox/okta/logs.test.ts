import { everything, NOON, oktaSeed, org, type Json, type Org } from './_org.js';

const SEED = oktaSeed({
  users: [
    { login: 'ann@example.com', firstName: 'Ann', lastName: 'Ash' },
    { login: 'root@example.com', firstName: 'Root', lastName: 'Admin' },
  ],
  groups: [{ name: 'admins', id: '00gAdmins' }],
});

const CONSOLE = 'sandbox-okta-console:root@example.com';
const at = (seconds: number) => new Date(NOON + seconds * 1000).toISOString();

/** Ten groups made, one a second. */
async function busy(): Promise<Org> {
  const there = org(SEED);
  for (let nth = 0; nth < 10; nth += 1) {
    await there.call('POST', '/api/v1/groups', { body: { profile: { name: `g${nth}` } } });
    there.runtime.advance(1000);
  }
  return there;
}

const names = (events: Json[]) => events.map((event) => event.target[0].displayName);

describe('the system log of the Okta sandbox', () => {
  it('names the person at the console and what was changed', async () => {
    const there = org(SEED);
    const { json: ann } = await there.call('GET', '/api/v1/users/ann@example.com');
    await there.call('PUT', `/api/v1/groups/00gAdmins/users/${ann.id}`, { token: CONSOLE });
    const { json } = await there.call('GET', `/api/v1/logs?since=${at(-1)}`);
    expect(json).toMatchObject([
      {
        eventType: 'group.user_membership.add',
        displayMessage: 'Add user to group membership',
        published: at(0),
        severity: 'INFO',
        actor: { type: 'User', alternateId: 'root@example.com', displayName: 'Root Admin' },
        outcome: { result: 'SUCCESS' },
        client: { ipAddress: '127.0.0.1', userAgent: { rawUserAgent: 'test/1.0' } },
        target: [
          { type: 'User', id: ann.id, alternateId: 'ann@example.com' },
          { type: 'UserGroup', id: '00gAdmins', displayName: 'admins' },
        ],
        transaction: { type: 'WEB', detail: {} },
      },
    ]);
  });

  it('names the token of a machine', async () => {
    const there = org(SEED);
    await there.call('POST', '/api/v1/groups', { body: { profile: { name: 'x' } } });
    const { json } = await there.call('GET', '/api/v1/logs');
    expect(json[0]).toMatchObject({
      actor: { alternateId: 'svc-writ-pipeline@example.com' },
      transaction: { detail: { requestApiTokenId: expect.stringMatching(/^00T/) } },
    });
  });

  it('writes nothing for a change that changed nothing', async () => {
    const there = org(SEED);
    const { json: ann } = await there.call('GET', '/api/v1/users/ann@example.com');
    const url = `/api/v1/groups/00gAdmins/users/${ann.id}`;
    await there.call('PUT', url);
    await there.call('PUT', url);
    await there.call('DELETE', url);
    await there.call('DELETE', url);
    expect(there.runtime.oktaLog.map((event) => event.eventType)).toEqual([
      'group.user_membership.add',
      'group.user_membership.remove',
    ]);
  });

  it('pages a bounded query to its end and then gives no next link', async () => {
    const there = await busy();
    const { items, pages } = await everything(there, `/api/v1/logs?since=${at(2)}&until=${at(8)}&limit=4`);
    expect([names(items), pages]).toEqual([['g2', 'g3', 'g4', 'g5', 'g6', 'g7'], 2]);
  });

  it('always gives a poll its next link, which later brings what is new and only that', async () => {
    const there = await busy();
    const first = await there.call('GET', `/api/v1/logs?since=${at(8)}`);
    expect(names(first.json)).toEqual(['g8', 'g9']);
    const second = await there.call('GET', first.links['next'] ?? '');
    expect(second.json).toEqual([]);
    await there.call('POST', '/api/v1/groups', { body: { profile: { name: 'new' } } });
    const third = await there.call('GET', second.links['next'] ?? '');
    expect(names(third.json)).toEqual(['new']);
  });

  it('goes backwards, steadily while events are added', async () => {
    const there = await busy();
    const first = await there.call('GET', '/api/v1/logs?sortOrder=DESCENDING&limit=6');
    await there.call('POST', '/api/v1/groups', { body: { profile: { name: 'new' } } });
    const second = await there.call('GET', first.links['next'] ?? '');
    expect(names([...first.json, ...second.json])).toEqual([
      'g9',
      'g8',
      'g7',
      'g6',
      'g5',
      'g4',
      'g3',
      'g2',
      'g1',
      'g0',
    ]);
    expect(second.links['next']).toBeUndefined();
  });

  it.each([
    ['eventType eq "group.lifecycle.create"', 1],
    ['eventType eq "group.user_membership.add" or eventType eq "group.user_membership.remove"', 2],
    ['eventType sw "group.user_membership" and target.id eq "00gAdmins"', 2],
    ['actor.alternateId eq "root@example.com" and not (eventType eq "group.user_membership.add")', 1],
    ['(eventType eq "x" or outcome.result eq "SUCCESS") and published ge "2026-03-02T12:00:00Z"', 3],
    ['published gt "2026-03-02T12:00:00.000Z"', 0],
    ['debugContext.debugData.requestUri co "/users/"', 2],
  ])('filters by %s', async (filter, count) => {
    const there = org(SEED);
    const { json: ann } = await there.call('GET', '/api/v1/users/ann@example.com');
    const url = `/api/v1/groups/00gAdmins/users/${ann.id}`;
    await there.call('POST', '/api/v1/groups', { body: { profile: { name: 'x' } } });
    await there.call('PUT', url, { token: CONSOLE });
    await there.call('DELETE', url, { token: CONSOLE });
    const { json } = await there.call('GET', `/api/v1/logs?filter=${encodeURIComponent(filter)}`);
    expect(json).toHaveLength(count);
  });

  it('searches every keyword anywhere', async () => {
    const there = await busy();
    expect((await there.call('GET', '/api/v1/logs?q=CREATE%20g3')).json).toHaveLength(1);
  });

  it.each(['limit=1001', 'since=yesterday', 'sortOrder=UP', 'filter=eventType%20is'])(
    'refuses %s',
    async (query) => {
      expect((await org().call('GET', `/api/v1/logs?${query}`)).status).toBe(400);
    },
  );

  it('reaches back a week unless told otherwise', async () => {
    const there = await busy();
    there.runtime.advance(8 * 24 * 3600 * 1000);
    expect((await there.call('GET', '/api/v1/logs')).json).toEqual([]);
    expect((await there.call('GET', `/api/v1/logs?since=${at(0)}`)).json).toHaveLength(10);
  });
});
