import { NOON, oktaSeed, org } from './_org.js';

describe('what every answer of the Okta sandbox carries', () => {
  it.each([
    ['no token', ''],
    ['a token that nobody has', 'made-up'],
    ['the console of a person who does not exist', 'sandbox-okta-console:ghost@example.com'],
  ])('refuses %s with E0000011', async (_, token) => {
    const answer = await org().call('GET', '/api/v1/groups', { token });
    expect(answer.status).toBe(401);
    expect(answer.json).toEqual({
      errorCode: 'E0000011',
      errorSummary: 'Invalid token provided',
      errorLink: 'E0000011',
      errorId: expect.stringMatching(/^oae/),
      errorCauses: [],
    });
  });

  it('says what is left of the minute, on errors too', async () => {
    const there = org();
    await there.call('GET', '/api/v1/logs');
    const { headers } = await there.call('GET', '/api/v1/logs', { token: '' });
    expect(headers).toMatchObject({
      'x-rate-limit-limit': '120',
      'x-rate-limit-remaining': '118',
      'x-rate-limit-reset': String(NOON / 1000 + 60),
      'x-okta-request-id': expect.stringMatching(/^req/),
      date: new Date(NOON).toUTCString(),
    });
  });

  it('counts each kind of endpoint for itself', async () => {
    const there = org(oktaSeed({ groups: [{ name: 'a' }] }));
    const [{ id }] = (await there.call('GET', '/api/v1/groups')).json;
    const limits = async (url: string) => (await there.call('GET', url)).headers['x-rate-limit-limit'];
    expect(await limits('/api/v1/groups')).toBe('500');
    expect(await limits(`/api/v1/groups/${id}/users`)).toBe('500');
    expect(await limits(`/api/v1/groups/${id}`)).toBe('1000');
    expect(await limits('/api/v1/users')).toBe('600');
    expect(await limits('/api/v1/org')).toBe('1200');
  });

  it('refuses with 429 once the bucket is spent, until the minute is over', async () => {
    const there = org(undefined, { enforceLimits: true });
    for (let nth = 0; nth < 120; nth += 1) {
      expect((await there.call('GET', '/api/v1/logs')).status).toBe(200);
    }
    const refused = await there.call('GET', '/api/v1/logs');
    expect([refused.status, refused.json.errorCode]).toEqual([429, 'E0000047']);
    expect(refused.headers['x-rate-limit-remaining']).toBe('0');
    there.runtime.advance(60_000);
    expect((await there.call('GET', '/api/v1/logs')).status).toBe(200);
  });

  it('lets everything through while limits are not enforced', async () => {
    const there = org();
    for (let nth = 0; nth < 130; nth += 1) await there.call('GET', '/api/v1/logs');
    const answer = await there.call('GET', '/api/v1/logs');
    expect([answer.status, answer.headers['x-rate-limit-remaining']]).toEqual([200, '0']);
  });

  it.each([
    ['GET', '/api/v1/nowhere', 404, 'E0000007'],
    ['DELETE', '/api/v1/logs', 405, 'E0000022'],
    ['GET', '/api/v1/groups/00gNobody', 404, 'E0000007'],
    ['GET', '/api/v1/users/nobody@example.com', 404, 'E0000007'],
    ['POST', '/api/v1/groups', 400, 'E0000003'],
  ])('answers %s %s with %i', async (method, url, status, code) => {
    const answer = await org().call(method, url);
    expect([answer.status, answer.json.errorCode]).toEqual([status, code]);
  });

  it('counts its calls by route', async () => {
    const there = org();
    await there.call('GET', '/api/v1/groups/00g1/users');
    expect(there.runtime.calls).toEqual([
      { service: 'okta', operation: 'GET /api/v1/groups/{id}/users', status: 404, at: NOON },
    ]);
  });
});
