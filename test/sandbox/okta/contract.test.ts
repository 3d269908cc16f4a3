import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROUTES } from '../../../sandbox/okta/routes.js';
import { describeShared } from '../../_helpers/shared.js';
import { oktaSeed, org, people, type Answer, type Json, type Org } from './_org.js';

const FILE = 'okta-management-2026.06.3-subset.json';

const SEED = oktaSeed({
  users: [
    ...people(3),
    { login: 'gone@example.com', firstName: 'Gone', lastName: 'Away', status: 'DEPROVISIONED' },
    { login: 'off@example.com', firstName: 'Off', lastName: 'Now', status: 'SUSPENDED', department: 'Sales' },
  ],
  groups: [
    { name: 'team', id: '00gTeam', description: 'The team' },
    { name: 'Everyone', id: '00gAll', type: 'BUILT_IN' },
    { name: 'app group', id: '00gApp', type: 'APP_GROUP' },
  ],
  memberships: people(3).map(({ login }) => ({ group: 'team', user: login })),
  rules: [{ name: 'sales', expression: 'user.department == "Sales"', groups: ['team'] }],
  pushMappings: [{ group: 'team', target: 'Team' }],
  apps: [
    { id: '0oaCrm', label: 'CRM', name: 'salesforce' },
    { id: '0oaWiki', label: 'Wiki', signOnMode: 'BOOKMARK' },
    { id: '0oaPay', label: 'Payments', signOnMode: 'OPENID_CONNECT', status: 'INACTIVE' },
  ],
  appUsers: [{ app: 'CRM', user: 'user00001@example.com', profile: { role: 'CEO' } }],
  appGroups: [{ app: 'CRM', group: 'team', profile: { role: 'Reader' } }],
});

