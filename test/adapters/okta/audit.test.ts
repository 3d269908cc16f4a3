import { parseInstant, plus } from '../../../lib/kernel/index.js';
import { oktaAdapters } from '../../../lib/adapters/okta/index.js';
import { callAs, fault, startOrg } from './_org.js';
import { configFor, serve } from './_server.js';

const LOGS = 'okta:GET /api/v1/logs';
const NOON = parseInstant('2026-11-21T12:00:00Z');
const DAY = 86_400_000;
const TODAY = { from: plus(NOON, -DAY), to: plus(NOON, DAY) };

describe('the Okta audit source', () => {
  let org: Awaited<ReturnType<typeof startOrg>>;
  beforeEach(async () => {
    org = await startOrg();
  });
  afterEach(() => org.sandbox.close());

  test('says who added and removed whom', async () => {
    await callAs(org.sandbox, 'PUT', '/api/v1/groups/00gEmpty/users/00uAli');
    await callAs(org.sandbox, 'DELETE', '/api/v1/groups/00gAdmins/users/00uAli');
    const { complete, events } = await org.audit.read(TODAY);
    expect(complete).toBe(true);
    const dana = { kind: 'person', native: '00uDana', name: 'Dana Fox' };
    expect(events).toMatchObject([
      { op: 'add', target: '00gEmpty', holder: '00uAli', actor: dana, at: NOON, source: 'okta' },
      { op: 'remove', target: '00gAdmins', holder: '00uAli', actor: dana },
    ]);
  });

  test('tells an API token from the person, and keeps whose it is', async () => {
    await callAs(org.sandbox, 'PUT', '/api/v1/groups/00gEmpty/users/00uAli', 'sandbox-okta-pipeline');
    const { events } = await org.audit.read(TODAY);
    expect(events[0]?.actor).toMatchObject({
      kind: 'token',
      native: expect.stringMatching(/^00T/),
      onBehalfOf: expect.stringMatching(/^00u/),
    });
  });

  test('tells a group rule from the system that ran it', async () => {
    await callAs(org.sandbox, 'POST', '/api/v1/users/00uLee/lifecycle/activate');
    const lee = org.sandbox.runtime.world.okta.users.get('00uLee')!;
    lee.department = 'Platform';
    await callAs(org.sandbox, 'POST', '/api/v1/users/00uLee/lifecycle/suspend');
    const rule = [...org.sandbox.runtime.world.okta.rules.keys()][0]!;
    await callAs(org.sandbox, 'POST', `/api/v1/groups/rules/${rule}/lifecycle/deactivate`);
    await callAs(org.sandbox, 'POST', `/api/v1/groups/rules/${rule}/lifecycle/activate`);
    const { events } = await org.audit.read(TODAY);
    const added = events.filter(({ op, holder }) => op === 'add' && holder === '00uLee');
    expect(added).toMatchObject([{ target: '00gPlatform', actor: { kind: 'rule', native: rule } }]);
    expect(events).toContainEqual(expect.objectContaining({ op: 'alter', target: '00uLee' }));
  });

  test('reads only the window asked for', async () => {
    await callAs(org.sandbox, 'PUT', '/api/v1/groups/00gEmpty/users/00uAli');
    const { events } = await org.audit.read({ from: plus(NOON, 1000), to: plus(NOON, DAY) });
    expect(events).toEqual([]);
  });

  test('reads every page, one call each', async () => {
    for (let at = 0; at < 600; at += 1) {
      const method = at % 2 === 0 ? 'PUT' : 'DELETE';
      await callAs(org.sandbox, method, '/api/v1/groups/00gEmpty/users/00uAli');
      await callAs(org.sandbox, method, '/api/v1/groups/00gEmpty/users/00uDana');
    }
    const before = org.sandbox.runtime.calls.length;
    const { complete, events } = await org.audit.read(TODAY);
    expect([complete, events.length]).toEqual([true, 1200]);
    expect(org.sandbox.runtime.calls.length - before).toBe(2);
  });

  test.each([
    [{ kind: 'denied' }, 'PROVIDER_DENIED'],
    [{ kind: 'status', status: 200, body: '<html>', contentType: 'text/html' }, 'PROVIDER_MALFORMED'],
  ] as const)('a log that answers %j is incomplete, with the reason', async (effect, code) => {
    fault(org.sandbox, LOGS, effect);
    const { complete, events, failures } = await org.audit.read(TODAY);
    expect([complete, events, failures.map((each) => each.code)]).toEqual([false, [], [code]]);
  });

  test('a window that begins before Okta keeps events is incomplete', async () => {
    const { complete } = await org.audit.read({ from: plus(NOON, -120 * DAY), to: NOON });
    expect(complete).toBe(false);
  });
});

describe('the Okta audit source on events that the sandbox does not write', () => {
  const target = [
    { id: '00uAli', type: 'User', alternateId: 'ali@example.com', displayName: 'Ali Ray' },
    { id: '00gEmpty', type: 'UserGroup', alternateId: null, displayName: 'nobody' },
  ];
  const read = async (more: Record<string, unknown>) => {
    const event = {
      uuid: '1',
      published: '2026-11-21T12:00:00.000Z',
      eventType: 'group.user_membership.add',
      actor: { id: '00u1', type: 'User', alternateId: 'dana@example.com', displayName: 'Dana Fox' },
      target,
      ...more,
    };
    const server = await serve(() => ({ body: [event] }));
    const answer = await oktaAdapters(configFor(server.url)).audit.read(TODAY);
    await server.close();
    return answer;
  };

  test.each([
    ['SystemPrincipal', 'service'],
    ['PublicClientApp', 'token'],
    ['SomethingNew', 'unknown'],
  ])('an actor of type %s is a %s', async (type, kind) => {
    const { events } = await read({ actor: { id: 'x1', type, alternateId: null, displayName: null } });
    expect(events[0]?.actor).toEqual({ kind, native: 'x1', name: 'x1' });
  });

  test.each([
    ['an attempt that failed', { outcome: { result: 'FAILURE' } }],
    ['an event that touches nothing', { eventType: 'group.lifecycle.create', target: null }],
  ])('%s is no change', async (_, more) => {
    expect(await read(more)).toEqual({ complete: true, events: [], failures: [] });
  });

  test('a rename of a group is an alteration of it', async () => {
    expect((await read({ eventType: 'group.profile.update' })).events).toMatchObject([
      { op: 'alter', target: '00gEmpty' },
    ]);
  });

  test.each([
    ['without its group', { target: target.slice(0, 1) }],
    ['without a holder', { target: target.slice(1) }],
    ['without an actor', { actor: null }],
    ['at no time', { published: 'yesterday' }],
  ])('H4.19 a membership %s is said, and blinds nothing', async (_, more) => {
    const { complete, events, failures } = await read(more);
    expect([complete, events, failures.map(({ code }) => code)]).toEqual([true, [], ['PROVIDER_MALFORMED']]);
  });
});
