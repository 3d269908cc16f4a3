import { readScimEndpoint } from '../../../lib/adapters/feeds/scim/endpoint.js';
import { readIdentity } from '../../../lib/adapters/feeds/read.js';
import { delegationFor, type RawFeed } from '../../../lib/identity/index.js';
import { branded, parseInstant } from '../../../lib/kernel/index.js';
import { waitingClock } from '../okta/_server.js';
import { employment, listResponse, scimService, scimUser, type ScimAnswer } from './_scim.js';

const NOON = parseInstant('2026-11-21T12:00:00Z');
const TOKEN = 'h480djs93hd8';
const USERS = ['1', '2', '3', '4', '5'].map((worker) => scimUser(`id-${worker}`, worker));

let close: () => Promise<void> = async () => undefined;
afterEach(() => close());

async function service(users: readonly unknown[] = USERS, instead?: Parameters<typeof scimService>[1]) {
  const opened = await scimService(users, instead);
  close = opened.close;
  return opened;
}

const read = (url: string, limits: object = {}, asOf = NOON): Promise<RawFeed> =>
  readScimEndpoint('hr', { url, token: TOKEN, limits }, 'scim', { asOf, clock: waitingClock() });

describe('a SCIM service is read whole', () => {
  it('page by page, with a bearer token, as many as it says', async () => {
    const { url, requests } = await service();
    const feed = await read(url);
    expect(feed.rows.map((row) => row['worker_id'])).toEqual(['1', '2', '3', '4', '5']);
    expect(requests.map((each) => each.url)).toEqual([
      '/scim/v2/Users?startIndex=1&count=200',
      '/scim/v2/Users?startIndex=3&count=200',
      '/scim/v2/Users?startIndex=5&count=200',
    ]);
    expect(requests.map((each) => each.headers.authorization)).toEqual(Array(3).fill(`Bearer ${TOKEN}`));
    expect(feed.manifest).toMatchObject({ rows: 5, generatedAt: NOON, observedAt: NOON });
  });

  it('gives the same feed in whatever order the service lists', async () => {
    const one = await read((await service()).url);
    await close();
    const other = await read((await service([...USERS].reverse())).url);
    expect(other.rows).toEqual(one.rows);
    expect((other.manifest as { digest: string }).digest).toBe((one.manifest as { digest: string }).digest);
  });

  it('HR and directory of one service agree, and correlate by employeeNumber', async () => {
    const users = [
      ...USERS.slice(0, 3),
      scimUser('id-4', '4', {
        ...employment({
          delegations: [
            {
              record: 'DEL-1',
              to: '2',
              scope: 'all',
              start: '2026-11-20T00:00:00Z',
              end: '2026-11-30T00:00:00Z',
            },
          ],
        }),
      }),
    ];
    const { url } = await service(users);
    const scim = { url, token: TOKEN };
    const identity = await readIdentity(
      { hr: { scim }, directory: { scim: { ...scim, source: 'okta' } } },
      NOON,
      waitingClock(),
    );
    expect(identity.findings).toBeUndefined();
    expect(identity.people[1]).toMatchObject({
      id: '2',
      name: 'Babs 2 Jensen',
      email: 'p2@example.com',
      department: 'Tour Operations',
      manager: '1',
      accounts: [{ source: 'okta', native: 'id-2', login: 'p2@example.com', status: 'active' }],
    });
    const asked = { from: branded<'worker'>('4'), to: branded<'worker'>('2'), package: 'x', at: NOON };
    expect(delegationFor(identity.delegations ?? [], asked)?.record).toBe('DEL-1');
  });

  it('waits as it is asked to, and goes on', async () => {
    const { url } = await service(USERS, (call) =>
      call === 1 ? { status: 429, headers: { 'retry-after': '7' } } : undefined,
    );
    const clock = waitingClock();
    await readScimEndpoint('hr', { url, token: TOKEN }, 'scim', { asOf: NOON, clock });
    expect(clock.waits).toEqual([7000]);
  });

  it('speaks of now, and not of another time', async () => {
    const { url } = await service();
    const later = parseInstant('2026-11-21T12:10:00Z');
    const feed = await readScimEndpoint('hr', { url, token: TOKEN }, 'scim', {
      asOf: NOON,
      clock: waitingClock('2026-11-21T12:10:00Z'),
    });
    expect(feed.manifest).toMatchObject({ generatedAt: later });
  });
});