/** Fields that the published description leaves optional and that every client of ours reads. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  User: ['id', 'status', 'created', 'lastUpdated', 'profile', '_links'],
  Group: [
    'id',
    'created',
    'lastUpdated',
    'lastMembershipUpdated',
    'objectClass',
    'type',
    'profile',
    '_links',
  ],
  GroupRule: ['id', 'type', 'name', 'status', 'created', 'lastUpdated', 'conditions', 'actions'],
  Application: ['id', 'name', 'label', 'status', 'signOnMode', 'features', '_links'],
  ApplicationGroupAssignment: ['id', 'lastUpdated', 'priority', 'profile', '_links'],
  AppUser: [
    'id',
    'created',
    'lastUpdated',
    'scope',
    'status',
    'statusChanged',
    'syncState',
    'credentials',
    'profile',
    '_links',
  ],
  LogEvent: [
    'uuid',
    'published',
    'eventType',
    'version',
    'severity',
    'displayMessage',
    'actor',
    'client',
    'outcome',
    'target',
    'transaction',
    'debugContext',
    'authenticationContext',
    'securityContext',
  ],
  GroupOwner: ['id', 'type', 'displayName', 'resolved', 'lastUpdated'],
  Error: ['errorCode', 'errorSummary', 'errorLink', 'errorId', 'errorCauses'],
};

describeShared("the Okta sandbox against Okta's published description", (contracts) => {
  const description = readable(JSON.parse(readFileSync(join(contracts, FILE), 'utf8')));
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true, discriminator: false });
  addFormats(ajv);
  ajv.addSchema(description, 'okta');
  const compiled = new Map<string, ValidateFunction>();

  function check(schema: string, values: readonly Json[]): void {
    const validate = compiled.get(schema) ?? ajv.compile({ $ref: `okta#/components/schemas/${schema}` });
    compiled.set(schema, validate);
    expect(values.length).toBeGreaterThan(0);
    for (const value of values) {
      validate(withoutNulls(value));
      expect(validate.errors ?? []).toEqual([]);
      expect(Object.keys(value)).toEqual(expect.arrayContaining([...(REQUIRED[schema] ?? [])]));
    }
  }

  const lists: [string, string][] = [
    ['User', '/api/v1/users'],
    [
      'User',
      `/api/v1/users?filter=${encodeURIComponent('status eq "DEPROVISIONED" or status eq "SUSPENDED"')}`,
    ],
    ['User', '/api/v1/groups/00gTeam/users'],
    ['Group', '/api/v1/groups?expand=stats'],
    ['Group', '/api/v1/users/user00001@example.com/groups'],
    ['GroupRule', '/api/v1/groups/rules?expand=groupIdToGroupNameMap'],
    ['Application', '/api/v1/apps'],
    ['Application', '/api/v1/groups/00gTeam/apps'],
    ['Application', '/api/v1/apps?includeNonDeleted=true'],
    ['SamlApplication', `/api/v1/apps?filter=${encodeURIComponent('name eq "amazon_aws_sso"')}`],
    ['BookmarkApplication', '/api/v1/apps?q=wiki'],
    ['OpenIdConnectApplication', '/api/v1/apps?q=pay&includeNonDeleted=true'],
    ['ApplicationGroupAssignment', '/api/v1/apps/0oaCrm/groups?expand=group'],
    ['AppUser', '/api/v1/apps/0oaCrm/users?expand=user'],
  ];

  it.each(lists)('answers a list of %s at %s', async (schema, url) => {
    check(schema, (await org(SEED).call('GET', url)).json);
  });

  it('answers single resources', async () => {
    const there = org(SEED);
    const get = async (url: string) => [(await there.call('GET', url)).json];
    check('User', await get('/api/v1/users/user00001@example.com'));
    check('Group', await get('/api/v1/groups/00gApp'));
    check('Application', await get('/api/v1/apps/0oaSandboxAwsIdc0000'));
    const { json: users } = await there.call('GET', '/api/v1/apps/0oaCrm/users');
    check('AppUser', await get(`/api/v1/apps/0oaCrm/users/${users[0].id}`));
    // The description of an app says of what is embedded only that it is objects; that of the assignment says more.
    const [app] = await get(`/api/v1/apps/0oaCrm?expand=user/${users[0].id}`);
    check('AppUser', [app._embedded.user]);
    check('ApplicationGroupAssignment', await get('/api/v1/apps/0oaCrm/groups/00gTeam'));
    check('RoleAssignedUsers', await get('/api/v1/iam/assignees/users'));
  });

  it('answers owners', async () => {
    const there = org(SEED);
    const { json: user } = await there.call('GET', '/api/v1/users/user00001@example.com');
    const url = '/api/v1/groups/00gTeam/owners';
    check('GroupOwner', [(await there.call('POST', url, { body: { id: user.id, type: 'USER' } })).json]);
    check('GroupOwner', (await there.call('GET', url)).json);
  });

  it('writes every kind of event', async () => {
    const there = org(SEED);
    await exercise(there);
    const { json } = await there.call('GET', '/api/v1/logs?limit=1000');
    expect(new Set(json.map((event: Json) => event.eventType)).size).toBeGreaterThan(25);
    check('LogEvent', json);
  });

  it('answers errors', async () => {
    const there = org(SEED);
    const refusals: Answer[] = [
      await there.call('GET', '/api/v1/groups', { token: '' }),
      await there.call('GET', '/api/v1/groups/none'),
      await there.call('POST', '/api/v1/users', { body: { profile: {} } }),
      await there.call('GET', '/api/v1/groups?search=x'),
      await there.call('GET', '/api/v1/apps/none/users'),
      await there.call('GET', '/api/v1/apps/0oaCrm/users/none'),
      await there.call('DELETE', '/api/v1/apps/0oaCrm'),
    ];
    check(
      'Error',
      refusals.map((answer) => answer.json),
    );
  });

  it('serves no path that the description does not know, but for the few named here', () => {
    const elsewhere = [
      /group-push\/mappings/,
      /^\/api\/v1\/apps\/\{id\}\/lifecycle\//,
      /^\/api\/v1\/org$/,
      /^\/\.well-known\//,
    ];
    const known = new Set(Object.keys(description.paths).map(shapeOf));
    const strange = ROUTES.map((route) => route.path).filter(
      (path) => !known.has(shapeOf(path)) && !elsewhere.some((each) => each.test(path)),
    );
    expect(strange).toEqual([]);
  });
});

/** Okta answers null where its description says string (an absent description, most of a log event); so do we. */
function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, each]) => each !== null);
  return Object.fromEntries(present.map(([key, each]) => [key, withoutNulls(each)]));
}

