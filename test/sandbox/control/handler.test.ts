import { controlled, type Json, NOON, WORLD } from './_control.js';

describe('the control plane', () => {
  it('is well and knows the time', async () => {
    const { json } = await controlled().control('GET', '/health');
    expect(json).toEqual({ status: 'ok', now: new Date(NOON).toISOString() });
  });

  it('moves the clock, and what falls due on the way happens', async () => {
    const there = controlled(WORLD, { scimDelayMs: 2000 });
    await there.control('POST', '/tamper', {
      action: 'okta.add-member',
      group: 'admins',
      user: 'ann@example.com',
      actor: 'root@example.com',
    });
    const { json } = await there.control('POST', '/clock', { advanceMs: 2000 });
    expect(json).toEqual({ now: new Date(NOON + 2000).toISOString() });
    expect(there.runtime.world.aws.memberships.size).toBe(3);
  });

  it('refuses to move the clock back', async () => {
    expect((await controlled().control('POST', '/clock', { advanceMs: -1 })).status).toBe(400);
  });

  it('adds, shows and drops faults', async () => {
    const there = controlled();
    const fault = { match: 'okta:GET /api/v1/groups', effect: { kind: 'denied' }, times: 1 };
    const { json: made } = await there.control('POST', '/faults', { id: 'one', ...fault });
    const { json: other } = await there.control('POST', '/faults', fault);
    expect(made).toEqual({ id: 'one', ...fault });
    expect(other.id).toMatch(/^fault-/);
    expect((await there.control('GET', '/faults')).json.faults).toHaveLength(2);
    expect((await there.control('GET', '/faults/one')).json).toEqual(made);
    expect((await there.control('POST', '/faults', { id: 'one', ...fault })).status).toBe(409);
    expect((await there.control('DELETE', '/faults/one')).json).toEqual({ dropped: ['one'] });
    expect((await there.control('DELETE', '/faults/one')).json.error).toMatchObject({ faults: [other.id] });
    expect((await there.call('GET', '/api/v1/groups')).status).toBe(403);
    expect((await there.call('GET', '/api/v1/groups')).status).toBe(200);
    expect((await there.control('DELETE', '/faults')).json).toEqual({ dropped: [other.id] });
  });

  it.each([
    { match: 'okta', effect: { kind: 'denied' } },
    { match: 'okta:*', effect: { kind: 'explode' } },
    { match: 'okta:*', effect: { kind: 'denied', ms: 1 } },
    { match: 'okta:*', effect: { kind: 'latency' } },
    { match: 'okta:*', effect: { kind: 'tamper', action: { action: 'okta.explode' } } },
    { match: 'okta:*', effect: { kind: 'tamper', action: {} } },
    { match: 'okta:*', effect: { kind: 'denied' }, times: 0 },
  ])('refuses the fault %j', async (fault) => {
    expect((await controlled().control('POST', '/faults', fault)).json.error.code).toBe('malformed');
  });

  it('counts calls and forgets them', async () => {
    const there = controlled();
    for (const url of ['/api/v1/groups', '/api/v1/groups', '/api/v1/users']) await there.call('GET', url);
    const { json } = await there.control('GET', '/calls');
    expect([json.total, json.counts]).toEqual([
      3,
      { 'okta:GET /api/v1/groups': 2, 'okta:GET /api/v1/users': 1 },
    ]);
    expect(json.calls[0]).toEqual({
      service: 'okta',
      operation: 'GET /api/v1/groups',
      status: 200,
      at: NOON,
    });
    expect((await there.control('DELETE', '/calls')).json).toEqual({ dropped: 3 });
    expect((await there.control('GET', '/calls')).json.total).toBe(0);
  });

  it('shows and changes the settings', async () => {
    const there = controlled();
    const before = (await there.control('GET', '/settings')).json;
    const { json } = await there.control('PATCH', '/settings', { enforceLimits: true, scimDelayMs: 7 });
    expect(json).toEqual({ ...before, enforceLimits: true, scimDelayMs: 7 });
    expect(there.runtime.settings.enforceLimits).toBe(true);
    expect(
      (await there.control('PATCH', '/settings', { speed: 1 })).json.error.problems[0].message,
    ).toContain('allowed are `scimDelayMs`');
  });

  it('dumps the state sorted, whatever the order it came in', async () => {
    const reversed = {
      ...WORLD,
      okta: {
        ...WORLD.okta,
        users: [...WORLD.okta.users].reverse(),
        groups: [...WORLD.okta.groups].reverse(),
      },
    };
    const names = async (seed: unknown) => {
      const { json } = await controlled(seed).control('GET', '/state');
      return [
        json.okta.users.map((user: Json) => user.login),
        json.okta.groups.map((group: Json) => group.name),
      ];
    };
    expect(await names(reversed)).toEqual(await names(WORLD));
  });

  it.each([
    ['GET', '/nowhere', undefined, 404, 'unknown-path'],
    ['GET', '/state/deep', undefined, 404, 'unknown-path'],
    ['PUT', '/clock', undefined, 405, 'wrong-method'],
    ['POST', '/load', '{', 400, 'not-json'],
    ['POST', '/load', undefined, 400, 'malformed'],
  ])('answers %s %s with %s', async (method, url, body, status, code) => {
    const answer = await controlled().control(method, url, body);
    expect([answer.status, answer.json.error.code]).toEqual([status, code]);
  });
});
