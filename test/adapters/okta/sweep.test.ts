import { plain } from '../../_helpers/observed.js';
import type { OktaConfig } from '../../../lib/adapters/okta/index.js';
import { instantOf } from '../../../lib/kernel/index.js';
import type { SourceSweep } from '../../../lib/inventory/index.js';
import type { Fault, Sandbox } from '../../../sandbox/index.js';
import { fault, MEMBERS, startOrg } from './_org.js';

type Org = Awaited<ReturnType<typeof startOrg>>;

describe('the Okta sweep', () => {
  let org: Org;
  beforeEach(async () => {
    org = await startOrg();
  });
  afterEach(() => org.sandbox.close());

  const members = (sweep: SourceSweep, group: string) =>
    plain(sweep.seen)
      .memberships.filter((each) => each.group === group)
      .map(({ user }) => user);
  const failed = (sweep: SourceSweep) =>
    sweep.completeness.failures.map(({ part, error }) => [
      part.part === 'group' ? part.name : part.part === 'listing' ? part.of : part.part,
      error.code,
    ]);

  test('sees every user, the deactivated too', async () => {
    const { seen } = await org.source.sweep();
    expect(seen.users.map(({ native, status }) => [native, status])).toEqual([
      ['00uAli', 'active'],
      ['00uDana', 'active'],
      ['00uLee', 'gone'],
      ['00uSam', 'suspended'],
    ]);
    expect(seen.users[1]).toEqual({
      native: '00uDana',
      login: 'dana@example.com',
      displayName: 'Dana Fox',
      email: 'dana@example.com',
      employeeNumber: '10482',
      status: 'active',
    });
  });

  test('sees every group with its origin, and every membership', async () => {
    const { seen, completeness } = await org.source.sweep();
    expect(plain(seen).groups.map(({ ref, origin }) => [ref.name, origin])).toEqual([
      ['prod-admins', 'managed'],
      ['nobody', 'managed'],
      ['Everyone', 'service'],
      ['imported', 'app'],
      ['platform', 'managed'],
    ]);
    expect(members({ seen } as SourceSweep, '00gAdmins')).toEqual(['00uAli', '00uDana']);
    expect(completeness).toMatchObject({ complete: true, listed: 12, answered: 12, failures: [] });
  });

  test('tells a membership that a rule accounts for from one made by hand', async () => {
    const { seen } = await org.source.sweep();
    expect(plain(seen).memberships.filter(({ group }) => group === '00gPlatform')).toEqual([
      { group: '00gPlatform', user: '00uAli' },
      { group: '00gPlatform', user: '00uDana', rule: 'platform people' },
      { group: '00gPlatform', user: '00uSam', rule: 'platform people' },
    ]);
  });

  test('sees what is pushed to Identity Center, by the id that the target has', async () => {
    const { seen } = await org.source.sweep();
    const target = [...org.sandbox.runtime.world.aws.groups.values()].find(
      (each) => each.displayName === 'prod-admins',
    );
    expect(seen.pushes).toEqual([
      { from: '00gAdmins', toName: 'prod-admins', toNative: target?.id, active: true },
    ]);
  });

  test('finds the app by itself or takes the one configured', async () => {
    const appId = org.sandbox.runtime.world.okta.awsAppId;
    const { seen } = await org.adaptersWith({ pushAppId: appId }).source.sweep();
    expect(seen.pushes).toHaveLength(1);
    const other = await org.adaptersWith({ pushAppId: '0oaOther' }).source.sweep();
    expect(failed(other)).toEqual([['push-mappings', 'PROVIDER_NOT_FOUND']]);
  });

  test('makes one call per page and none per membership', async () => {
    const before = org.sandbox.runtime.calls.length;
    const { completeness } = await org.source.sweep();
    // users, groups, rules, apps, the app of the pushes, its mappings, who has it by themselves and by groups, and five groups
    expect(org.sandbox.runtime.calls.length - before).toBe(13);
    expect(completeness.calls).toBe(13);
  });

  test('REQ-076 says what it does not model, every time', async () => {
    const { uncovered } = await org.source.sweep();
    expect(uncovered.join('\n')).toMatch(
      /admin roles[\s\S]*group pushes of apps other[\s\S]*owners of Okta groups/,
    );
  });

  test('H1.4 names a rule that it cannot evaluate, and does not tell the cause of its members', async () => {
    const rules = [...org.sandbox.runtime.world.okta.rules.values()];
    rules[0]!.expression = 'String.startsWith(user.department, "Plat")';
    const { seen, uncovered } = await org.source.sweep();
    expect(uncovered.join('\n')).toContain('`platform people`');
    expect(plain(seen).memberships.filter(({ group }) => group === '00gPlatform')).toEqual(
      ['00uAli', '00uDana', '00uSam'].map((who) => ({
        group: '00gPlatform',
        user: who,
        mayBeByRule: ['platform people'],
      })),
    );
    expect(
      plain(seen)
        .memberships.filter(({ mayBeByRule }) => mayBeByRule)
        .map(({ group }) => group),
    ).toEqual(Array(3).fill('00gPlatform'));
  });

  test('H1.4 does not tell the cause of anybody where the rules are denied', async () => {
    fault(org.sandbox, 'okta:GET /api/v1/groups/rules', { kind: 'denied' });
    const { seen } = await org.source.sweep();
    expect(plain(seen).memberships.every(({ mayBeByRule }) => mayBeByRule?.length === 0)).toBe(true);
  });

  test('lists the rules with the groups that they aim at', async () => {
    const { seen } = await org.source.sweep();
    expect(seen.rules).toEqual([
      {
        native: expect.stringMatching(/^0pr/),
        name: 'platform people',
        active: true,
        groups: ['00gPlatform'],
      },
    ]);
  });

  test('tells its progress', async () => {
    const heard: [number, number][] = [];
    await org.source.sweep({ onProgress: (answered, listed) => heard.push([answered, listed]) });
    expect(heard.at(-1)).toEqual([12, 12]);
  });

  test('an abort rejects', async () => {
    const reason = new Error('stopped');
    await expect(org.source.sweep({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test.each<[Fault['effect'], string]>([
    [{ kind: 'denied' }, 'PROVIDER_DENIED'],
    [{ kind: 'unauthorized' }, 'PROVIDER_UNAUTHORIZED'],
    [{ kind: 'throttle' }, 'PROVIDER_THROTTLED'],
    [{ kind: 'status', status: 500 }, 'PROVIDER_UNAVAILABLE'],
    [{ kind: 'status', status: 200, body: '<html></html>', contentType: 'text/html' }, 'PROVIDER_MALFORMED'],
    [{ kind: 'half-body' }, 'PROVIDER_MALFORMED'],
    [{ kind: 'drop' }, 'PROVIDER_UNAVAILABLE'],
  ])('a group that answers %j is a failure of that group, and the others stand', async (effect, code) => {
    fault(org.sandbox, MEMBERS, effect, { where: { id: '00gAdmins' } });
    const sweep = await org.source.sweep();
    expect(failed(sweep)).toEqual([['prod-admins', code]]);
    expect(sweep.completeness).toMatchObject({ complete: false, listed: 12, answered: 11 });
    expect(members(sweep, '00gPlatform')).toHaveLength(3);
  });

  test.each<[string, string]>([
    ['okta:GET /api/v1/users', 'users'],
    ['okta:GET /api/v1/groups', 'groups'],
    ['okta:GET /api/v1/groups/rules', 'group-rules'],
    ['okta:GET /api/v1/apps/{appId}/group-push/mappings', 'push-mappings'],
  ])('a denied %s is a failure of the listing of %s, never an empty one', async (match, of) => {
    fault(org.sandbox, match, { kind: 'denied' });
    const sweep = await org.source.sweep();
    expect(failed(sweep)).toEqual([[of, 'PROVIDER_DENIED']]);
    expect(sweep.completeness.complete).toBe(false);
  });

  test('a denied listing of apps hides the pushes and who has which app', async () => {
    fault(org.sandbox, 'okta:GET /api/v1/apps', { kind: 'denied' });
    const sweep = await org.source.sweep();
    expect(failed(sweep)).toEqual([
      ['apps', 'PROVIDER_DENIED'],
      ['push-mappings', 'PROVIDER_DENIED'],
    ]);
    expect(sweep.completeness.complete).toBe(false);
  });

  test('who is in a group is known even where the listing of users is denied', async () => {
    fault(org.sandbox, 'okta:GET /api/v1/users', { kind: 'denied' });
    const { seen } = await org.source.sweep();
    expect(seen.users.map(({ native }) => native)).toEqual(['00uAli', '00uDana', '00uSam']);
  });
});

describe('the Okta sweep over many pages', () => {
  const people = Array.from({ length: 1100 }, (_, at) => ({
    login: `user${at}@example.com`,
    firstName: 'User',
    lastName: String(at),
  }));
  const crowd = {
    schema: 'writ.sandbox-seed/1',
    okta: {
      users: people,
      groups: [{ id: '00gCrowd', name: 'crowd' }],
      memberships: people.map(({ login }) => ({ group: 'crowd', user: login })),
    },
  };
  let org: Org;
  beforeEach(async () => {
    org = await startOrg({ seed: crowd });
  });
  afterEach(() => org.sandbox.close());

  const again = (limits: NonNullable<OktaConfig['limits']>): Org => ({
    ...org,
    ...org.adaptersWith({ limits }),
  });
  const sweepWith = async (effect?: Fault['effect'], more: Partial<Fault> = {}) => {
    if (effect) fault(org.sandbox, MEMBERS, effect, more);
    const { seen, completeness } = await org.source.sweep();
    return {
      members: plain(seen).memberships.length,
      codes: completeness.failures.map(({ error }) => error.code),
    };
  };

  test('misses nobody', async () => {
    expect(await sweepWith()).toEqual({ members: 1100, codes: [] });
  });

  test('an empty page in the middle loses nobody', async () => {
    expect(await sweepWith({ kind: 'empty-page' }, { skip: 1, times: 1 })).toEqual({
      members: 1100,
      codes: [],
    });
  });

  test('a page that fails once is read again alone', async () => {
    const before = org.sandbox.runtime.calls.length;
    expect(await sweepWith({ kind: 'half-body' }, { skip: 1, times: 1 })).toEqual({
      members: 1100,
      codes: [],
    });
    const pages = membersCalls(org.sandbox, before);
    expect(pages).toBe(3);
  });

  test('a listing denied half-way keeps what was read and is a failure', async () => {
    expect(await sweepWith({ kind: 'denied' }, { skip: 1 })).toEqual({
      members: 1000,
      codes: ['PROVIDER_DENIED'],
    });
  });

  test('a next link to another host is not followed', async () => {
    expect(await sweepWith({ kind: 'foreign-link', host: 'evil.test' })).toEqual({
      members: 1000,
      codes: ['PROVIDER_FOREIGN_LINK'],
    });
  });

  test.each(['<{next}>; foo; rel="next"', '<{self}>; rel=self, <{next}>; title="a\\"b"; REL="Next"'])(
    'H4.21 over the wire a link written %s is followed',
    async (header) => {
      expect(await sweepWith({ kind: 'link', header })).toEqual({ members: 1100, codes: [] });
    },
  );

  test.each(['<{next}>; rel="next', '{next}; rel="next"', 'next', ''])(
    'H4.21 over the wire a full page with the header `%s` is no end: presence stands, absence does not',
    async (header) => {
      expect(await sweepWith({ kind: 'link', header })).toEqual({
        members: 1000,
        codes: ['PROVIDER_MALFORMED'],
      });
    },
  );

  test.each([
    ['empty', 0],
    ['same', 1000],
  ] as const)('H4.21 over the wire pages that are %s and never end are a failure', async (page, members) => {
    org = again({ mostPages: 20 });
    expect(await sweepWith({ kind: 'endless', page })).toEqual({ members, codes: ['PROVIDER_MALFORMED'] });
  });

  test.each([{}, { concurrent: true } as const])(
    'H4.21 over the wire nine refusals whose reset has passed lose nobody (%j)',
    async (more) => {
      const refusal = { kind: 'throttle', retryAfterSeconds: 0, ...more } as const;
      expect(await sweepWith(refusal, { times: 9 })).toEqual({ members: 1100, codes: [] });
    },
  );

  test('H4.21 exactly one full page is whole, as Okta links it to itself', async () => {
    const whole = { ...crowd, okta: { ...crowd.okta, memberships: crowd.okta.memberships.slice(0, 1000) } };
    await org.sandbox.close();
    org = await startOrg({ seed: whole });
    expect(await sweepWith()).toEqual({ members: 1000, codes: [] });
  });

  test('waits out a rate limit and then reads on', async () => {
    expect(await sweepWith({ kind: 'throttle', retryAfterSeconds: 9 }, { times: 2 })).toEqual({
      members: 1100,
      codes: [],
    });
    expect(Math.max(...org.clock.waits)).toBe(9000);
  });
});

describe('the Okta sweep under the rate limits of a real org', () => {
  test('slows down by itself and is never refused', async () => {
    const groups = Array.from({ length: 520 }, (_, at) => ({ name: `group ${at}` }));
    const { sandbox, adaptersWith } = await startOrg({
      seed: { schema: 'writ.sandbox-seed/1', okta: { groups } },
      settings: { enforceLimits: true },
    });
    const { runtime } = sandbox;
    const clock = {
      now: () => instantOf(runtime.now()),
      sleep: async (span: number) => runtime.advance(span),
    };
    const { completeness } = await adaptersWith({ clock }).source.sweep();
    await sandbox.close();

    expect(completeness).toMatchObject({ complete: true, answered: 527 });
    expect(runtime.calls.filter(({ status }) => status === 429)).toEqual([]);
  });
});

function membersCalls({ runtime }: Sandbox, from: number): number {
  return runtime.calls
    .slice(from)
    .filter(({ operation }) => operation.endsWith('/users') && operation.includes('groups')).length;
}