function shapeOf(path: string): string {
  return path.replace(/\{[^}]*\}/g, '{}');
}

/** One of nearly everything that leaves an event. */
async function exercise(there: Org): Promise<void> {
  const body = {
    profile: {
      login: 'n@example.com',
      email: 'n@example.com',
      firstName: 'N',
      lastName: 'N',
      department: 'Sales',
    },
    credentials: { password: { value: 'x' } },
  };
  const { json: user } = await there.call('POST', '/api/v1/users', { body });
  await there.call('DELETE', `/api/v1/groups/00gTeam/users/${user.id}`);
  await there.call('PUT', `/api/v1/groups/00gTeam/users/${user.id}`);
  await there.call('POST', '/api/v1/groups/00gTeam/owners', { body: { id: user.id, type: 'USER' } });
  await there.call('DELETE', `/api/v1/groups/00gTeam/owners/${user.id}`);
  for (const step of ['suspend', 'unsuspend', 'deactivate'])
    await there.call('POST', `/api/v1/users/${user.id}/lifecycle/${step}`);
  await there.call('DELETE', `/api/v1/users/${user.id}`);
  const { json: group } = await there.call('POST', '/api/v1/groups', { body: { profile: { name: 'x' } } });
  await there.call('PUT', `/api/v1/groups/${group.id}`, { body: { profile: { name: 'y' } } });
  const [rule] = (await there.call('GET', '/api/v1/groups/rules')).json;
  await there.call('POST', `/api/v1/groups/rules/${rule.id}/lifecycle/deactivate`);
  await there.call('PUT', `/api/v1/groups/rules/${rule.id}`, { body: rule });
  await there.call('POST', `/api/v1/groups/rules/${rule.id}/lifecycle/activate`);
  const mappings = '/api/v1/apps/0oaSandboxAwsIdc0000/group-push/mappings';
  const { json: mapping } = await there.call('POST', mappings, { body: { sourceGroupId: group.id } });
  await there.call('PATCH', `${mappings}/${mapping.id}`, { body: { status: 'INACTIVE' } });
  await there.call('DELETE', `${mappings}/${mapping.id}`);
  const app = '/api/v1/apps/0oaWiki';
  for (const name of ['00gTeam', group.id]) await there.call('PUT', `${app}/groups/${name}`);
  await there.call('PUT', `${app}/groups/00gTeam`, { body: { priority: 3 } });
  await there.call('POST', `${app}/users`, { body: { id: (await someone(there)).id } });
  await there.call('DELETE', `${app}/groups/00gTeam`);
  await there.call('DELETE', `${app}/users/${(await someone(there)).id}`);
  await there.call('PUT', app, { body: { label: 'Encyclopedia' } });
  for (const step of ['deactivate', 'activate', 'deactivate'])
    await there.call('POST', `${app}/lifecycle/${step}`);
  await there.call('DELETE', app);
  await there.call('POST', '/api/v1/apps', { body: { label: 'New', signOnMode: 'BOOKMARK' } });
  await there.call('DELETE', `/api/v1/groups/${group.id}`);
}

async function someone(there: Org): Promise<Json> {
  return (await there.call('GET', '/api/v1/users/user00002@example.com')).json;
}

/** `oneOf` as `anyOf`, `nullable` as a type, and no discriminators: what ajv needs of an OpenAPI 3.0 description. */
function readable(node: Json): Json {
  if (Array.isArray(node)) return node.map(readable);
  if (typeof node !== 'object' || node === null) return node;
  const { discriminator: _, oneOf, nullable, ...rest } = node;
  const read: Json = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, readable(value)]));
  if (oneOf !== undefined) read.anyOf = readable(oneOf);
  if (nullable === true && typeof read.type === 'string') read.type = [read.type, 'null'];
  return read;
}