describe('REQ-007 what is not whole is refused, and what does not answer is unavailable', () => {
  const page = (changes: object): ScimAnswer => ({ body: listResponse(USERS.slice(2, 4), changes) });
  it.each<[string, (call: number, honest: object) => ScimAnswer | undefined]>([
    [
      'a total that changes between pages',
      (call, honest) => (call === 1 ? { body: { ...honest, totalResults: 6 } } : undefined),
    ],
    [
      'a page that is none before the end',
      (call) => (call === 1 ? page({ Resources: [], totalResults: 5 }) : undefined),
    ],
    [
      'a page from elsewhere',
      (call, honest) => (call === 1 ? { body: { ...honest, startIndex: 2 } } : undefined),
    ],
    [
      'a user who comes twice',
      (call, honest) => (call === 1 ? { body: { ...honest, Resources: USERS.slice(0, 2) } } : undefined),
    ],
    [
      'more users than it says',
      (call, honest) =>
        call === 2 ? { body: { ...honest, Resources: [USERS[4], scimUser('id-6', '6')] } } : undefined,
    ],
    [
      'a user without id',
      (call, honest) => (call === 0 ? { body: { ...honest, Resources: [{ userName: 'x' }] } } : undefined),
    ],
    ['no ListResponse', (call, honest) => (call === 0 ? { body: { ...honest, schemas: [] } } : undefined)],
  ])('%s', async (_what, instead) => {
    const { url } = await service(USERS, instead);
    await expect(read(url)).rejects.toMatchObject({ code: 'FEED_REFUSED' });
  });

  it.each<[string, ScimAnswer]>([
    ['401', { status: 401 }],
    ['500 again and again', { status: 500 }],
    ['a redirect to elsewhere', { status: 302, headers: { location: 'http://127.0.0.1:1/steal' } }],
    ['a web page', { headers: { 'content-type': 'text/html' }, text: '<html>' }],
    ['JSON that ends early', { text: '{"schemas":[' }],
    ['another success', { status: 204 }],
  ])('%s', async (_what, answer) => {
    const { url, requests } = await service(USERS, () => answer);
    const fault = await read(url).catch((error: unknown) => error as Error);
    expect(fault).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    expect(JSON.stringify(fault)).not.toContain(TOKEN);
    expect(requests.every((each) => each.url?.startsWith('/scim/v2/Users') === true)).toBe(true);
  });

  it('nobody there; and the same source there again succeeds unchanged', async () => {
    const { url } = await service();
    const before = await read(url);
    await close();
    await expect(read(url)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    const again = await read((await service()).url);
    expect(again.rows).toEqual(before.rows);
  });

  it('no answer in time, too large a page, and too many users or pages', async () => {
    const { url } = await service();
    await expect(read(url, { pageBytes: 500 })).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    await expect(read(url, { mostUsers: 4 })).rejects.toMatchObject({ code: 'FEED_REFUSED' });
    await expect(read(url, { mostPages: 2 })).rejects.toMatchObject({ code: 'FEED_REFUSED' });
    await expect(read(url, { mostUsers: 5, mostPages: 3 })).resolves.toMatchObject({ source: 'hr' });
  });

  it.each([
    'http://hr.example.com/scim',
    'https://user:pw@hr.example.com/scim',
    'ftp://127.0.0.1',
    'https://hr.example.com/?a=b',
  ])('the URL %s', async (url) => {
    await expect(read(url)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});
