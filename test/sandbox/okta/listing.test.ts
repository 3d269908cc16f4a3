import { everything, oktaSeed, org, people, type Json } from './_org.js';

const GROUPS = Array.from({ length: 1203 }, (_, at) => ({ name: `team-${String(at).padStart(4, '0')}` }));

describe('lists of the Okta sandbox', () => {
  it('pages through more than a thousand groups without losing or repeating one', async () => {
    const there = org(oktaSeed({ groups: GROUPS }));
    const { items, pages } = await everything(there, '/api/v1/groups?limit=200');
    expect(pages).toBe(7);
    expect(new Set(items.map((group) => group.id)).size).toBe(1203);
    expect(items.map((group) => group.profile.name)).toEqual(GROUPS.map((group) => group.name));
  });

  it('keeps its place when groups are deleted and added between pages', async () => {
    const there = org(oktaSeed({ groups: GROUPS.slice(0, 6) }));
    const first = await there.call('GET', '/api/v1/groups?limit=3');
    for (const group of first.json) await there.call('DELETE', `/api/v1/groups/${group.id}`);
    await there.call('POST', '/api/v1/groups', { body: { profile: { name: 'late' } } });
    const second = await there.call('GET', first.links['next'] ?? '');
    const third = await there.call('GET', second.links['next'] ?? '');
    expect([...second.json, ...third.json].map((group: Json) => group.profile.name)).toEqual([
      'team-0003',
      'team-0004',
      'team-0005',
      'late',
    ]);
    expect(third.links['next']).toBeUndefined();
  });

  it('gives no next link when a page ends exactly at the end', async () => {
    const there = org(oktaSeed({ groups: GROUPS.slice(0, 4) }));
    const { pages } = await everything(there, '/api/v1/groups?limit=2');
    expect(pages).toBe(2);
  });

  it('lists 30,000 members a thousand at a time', async () => {
    const users = people(30_000);
    const memberships = users.map(({ login }) => ({ group: 'everyone', user: login }));
    const there = org(oktaSeed({ users, groups: [{ name: 'everyone' }], memberships }));
    const [group] = (await there.call('GET', '/api/v1/groups?q=every')).json;
    const { items, pages } = await everything(there, `/api/v1/groups/${group.id}/users?limit=5000`);
    expect(pages).toBe(30);
    expect(new Set(items.map((user) => user.id)).size).toBe(30_000);
  });

  it('links to the host that was asked, whatever that host is', async () => {
    const there = org(oktaSeed({ groups: GROUPS.slice(0, 3) }));
    const { links } = await there.call('GET', '/api/v1/groups?limit=2&q=team', { host: 'okta.test:8080' });
    expect(links['self']).toBe('http://okta.test:8080/api/v1/groups?limit=2&q=team');
    expect(links['next']).toMatch(/^http:\/\/okta\.test:8080\/api\/v1\/groups\?limit=2&q=team&after=\w+$/);
  });

  it.each([
    ['search=' + encodeURIComponent('profile.name sw "team-000"'), 3],
    ['search=' + encodeURIComponent('profile.name eq "TEAM-0001" or profile.name eq "team-0002"'), 2],
    ['filter=' + encodeURIComponent('type eq "APP_GROUP"'), 0],
    ['filter=' + encodeURIComponent('type eq "OKTA_GROUP" and not (id eq "x")'), 3],
    ['q=team-0002', 1],
  ])('finds groups by %s', async (query, count) => {
    const there = org(oktaSeed({ groups: GROUPS.slice(0, 3) }));
    expect((await there.call('GET', `/api/v1/groups?${query}`)).json).toHaveLength(count);
  });

  it('sorts a search by the attribute that was asked', async () => {
    const there = org(oktaSeed({ groups: [{ name: 'b' }, { name: 'c' }, { name: 'a' }] }));
    const search = encodeURIComponent('type eq "OKTA_GROUP"');
    const url = `/api/v1/groups?search=${search}&sortBy=profile.name&sortOrder=desc&limit=2`;
    const { items } = await everything(there, url);
    expect(items.map((group) => group.profile.name)).toEqual(['c', 'b', 'a']);
  });

  it.each(['profile.name zz "x"', 'profile.name eq', '(profile.name eq "x"', 'nonsense'])(
    'refuses the malformed search `%s`',
    async (search) => {
      const answer = await org().call('GET', `/api/v1/groups?search=${encodeURIComponent(search)}`);
      expect([answer.status, answer.json.errorCode]).toEqual([400, 'E0000031']);
    },
  );

  it('refuses a filter on an attribute that only a search knows', async () => {
    const answer = await org().call(
      'GET',
      `/api/v1/groups?filter=${encodeURIComponent('profile.name eq "x"')}`,
    );
    expect(answer.json.errorCode).toBe('E0000031');
  });

  it('leaves deactivated users out unless a filter asks for them', async () => {
    const users = people(3).map((user, at) => (at === 0 ? { ...user, status: 'DEPROVISIONED' } : user));
    const there = org(oktaSeed({ users }));
    expect((await there.call('GET', '/api/v1/users')).json).toHaveLength(2);
    const gone = await there.call(
      'GET',
      `/api/v1/users?filter=${encodeURIComponent('status eq "DEPROVISIONED"')}`,
    );
    expect(gone.json.map((user: Json) => user.profile.login)).toEqual(['user00001@example.com']);
  });

  it.each(['0', '-1', 'ten'])('refuses the limit `%s`', async (limit) => {
    const answer = await org().call('GET', `/api/v1/groups?limit=${limit}`);
    expect([answer.status, answer.json.errorCode]).toEqual([400, 'E0000001']);
  });

  it('refuses a cursor that it never gave', async () => {
    expect((await org().call('GET', '/api/v1/groups?after=%%%')).status).toBe(400);
  });
});
