import type { Fault } from '../../../sandbox/core/runtime.js';
import { everything, NOON, oktaSeed, org, people, served } from './_org.js';

const SEED = oktaSeed({
  users: people(5),
  groups: [
    { name: 'open', id: '00gOpen' },
    { name: 'shut', id: '00gShut' },
  ],
  memberships: people(5).flatMap(({ login }) => [
    { group: 'open', user: login },
    { group: 'shut', user: login },
  ]),
});

const MEMBERS = 'okta:GET /api/v1/groups/{id}/users';

function withFault(effect: Fault['effect'], more: Partial<Fault> = {}) {
  const there = org(SEED);
  there.runtime.faults.push({ id: 'f', match: MEMBERS, effect, ...more });
  return there;
}

describe('faults of the Okta sandbox', () => {
  it('denies one group and no other', async () => {
    const there = withFault({ kind: 'denied' }, { where: { id: '00gShut' } });
    const shut = await there.call('GET', '/api/v1/groups/00gShut/users');
    expect([shut.status, shut.json.errorCode]).toEqual([403, 'E0000006']);
    expect((await there.call('GET', '/api/v1/groups/00gOpen/users')).json).toHaveLength(5);
  });

  it('throttles with the headers that say until when', async () => {
    const { status, headers } = await withFault({ kind: 'throttle', retryAfterSeconds: 7 }).call(
      'GET',
      '/api/v1/groups/00gOpen/users',
    );
    expect(status).toBe(429);
    expect(headers['x-rate-limit-remaining']).toBe('0');
    expect(headers['x-rate-limit-reset']).toBe(String(NOON / 1000 + 7));
  });

  it('puts in an empty page from which a reader that goes on loses nothing', async () => {
    const there = withFault({ kind: 'empty-page' }, { skip: 1, times: 1 });
    const { items, pages } = await everything(there, '/api/v1/groups/00gOpen/users?limit=2');
    expect([items.length, pages]).toEqual([5, 4]);
  });

  it('leaves out the end of a page and its next link', async () => {
    const there = withFault({ kind: 'short-page' });
    const { items, pages } = await everything(there, '/api/v1/groups/00gOpen/users?limit=4');
    expect([items.length, pages]).toEqual([2, 1]);
  });

  it.each(['<{next}>; title="a, b"; rel=next', 'garbage rel="next"'])(
    'writes the header %s in place of the links of a page with a next one, and of no other',
    async (header) => {
      const there = withFault({ kind: 'link', header });
      const page = await there.call('GET', '/api/v1/groups/00gOpen/users?limit=2');
      const next = 'http://127.0.0.1:9001/api/v1/groups/00gOpen/users?limit=2&after=cDI';
      expect(page.headers['link']).toBe(header.replace('{next}', next));
      const last = await there.call('GET', '/api/v1/groups/00gOpen/users');
      expect(Object.keys(last.links)).toEqual(['self']);
    },
  );

  it('takes the links away', async () => {
    const there = withFault({ kind: 'link', header: '' });
    expect((await there.call('GET', '/api/v1/groups/00gOpen/users?limit=2')).headers['link']).toBeUndefined();
  });

  it.each([
    ['empty', 0],
    ['same', 2],
  ] as const)('goes round for ever over one page that is %s', async (page, length) => {
    const there = withFault({ kind: 'endless', page });
    const first = await there.call('GET', '/api/v1/groups/00gOpen/users?limit=2');
    const second = await there.call('GET', first.links['next'] ?? '');
    expect([first.json.length, second.json]).toEqual([length, first.json]);
    expect(new Set([first.links['next'], second.links['next']]).size).toBe(2);
  });

  it('refuses for calls at once with a limit of 0, as Okta tells it', async () => {
    const there = withFault({ kind: 'throttle', concurrent: true, retryAfterSeconds: 0 });
    const { status, headers } = await there.call('GET', '/api/v1/groups/00gOpen/users');
    expect([status, headers['x-rate-limit-limit'], headers['x-rate-limit-remaining']]).toEqual([
      429,
      '0',
      '0',
    ]);
  });

  it('sends the reader to another host', async () => {
    const there = withFault({ kind: 'foreign-link', host: 'evil.test' });
    const { links } = await there.call('GET', '/api/v1/groups/00gOpen/users?limit=2');
    expect(links['next']).toMatch(/^http:\/\/evil\.test\/api\/v1\/groups\/00gOpen\/users/);
    expect(links['self']).toMatch(/^http:\/\/127\.0\.0\.1:9001\//);
  });

  it('breaks the connection half way through a body', async () => {
    const there = await served(SEED);
    there.runtime.faults.push({ id: 'f', match: MEMBERS, effect: { kind: 'half-body' }, times: 1 });
    const get = async () => {
      const answer = await fetch(`${there.url}/api/v1/groups/00gOpen/users`, {
        headers: { authorization: 'SSWS sandbox-okta-keeper' },
      });
      return (await answer.json()) as unknown[];
    };
    await expect(get()).rejects.toThrow();
    await expect(get()).resolves.toHaveLength(5);
    await there.close();
  });

  it('does what was asked although the answer is lost', async () => {
    const there = org(SEED);
    const match = 'okta:DELETE /api/v1/groups/{id}/users/{userId}';
    there.runtime.faults.push({ id: 'f', match, effect: { kind: 'drop' } });
    const [user] = (await there.call('GET', '/api/v1/users')).json;
    const answer = await there.call('DELETE', `/api/v1/groups/00gOpen/users/${user.id}`);
    expect(answer.cut).toBe('drop');
    expect((await there.call('GET', '/api/v1/groups/00gOpen/users')).json).toHaveLength(4);
  });
});
