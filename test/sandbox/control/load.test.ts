import { loadSeed } from '../../../sandbox/control/load.js';
import type { SeedFits } from '../../../sandbox/control/seed-schema.js';
import { people } from '../okta/_org.js';
import { controlled, WORLD } from './_control.js';

/** Compiles only while every published seed fits the schema. */
const FITS: SeedFits = true;

describe('loading a seed', () => {
  it('fits the published type', () => expect(FITS).toBe(true));

  it('says what it made, and what it changed when it is loaded again', async () => {
    const there = controlled();
    const first = await there.control('POST', '/load', WORLD);
    expect(first).toEqual({
      status: 200,
      json: {
        loaded: {
          'aws.accounts': { created: 1, updated: 0 },
          'aws.users': { created: 2, updated: 0 },
          'aws.groups': { created: 1, updated: 0 },
          'aws.permissionSets': { created: 1, updated: 0 },
          'aws.memberships': { created: 1, updated: 0 },
          'aws.assignments': { created: 1, updated: 0 },
          'okta.users': { created: 2, updated: 0 },
          'okta.groups': { created: 2, updated: 0 },
          'okta.memberships': { created: 1, updated: 0 },
          'okta.rules': { created: 1, updated: 0 },
          'okta.pushMappings': { created: 1, updated: 0 },
          'okta.apps': { created: 1, updated: 0 },
          'okta.appUsers': { created: 1, updated: 0 },
          'okta.appGroups': { created: 1, updated: 0 },
        },
      },
    });
    const before = (await there.control('GET', '/summary')).json;
    const again = await there.control('POST', '/load', WORLD);
    expect(again.json.loaded['okta.users']).toEqual({ created: 0, updated: 2 });
    expect((await there.control('GET', '/summary')).json).toEqual(before);
  });

  it('H1.5 holds a group of a directory beside the one of the same name, each with its members', async () => {
    const there = controlled(WORLD);
    const groups = [{ id: '00gDirectory', name: 'admins', type: 'APP_GROUP' }];
    const memberships = [{ group: '00gDirectory', user: 'ann@example.com' }];
    const more = { schema: 'writ.sandbox-seed/1', okta: { groups, memberships } };
    expect((await there.control('POST', '/load', more)).status).toBe(200);
    const { okta } = (await there.control('GET', '/state')).json;
    const named = okta.groups.filter(({ name }: { name: string }) => name === 'admins');
    expect(named.map(({ type }: { type: string }) => type).sort()).toEqual(['APP_GROUP', 'OKTA_GROUP']);
    expect(
      okta.memberships.filter(({ groupId }: { groupId: string }) => groupId === '00gDirectory'),
    ).toMatchObject([{ user: 'ann@example.com' }]);
    expect(okta.memberships).toContainEqual(
      expect.objectContaining({ group: 'admins', user: 'root@example.com' }),
    );
  });

  it('writes no audit event', () => {
    const { runtime } = controlled(WORLD);
    expect([runtime.cloudTrail, runtime.oktaLog]).toEqual([[], []]);
  });

  it('applies rules and pushes as if they had always been there', async () => {
    const { json } = await controlled(WORLD).control('GET', '/state');
    expect(json.okta.memberships).toMatchObject([
      { group: 'admins', user: 'root@example.com', by: 'direct' },
      { group: 'platform', user: 'ann@example.com', by: 'rule' },
    ]);
    expect(json.aws.memberships).toMatchObject([
      { group: 'Admins', user: 'root@example.com' },
      { group: 'Direct', user: 'root@example.com' },
    ]);
    expect(json.aws.permissionSets).toMatchObject([
      { name: 'Reader', sessionDuration: 'PT4H', provisioned: { '200000000001': 1 } },
    ]);
  });

  it('assigns the members of an assigned group as if they had always been, also who comes with a later seed', async () => {
    const there = controlled(WORLD);
    const more = { memberships: [{ group: 'platform', user: 'root@example.com' }] };
    await there.control('POST', '/load', { schema: WORLD.schema, okta: more });
    const late = { appUsers: [{ app: 'crm', user: 'ann@example.com' }] };
    const before = (await there.control('GET', '/state')).json.okta.appUsers;
    await there.control('POST', '/load', { schema: WORLD.schema, okta: late });
    const after = (await there.control('GET', '/state')).json.okta;
    expect([before, after.appUsers, after.appGroups]).toMatchObject([
      [
        { app: 'CRM', user: 'ann@example.com', scope: 'GROUP' },
        { app: 'CRM', user: 'root@example.com', scope: 'USER' },
      ],
      [
        { app: 'CRM', user: 'ann@example.com', scope: 'USER' },
        { app: 'CRM', user: 'root@example.com', scope: 'USER' },
      ],
      [{ app: 'CRM', group: 'platform', priority: 0 }],
    ]);
  });

  it('knows an app by its id where the seed gives one, and by its label else', async () => {
    const there = controlled(WORLD);
    const apps = [
      { id: '0oaTwin', label: 'CRM' },
      { label: 'crm', status: 'INACTIVE' },
    ];
    await there.control('POST', '/load', { schema: WORLD.schema, okta: { apps } });
    const { okta } = (await there.control('GET', '/state')).json;
    expect(okta.apps.filter(({ label }: { label: string }) => /crm/i.test(label))).toMatchObject([
      { id: '0oaTwin', status: 'ACTIVE' },
      { name: 'salesforce', status: 'INACTIVE' },
    ]);
  });

  it('makes the same ids from the same seed', async () => {
    const state = async () => JSON.stringify((await controlled(WORLD).control('GET', '/state')).json);
    expect(await state()).toBe(await state());
  });

  it.each([
    [{ schema: 'other' }, 'schema', /writ\.sandbox-seed\/1/],
    [{ ...WORLD, azure: {} }, '(root)', /unknown field `azure`; allowed are `schema`, `aws`, `okta`/],
    [{ ...WORLD, okta: { users: [{ login: 'x' }] } }, 'okta.users[0].firstName', /string/],
    [
      { ...WORLD, okta: { users: [{ login: 'x', firstName: 'a', lastName: 'b', status: 'DEAD' }] } },
      'okta.users[0].status',
      /"ACTIVE"/,
    ],
    [{ ...WORLD, aws: { accounts: [{ id: '12', name: 'x' }] } }, 'aws.accounts[0].id', /twelve digits/],
    [
      {
        schema: WORLD.schema,
        okta: { ...WORLD.okta, memberships: [{ group: 'admin', user: 'ann@example.com' }] },
      },
      'okta.memberships[0].group',
      /no Okta group is named `admin`; closest are `admins`/,
    ],
    [
      {
        schema: WORLD.schema,
        aws: {
          assignments: [{ permissionSet: 'Reader', account: '200000000001', type: 'USER', principal: 'x' }],
        },
      },
      'aws.assignments[0].permissionSet',
      /no permission set/,
    ],
    [
      {
        schema: WORLD.schema,
        okta: { groups: [{ name: 'a' }], rules: [{ name: 'r', expression: 'magic()', groups: ['a'] }] },
      },
      'okta.rules[0].expression',
      /is not evaluated/,
    ],
  ])('refuses what is wrong and says where (%#)', async (seed, path, message) => {
    const there = controlled();
    const { status, json } = await there.control('POST', '/load', seed);
    expect([status, json.error.code]).toEqual([400, 'malformed']);
    expect(json.error.problems[0]).toMatchObject({ path, message: expect.stringMatching(message) });
  });

  it('loads nothing of a seed that is wrong anywhere', async () => {
    const there = controlled();
    const before = (await there.control('GET', '/state')).json;
    const wrong = {
      ...WORLD,
      okta: { ...WORLD.okta, memberships: [{ group: 'nowhere', user: 'ann@example.com' }] },
    };
    expect((await there.control('POST', '/load', wrong)).status).toBe(400);
    expect((await there.control('GET', '/state')).json).toEqual(before);
  });

  it('takes ten thousand memberships', () => {
    const { runtime } = controlled();
    const users = people(5000);
    const memberships = users.flatMap(({ login }) => ['a', 'b'].map((group) => ({ group, user: login })));
    const summary = loadSeed(runtime, {
      schema: 'writ.sandbox-seed/1',
      okta: {
        users,
        groups: [{ name: 'a' }, { name: 'b' }],
        memberships,
        pushMappings: [{ group: 'a', target: 'A' }],
      },
    });
    expect(summary['okta.memberships']).toEqual({ created: 10_000, updated: 0 });
    expect(runtime.world.aws.memberships.size).toBe(5000);
  });
});
