import { OktaClient } from '../../../lib/adapters/okta/client.js';
import type { OktaConfig } from '../../../lib/adapters/okta/index.js';
import { OPERATIONS } from '../../../lib/adapters/okta/operation.js';
import { OktaUser } from '../../../lib/adapters/okta/schema.js';
import { isWritError, type WritError } from '../../../lib/kernel/index.js';
import { codeOf, configFor, serve, TOKEN, user, waitingClock, type Reply, type Server } from './_server.js';

const USERS = { operation: OPERATIONS.listUsers };

describe('the Okta client', () => {
  let server: Server;
  afterEach(() => server.close());

  const listUsers = async (more: Partial<OktaConfig> = {}, signal?: AbortSignal) => {
    const client = new OktaClient(configFor(server.url, more));
    const ids: string[] = [];
    try {
      for await (const page of client.pages(USERS, OktaUser, signal)) ids.push(...page.map(({ id }) => id));
      return { ids, client, error: undefined };
    } catch (error) {
      if (!isWritError(error)) throw error;
      return { ids, client, error };
    }
  };
  const answering = async (...replies: Reply[]) => {
    server = await serve((_, call) => replies[Math.min(call, replies.length - 1)]!);
  };
  const next = (path: string) => ({ link: ['</x>; rel="self"', `<${path}>; rel="next"`] });

  test('reads all pages, with the token in the header and nowhere else', async () => {
    const seen: (string | undefined)[] = [];
    server = await serve((request, call) => {
      seen.push(request.headers.authorization);
      const link = `<http://${request.headers.host ?? ''}/api/v1/users?after=2>; rel="next"`;
      return call === 0 ? { body: [user('a')], headers: { link } } : { body: [user('b')] };
    });
    const { ids, client } = await listUsers();
    expect(ids).toEqual(['a', 'b']);
    expect(client.calls).toBe(2);
    expect(seen).toEqual([`SSWS ${TOKEN}`, `SSWS ${TOKEN}`]);
    expect(server.calls.join()).not.toContain(TOKEN);
  });

  test('goes on after an empty page that has a next link', async () => {
    await answering(
      { body: [], headers: next('/api/v1/users?after=1') },
      { body: [user('a')], headers: next('/api/v1/users?after=2') },
      { body: [user('b')] },
    );
    expect((await listUsers()).ids).toEqual(['a', 'b']);
  });

  test('asks an empty page again that names itself as the next, but not for ever', async () => {
    await answering({ body: [], headers: next('/api/v1/users') }, { body: [user('a')] });
    expect((await listUsers()).ids).toEqual(['a']);
    await server.close();
    await answering({ body: [], headers: next('/api/v1/users') });
    const { error, client } = await listUsers();
    expect(error?.code).toBe('PROVIDER_MALFORMED');
    expect(client.calls).toBeLessThan(10);
  });

  test('a next link that comes back to a page already read is malformed, and what was read stands', async () => {
    await answering(
      { body: [user('a')], headers: next('/api/v1/users?after=1') },
      { body: [user('b')], headers: next('/api/v1/users?after=1') },
    );
    const { ids, error } = await listUsers();
    expect([ids, error?.code]).toEqual([['a', 'b'], 'PROVIDER_MALFORMED']);
  });

  test.each(['https://evil.example/api/v1/users', 'http://127.0.0.1:1/api/v1/users', '//evil.example/x'])(
    'never follows a next link to %s',
    async (link) => {
      await answering({ body: [user('a')], headers: next(link) });
      const { ids, error } = await listUsers();
      expect([ids, error?.code]).toEqual([['a'], 'PROVIDER_FOREIGN_LINK']);
      expect(server.calls).toHaveLength(1);
    },
  );

  test('never follows a redirect', async () => {
    await answering({ status: 302, headers: { location: 'https://evil.example/' } });
    expect((await listUsers()).error?.code).toBe('PROVIDER_MALFORMED');
    expect(server.calls).toHaveLength(1);
  });

  test.each<[string, Reply]>([
    [
      'HTML',
      { text: '<html>Down for maintenance</html>', headers: { 'content-type': 'text/html; charset=utf-8' } },
    ],
    ['HTML that says it is JSON', { text: '<html></html>' }],
    ['half a page', { text: '[{"id":"a","status":"ACT' }],
    ['nothing in the body', { text: '' }],
    ['an object in place of the list', { body: { items: [] } }],
    ['null', { text: 'null' }],
    ['an item of another shape', { body: [user('a'), { id: 7 }] }],
    ['an item without a login', { body: [{ id: 'a', status: 'ACTIVE', profile: {} }] }],
    ['a body that breaks off', brokenOff],
    ['two next links', { headers: { link: ['</a>; rel="next"', '</b>; rel="next"'] } }],
  ])('%s is malformed, never an empty list', async (_, reply) => {
    await answering(reply);
    expect((await listUsers()).error?.code).toBe('PROVIDER_MALFORMED');
  });

  test.each([403, 404, 500])('H4.24 a web page with status %s is called what it is', async (status) => {
    await answering({ status, text: '<html>', headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect((await listUsers({ limits: { attempts: 1 } })).error?.code).toBe('PROVIDER_MALFORMED');
  });

  test.each([
    [403, 'PROVIDER_DENIED'],
    [404, 'PROVIDER_NOT_FOUND'],
    [500, 'PROVIDER_UNAVAILABLE'],
  ])('H4.24 Okta itself answering %s is believed', async (status, code) => {
    await answering({ status, body: { errorCode: 'E0000007' } });
    expect((await listUsers({ limits: { attempts: 1 } })).error?.code).toBe(code);
  });

  test('a connection that is closed without an answer is unavailable, after a bounded number of tries', async () => {
    await answering((response) => response.destroy());
    const { error, client } = await listUsers({ limits: { attempts: 3 } });
    expect([error?.code, client.calls]).toEqual(['PROVIDER_UNAVAILABLE', 3]);
  });

  test('an answer that does not come in time is unavailable', async () => {
    await answering(() => undefined);
    const { error } = await listUsers({ limits: { attempts: 1, timeout: 20 } });
    expect(error?.code).toBe('PROVIDER_UNAVAILABLE');
  });

  test('a page that breaks off once is read again, and only that page', async () => {
    await answering(
      { body: [user('a')], headers: next('/api/v1/users?after=1') },
      brokenOff,
      { status: 503, text: 'busy' },
      { body: [user('b')] },
    );
    const { ids } = await listUsers();
    expect(ids).toEqual(['a', 'b']);
    expect(server.calls.filter((call) => call.endsWith('after=1'))).toHaveLength(3);
  });

  test.each<[number, string, number]>([
    [401, 'PROVIDER_UNAUTHORIZED', 1],
    [403, 'PROVIDER_DENIED', 1],
    [404, 'PROVIDER_NOT_FOUND', 1],
    [400, 'PROVIDER_UNAVAILABLE', 1],
    [500, 'PROVIDER_UNAVAILABLE', 4],
    [503, 'PROVIDER_UNAVAILABLE', 4],
  ])('%i is %s after %i calls', async (status, code, calls) => {
    await answering({ status, body: { errorCode: 'E0000001', errorSummary: 'no' } });
    const { error, client } = await listUsers({ limits: { attempts: 4 } });
    expect([error?.code, client.calls]).toEqual([code, calls]);
  });

  test('a denial names the scope and the role that would help', async () => {
    await answering({
      status: 403,
      body: { errorCode: 'E0000006', errorSummary: 'You do not have permission' },
    });
    const { error } = await listUsers();
    expect(error?.remedy).toMatch(/okta\.users\.read.*Read-only Administrator/);
    expect(error?.message).toContain('E0000006 You do not have permission');
  });

  test('the token is in no error, whatever Okta says back', async () => {
    await answering({
      status: 401,
      body: { errorCode: 'E0000011', errorSummary: `Invalid ${TOKEN} \n provided` },
    });
    const { error } = await listUsers();
    expect(everythingOf(error)).not.toContain(TOKEN);
    expect(error?.message).not.toContain('\n');
  });

  test('waits out a 429 until the reset by the clock of Okta, not by ours', async () => {
    const clock = waitingClock('2026-11-21T09:00:00Z');
    const date = new Date('2026-11-21T12:00:00Z');
    const reset = String(date.getTime() / 1000 + 17);
    await answering({ status: 429, headers: rate(600, 0, reset, date) }, { body: [user('a')] });
    const { ids } = await listUsers({ clock });
    expect(ids).toEqual(['a']);
    expect(clock.waits.reduce((sum, wait) => sum + wait, 0)).toBe(17_000);
  });

  test.each<[string, Record<string, string>]>([
    ['whose reset has passed', rate(600, 0, '1', new Date('2026-11-21T12:00:00Z'))],
    ['that tell nothing', {}],
    ['for calls at once', rate(0, 0, '1', new Date('2026-11-21T12:00:00Z'))],
    ['that ask for no wait', { 'retry-after': '0' }],
  ])('H4.21 nine refusals in a row %s are outlasted, under a floor that doubles', async (_, headers) => {
    const clock = waitingClock();
    server = await serve((_request, call) => (call < 9 ? { status: 429, headers } : { body: [user('a')] }));
    const { ids } = await listUsers({ clock });
    expect(ids).toEqual(['a']);
    expect(clock.waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1000));
  });

  test('H4.21 jitter comes on top of the floor, from the source that was given', async () => {
    const clock = waitingClock();
    await answering({ status: 429 }, { status: 429 }, { status: 429 }, { body: [user('a')] });
    await listUsers({ clock, random: () => 0.5 });
    expect(clock.waits).toEqual([1500, 2500, 5000]);
  });

  test.each([
    ['30', 30_000],
    ['Sat, 21 Nov 2026 12:00:45 GMT', 45_000],
  ])('H4.21 Retry-After: %s is honoured before the reset', async (text, wait) => {
    const clock = waitingClock();
    const date = new Date('2026-11-21T12:00:00Z');
    const headers = { ...rate(600, 0, String(date.getTime() / 1000 + 5), date), 'retry-after': text };
    await answering({ status: 429, headers }, { body: [user('a')] });
    await listUsers({ clock });
    expect(clock.waits.reduce((sum, each) => sum + each, 0)).toBe(wait);
  });

  test('H4.21 refusals that do not end are believed after a bound, and the next call of the kind at once', async () => {
    const clock = waitingClock();
    await answering({ status: 429 });
    const client = new OktaClient(configFor(server.url, { clock, limits: { attempts: 2 } }));
    const list = async () => {
      for await (const page of client.pages(USERS, OktaUser)) expect(page).toEqual([]);
    };
    await expect(list()).rejects.toMatchObject({ code: 'PROVIDER_THROTTLED' });
    const waited = clock.waits.reduce((sum, each) => sum + each, 0);
    expect(waited).toBeGreaterThanOrEqual(600_000);
    expect(waited).toBeLessThan(720_000);
    const before = client.calls;
    await expect(list()).rejects.toMatchObject({ code: 'PROVIDER_THROTTLED' });
    expect(client.calls - before).toBe(1);
  });

  test('never waits longer than two minutes for a reset', async () => {
    const clock = waitingClock();
    const date = new Date('2026-11-21T12:00:00Z');
    const reset = String(date.getTime() / 1000 + 86_400);
    await answering({ status: 429, headers: rate(600, 0, reset, date) }, { body: [user('a')] });
    await listUsers({ clock });
    expect(Math.max(...clock.waits)).toBeLessThanOrEqual(120_000);
  });

  test('spreads its calls when little is left, and stands still when nothing is', async () => {
    const clock = waitingClock();
    const date = new Date('2026-11-21T12:00:00Z');
    const reset = String(date.getTime() / 1000 + 30);
    const page = (after: number, remaining: number): Reply => ({
      body: [user(`u${after}`)],
      headers: { ...next(`/api/v1/users?after=${after}`), ...rate(600, remaining, reset, date) },
    });
    await answering(page(1, 500), page(2, 10), page(3, 10), page(4, 0), { body: [user('last')] });
    const { ids } = await listUsers({ clock });
    expect(ids).toHaveLength(5);
    expect(clock.waits).toEqual([3000, 30_000]);
  });

  const rounds = (items: (round: number) => unknown[]) => async () => {
    server = await serve((_request, round) => ({
      body: items(round),
      headers: next(`/api/v1/users?after=${round + 1}&limit=200`),
    }));
  };
  test.each([
    ['empty pages with ever new cursors', rounds(() => [])],
    ['full pages with ever new people', rounds((round) => [user(`u${round}`)])],
  ])('H4.21 %s are followed up to the bound of pages, and then a failure', async (_, start) => {
    await start();
    const { error, client } = await listUsers({ limits: { mostPages: 40 } });
    expect([error?.code, client.calls]).toEqual(['PROVIDER_MALFORMED', 40]);
  });

  test('H4.21 a list within the bound of pages is read to its end', async () => {
    await answering(
      { body: [user('a')], headers: next('/api/v1/users?after=1') },
      { body: [], headers: next('/api/v1/users?after=2') },
      { body: [user('b')] },
    );
    expect((await listUsers({ limits: { mostPages: 3 } })).ids).toEqual(['a', 'b']);
  });

  test('H4.21 a list that takes longer than its bound is a failure, and what was read stands', async () => {
    const clock = waitingClock();
    server = await serve((_request, round) => {
      void clock.sleep(60_000);
      return { body: [user(`u${round}`)], headers: next(`/api/v1/users?after=${round + 1}`) };
    });
    const { ids, error } = await listUsers({ clock, limits: { longestListing: 600_000 } });
    expect([ids.length, error?.code]).toEqual([10, 'PROVIDER_MALFORMED']);
  });

  test('H4.21 the same page again under a new cursor is malformed at once', async () => {
    await rounds(() => [user('a'), user('b')])();
    const { ids, error, client } = await listUsers();
    expect([ids, error?.code, client.calls]).toEqual([['a', 'b', 'a', 'b'], 'PROVIDER_MALFORMED', 2]);
  });

  describe('H4.21 a full page without a next link', () => {
    const list = async (limit: string) => {
      const client = new OktaClient(configFor(server.url));
      const ids: string[] = [];
      const request = { operation: OPERATIONS.listUsers, query: { limit } };
      for await (const page of client.pages(request, OktaUser)) ids.push(...page.map(({ id }) => id));
      return ids;
    };

    test('is doubted where it has no link at all', async () => {
      await answering({ body: [user('a'), user('b')] });
      await expect(list('2')).rejects.toMatchObject({ code: 'PROVIDER_MALFORMED' });
    });

    test('is the end where it links to itself, as the last page of Okta does', async () => {
      await answering({ body: [user('a'), user('b')], headers: { link: '</x>; rel="self"' } });
      expect(await list('2')).toEqual(['a', 'b']);
    });

    test('is the end, linked or not, where it is not full', async () => {
      await answering({ body: [user('a')] });
      expect(await list('2')).toEqual(['a']);
    });
  });

  test('H4.22 an item that is not as published condemns itself: the others stand, and the list is a failure', async () => {
    await answering(
      { body: [user('a'), { id: 7 }, user('b')], headers: next('/api/v1/users?after=1') },
      { body: [user('c')] },
    );
    const { ids, error } = await listUsers();
    expect([ids, error?.code]).toEqual([['a', 'b', 'c'], 'PROVIDER_MALFORMED']);
    expect(error?.message).toContain('`id`');
  });

  test('an abort ends everything with the reason of the signal', async () => {
    const stop = new AbortController();
    const reason = new Error('stopped');
    await answering(() => stop.abort(reason));
    await expect(listUsers({}, stop.signal)).rejects.toBe(reason);
    expect(server.calls).toHaveLength(1);
  });

  test('parameters cannot leave their place in the path', async () => {
    await answering({ status: 204, text: '' });
    const client = new OktaClient(configFor(server.url));
    const params = { groupId: '00g1/../../apps', userId: '00u1?x=#' };
    await client.send({ operation: OPERATIONS.removeMember, params });
    expect(server.calls).toEqual(['DELETE /api/v1/groups/00g1%2F..%2F..%2Fapps/users/00u1%3Fx%3D%23']);
  });
});

describe('the configuration of the Okta client', () => {
  test.each([
    'http://example.okta.com',
    'https://example.okta.com/admin',
    'https://user:pass@example.okta.com',
    'https://example.okta.com?x=1',
    'ftp://example.okta.com',
    'example.okta.com',
    '',
  ])('refuses the org URL `%s`', (orgUrl) => {
    expect(codeOf(() => new OktaClient(configFor(orgUrl)))).toBe('CONFIG_INVALID');
  });

  test.each([
    'https://example.okta.com',
    'https://login.example.com/',
    'http://127.0.0.1:9001',
    'http://localhost:1',
  ])('accepts `%s`', (orgUrl) => {
    expect(new OktaClient(configFor(orgUrl)).calls).toBe(0);
  });

  test.each(['', ' ', 'two words', 'line\nbreak', 'ümlaut'])(
    'refuses the token `%s` without naming it',
    (token) => {
      expect(codeOf(() => new OktaClient(configFor('https://example.okta.com', { token })))).toBe(
        'CONFIG_INVALID',
      );
    },
  );
});

function brokenOff(response: Parameters<Extract<Reply, (...given: never[]) => void>>[0]): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('[{"id":"a","status":"ACTIVE"');
  setImmediate(() => response.destroy());
}

function rate(limit: number, remaining: number, reset: string, date: Date): Record<string, string> {
  return {
    date: date.toUTCString(),
    'x-rate-limit-limit': String(limit),
    'x-rate-limit-remaining': String(remaining),
    'x-rate-limit-reset': reset,
  };
}

function everythingOf(error: WritError | undefined): string {
  return [JSON.stringify(error), error?.message, error?.stack, JSON.stringify(error?.cause)].join('\n');
}
