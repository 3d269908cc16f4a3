import { readAccess, readBackGroup, readBackUser } from '../../../lib/adapters/okta/app-read-back.js';
import { GROUP, GROUPS, startApps, USER, USERS, type AppsOrg } from './_apps.js';
import { fault } from './_org.js';

const APPS = 'okta:GET /api/v1/apps';
const pair = (user: string, app = '0oaCrm') => ({ appId: app, userId: user });
const group = (id: string, app = '0oaCrm') => ({ appId: app, groupId: id });

describe('reading app assignments back', () => {
  let org: AppsOrg;
  beforeEach(async () => {
    org = await startApps();
  });
  afterEach(() => org.sandbox.close());

  const user = async (id: string, app?: string) => (await readBackUser(org.client, pair(id, app))).state;
  const ofGroup = async (id: string, app?: string) => (await readBackGroup(org.client, group(id, app))).state;
  const notFound = (match: string) => fault(org.sandbox, match, { kind: 'status', status: 404 });

  test.each([
    ['00uann', 'individual', 'present'],
    ['00uben', 'group', 'absent'],
    ['00unobody', 'none', 'absent'],
  ])('%s has the app by %s: the individual assignment is %s', async (id, access, state) => {
    expect([await readAccess(org.client, pair(id)), await user(id)]).toEqual([access, state]);
  });

  test('a group that is assigned is present, another absent', async () => {
    expect([await ofGroup('00gsales'), await ofGroup('00gother')]).toEqual(['present', 'absent']);
  });

  test('a 404 for the pair is no proof while the list has it', async () => {
    notFound(USER);
    notFound(GROUP);
    expect([await user('00uann'), await ofGroup('00gsales')]).toEqual(['present', 'present']);
    expect([await user('00uben'), await ofGroup('00gother')]).toEqual(['absent', 'absent']);
  });

  test('a 404 for the pair and a list that fails is unreadable', async () => {
    for (const match of [USERS, GROUPS]) fault(org.sandbox, match, { kind: 'denied' });
    expect([await user('00unobody'), await ofGroup('00gother')]).toEqual(['unreadable', 'unreadable']);
  });

  test('a pair that is denied is unreadable, whatever the list says', async () => {
    for (const match of [USER, GROUP]) fault(org.sandbox, match, { kind: 'denied' });
    expect([await user('00uann'), await ofGroup('00gother')]).toEqual(['unreadable', 'unreadable']);
  });

  test('lists that are not found are unreadable while the app is listed', async () => {
    for (const match of [USER, USERS, GROUP, GROUPS]) notFound(match);
    expect([await user('00uann'), await ofGroup('00gsales')]).toEqual(['unreadable', 'unreadable']);
  });

  test('nothing is assigned of an app that is gone, or an inactive one would have to be listed', async () => {
    expect([await user('00uann', '0oaGone'), await ofGroup('00gsales', '0oaGone')]).toEqual([
      'absent',
      'absent',
    ]);
    await org.act('POST', '/api/v1/apps/0oaCrm/lifecycle/deactivate');
    for (const match of [USER, USERS, GROUP, GROUPS]) notFound(match);
    expect([await user('00uann'), await ofGroup('00gsales')]).toEqual(['unreadable', 'unreadable']);
  });

  test('an app that is gone and apps that cannot be listed are unreadable', async () => {
    fault(org.sandbox, APPS, { kind: 'denied' });
    expect([await user('00uann', '0oaGone'), await ofGroup('00gsales', '0oaGone')]).toEqual([
      'unreadable',
      'unreadable',
    ]);
  });

  test.each(['denied', 'unauthorized', 'throttle', 'drop', 'half-body'] as const)(
    'no read that is %s adds an absence',
    async (kind) => {
      for (const match of [USER, USERS, GROUP, GROUPS, APPS]) {
        org.sandbox.runtime.faults.length = 0;
        fault(org.sandbox, match, { kind });
        expect([match, await user('00uann'), await ofGroup('00gsales')]).not.toContain('absent');
      }
    },
  );

  test('reads anew each time', async () => {
    await org.act('DELETE', '/api/v1/apps/0oaCrm/users/00udee');
    expect(await user('00udee')).toBe('absent');
    await org.act('DELETE', '/api/v1/apps/0oaCrm/groups/00gsales');
    expect(await ofGroup('00gsales')).toBe('absent');
  });
});
