import { readScimEndpoint } from '../../../lib/adapters/feeds/scim/endpoint.js';
import { lowered } from '../../../lib/adapters/feeds/scim/members.js';
import { scimRows } from '../../../lib/adapters/feeds/scim/users.js';
import type { RawFeed } from '../../../lib/identity/index.js';
import { parseInstant } from '../../../lib/kernel/index.js';
import { waitingClock } from '../okta/_server.js';
import { employment, listResponse, scimService, scimUser } from './_scim.js';

const NOON = parseInstant('2026-11-21T12:00:00Z');
const TOKEN = 'h480djs93hd8';
const USERS = ['1', '2'].map((worker) => scimUser(`id-${worker}`, worker));
const WHOLE = listResponse(USERS);

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});
async function service(instead?: Parameters<typeof scimService>[1]) {
  const opened = await scimService(USERS, instead);
  open.push(opened.close);
  return opened;
}
const read = (url: string, limits: object = {}): Promise<RawFeed> =>
  readScimEndpoint('hr', { url, token: TOKEN, limits }, 'scim', { asOf: NOON, clock: waitingClock() });

describe('a SCIM service whose answers would do, had they come as they should', () => {
  it('a redirect is not followed, and the token goes nowhere else', async () => {
    const elsewhere = await service();
    const location = `${elsewhere.url}/Users`;
    const { url } = await service(() => ({ status: 302, headers: { location } }));
    await expect(read(url)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    expect(elsewhere.requests).toEqual([]);
    await expect(read(elsewhere.url)).resolves.toMatchObject({ source: 'hr' });
  });

  it.each([
    ['as a web page', { headers: { 'content-type': 'text/html' }, body: WHOLE }],
    ['as another success', { status: 203, body: WHOLE }],
  ])('a list %s is none', async (_what, answer) => {
    await expect(read((await service(() => answer)).url)).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
    });
    await expect(read((await service(() => ({ body: WHOLE }))).url)).resolves.toBeDefined();
  });

  it('a fault of the service is asked about again', async () => {
    const { url, requests } = await service((call) => (call === 0 ? { status: 503 } : undefined));
    await expect(read(url)).resolves.toBeDefined();
    expect(requests).toHaveLength(2);
  });

  it.each([
    ['more users at once than there are', { totalResults: 1 }],
    ['no number of users', { totalResults: 'two' }],
  ])('%s is no whole list', async (_what, more) => {
    const { url } = await service(() => ({ body: listResponse(USERS, more) }));
    await expect(read(url)).rejects.toMatchObject({ code: 'FEED_REFUSED' });
  });

  it.each([
    'https://hr.example.com/scim#a',
    'https://user:pw1@hr.example.com/scim',
    'https://pw1@hr.example.com/',
  ])('the URL %s is not allowed, and no password is shown', async (url) => {
    const fault = await read(url).catch((error: unknown) => error as Error);
    expect(fault).toMatchObject({ code: 'CONFIG_INVALID' });
    expect((fault as Error).message).not.toContain('pw1');
  });
});

describe('users of a SCIM service as rows', () => {
  const rows = (feed: RawFeed['source'], more: Readonly<Record<string, unknown>>) =>
    scimRows(feed, [lowered(scimUser('id-3', '3', more))], 'okta');
  const DELEGATION = { record: 'D', to: '1', scope: 'all', start: 's', end: 'e' };

  it('an account without employee number is nobody\u2019s, and without `active` says nothing of its state', () => {
    const enterprise = { 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {} };
    expect(rows('directory', enterprise).rows[0]).toMatchObject({ owner: '', status: 'active' });
    expect(rows('directory', { active: undefined }).rows[0]).toMatchObject({ owner: 'hr:3', status: '' });
    expect(rows('directory', { active: false }).rows[0]).toMatchObject({ status: 'deprovisioned' });
  });

  it('of several e-mails none is guessed; the only one is the one', () => {
    const [one, other] = [{ value: 'a@example.com' }, { value: 'b@example.com' }];
    expect(rows('hr', { emails: [one, other] }).rows[0]).toMatchObject({ email: '' });
    expect(rows('hr', { emails: [one] }).rows[0]).toMatchObject({ email: 'a@example.com' });
  });

  it('two names of one member say nothing of either', () => {
    expect(lowered({ userName: 'a', USERNAME: 'b' })).toEqual({});
    expect(lowered({ userName: 'a' })).toEqual({ username: 'a' });
  });

  it('delegations are HR\u2019s to say, and no directory\u2019s', () => {
    const delegating = employment({ delegations: [DELEGATION] });
    expect(rows('hr', delegating).delegations).toMatchObject([{ from: 'hr:3', to: 'hr:1' }]);
    expect(rows('directory', delegating).delegations).toEqual([]);
  });
});
