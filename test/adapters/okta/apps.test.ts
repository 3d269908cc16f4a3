import {
  readAppGroups,
  readApps,
  readAppUsers,
  type SeenApp,
  type SeenAppGroup,
  type SeenAppUser,
} from '../../../lib/adapters/okta/apps.js';
import { OktaClient } from '../../../lib/adapters/okta/client.js';
import { isWritError } from '../../../lib/kernel/index.js';
import { GROUPS, startApps, USERS, type AppsOrg } from './_apps.js';
import { fault } from './_org.js';
import { configFor, serve, type Reply, type Server } from './_server.js';

const APPS = 'okta:GET /api/v1/apps';

/** What was handed over, and the code of what was thrown at the end. */
async function collected<T>(read: (take: (each: T) => void) => Promise<void>) {
  const seen: T[] = [];
  try {
    await read((each) => seen.push(each));
    return { seen, code: undefined };
  } catch (error) {
    return { seen, code: isWritError(error) ? error.code : 'not a WritError' };
  }
}

describe('reading the apps of Okta', () => {
  let org: AppsOrg;
  beforeEach(async () => {
    org = await startApps();
  });
  afterEach(() => org.sandbox.close());

  const apps = () => collected<SeenApp>((take) => readApps(org.client, take));
  const users = (app = '0oaCrm') => collected<SeenAppUser>((take) => readAppUsers(org.client, app, take));
  const groups = (app = '0oaCrm') => collected<SeenAppGroup>((take) => readAppGroups(org.client, app, take));

  test('tells every app, inactive ones too', async () => {
    const { seen, code } = await apps();
    expect([seen.map(({ id, status }) => [id, status]), code]).toEqual([
      [
        ['0oaSandboxAwsIdc0000', 'ACTIVE'],
        ['0oaCrm', 'ACTIVE'],
        ['0oaOld', 'INACTIVE'],
      ],
      undefined,
    ]);
  });

  test('tells who has an app, and whether individually or by a group', async () => {
    const { seen } = await users();
    expect(seen).toEqual([
      { app: '0oaCrm', user: '00uann', by: 'individual', status: 'ACTIVE' },
      { app: '0oaCrm', user: '00udee', by: 'individual', status: 'ACTIVE' },
      { app: '0oaCrm', user: '00uben', by: 'group', status: 'ACTIVE' },
      { app: '0oaCrm', user: '00ucid', by: 'group', status: 'ACTIVE' },
    ]);
  });

  test('tells the groups of an app with priority and profile', async () => {
    expect((await groups()).seen).toEqual([
      { app: '0oaCrm', group: '00gsales', priority: 0, profile: { role: 'Seller' } },
      { app: '0oaCrm', group: '00gleads', priority: 1, profile: { role: 'Lead' } },
    ]);
  });

  test('an app that is there and has nobody is an empty list, one that is gone a failure', async () => {
    expect([await users('0oaOld'), await groups('0oaOld')]).toEqual([
      { seen: [], code: undefined },
      { seen: [], code: undefined },
    ]);
    expect([(await users('0oaGone')).code, (await groups('0oaGone')).code]).toEqual([
      'PROVIDER_NOT_FOUND',
      'PROVIDER_NOT_FOUND',
    ]);
  });

  test.each([
    ['denied', 'PROVIDER_DENIED'],
    ['unauthorized', 'PROVIDER_UNAUTHORIZED'],
    ['throttle', 'PROVIDER_THROTTLED'],
    ['drop', 'PROVIDER_UNAVAILABLE'],
    ['half-body', 'PROVIDER_MALFORMED'],
  ] as const)('a listing that is %s is a failure and never nothing', async (kind, code) => {
    for (const match of [APPS, USERS, GROUPS]) fault(org.sandbox, match, { kind });
    expect([await apps(), await users(), await groups()]).toEqual([
      { seen: [], code },
      { seen: [], code },
      { seen: [], code },
    ]);
  });

  test('a server error is tried again, and believed when it stays', async () => {
    fault(org.sandbox, USERS, { kind: 'status', status: 503 }, { times: 2 });
    expect((await users()).seen).toHaveLength(4);
    fault(org.sandbox, GROUPS, { kind: 'status', status: 500 });
    expect((await groups()).code).toBe('PROVIDER_UNAVAILABLE');
  });
});

describe('app listings that no honest Okta sends', () => {
  let server: Server;
  afterEach(() => server.close());

  const read = async (...pages: Reply[]) => {
    server = await serve((_, call) => pages[call] ?? { status: 404 });
    const client = new OktaClient(configFor(server.url));
    return collected<SeenAppUser>((take) => readAppUsers(client, '0oa1', take));
  };
  const row = (id: string, scope: unknown = 'USER') => ({ id, scope, status: 'ACTIVE' });
  const next = (text: string) => ({
    link: `<${server.url}/api/v1/apps/0oa1/users?after=${text}>; rel="next"`,
  });

  test.each(['BOTH', undefined, null])('a scope %j is malformed, and the others stand', async (scope) => {
    const { seen, code } = await read({ body: [{ ...row('00u1'), scope }, row('00u2')] });
    expect([seen.map(({ user }) => user), code]).toEqual([['00u2'], 'PROVIDER_MALFORMED']);
  });

  test('a second page that is denied leaves the first standing and fails the listing', async () => {
    const pages = [
      (response: Parameters<Extract<Reply, (...args: never) => unknown>>[0]) => {
        response.writeHead(200, { 'content-type': 'application/json', ...next('2') });
        response.end(JSON.stringify([row('00u1')]));
      },
      { status: 403, body: { errorCode: 'E0000006' } },
    ];
    const { seen, code } = await read(...pages);
    expect([seen.map(({ user }) => user), code]).toEqual([['00u1'], 'PROVIDER_DENIED']);
  });

  test('an app that is deleted is none, one of a status that Okta adds one day is', async () => {
    const app = (id: string, status: string) => ({ id, name: 'n', label: 'l', status });
    server = await serve(() => ({ body: [app('0oa1', 'DELETED'), app('0oa2', 'ARCHIVED')] }));
    const client = new OktaClient(configFor(server.url));
    const { seen } = await collected<SeenApp>((take) => readApps(client, take));
    expect(seen.map(({ id }) => id)).toEqual(['0oa2']);
  });

  test('who is listed twice is told once, and twice only in two ways', async () => {
    const { seen } = await read({ body: [row('00u1', 'GROUP'), row('00u1'), row('00u1')] });
    expect(seen.map(({ user, by }) => [user, by])).toEqual([
      ['00u1', 'group'],
      ['00u1', 'individual'],
    ]);
  });
});
