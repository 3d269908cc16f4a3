import { takeoversOfGroup, takeoversOfUser } from '../../../lib/adapters/okta/app-takeover.js';
import { unassignGroup, unassignUser } from '../../../lib/adapters/okta/app-unassign.js';
import {
  GROUPS,
  hasGroup,
  scopeOf,
  startApps,
  UNASSIGN_GROUP,
  UNASSIGN_USER,
  type AppsOrg,
} from './_apps.js';
import { fault, MEMBERS } from './_org.js';

const USER_GROUPS = 'okta:GET /api/v1/users/{id}/groups';
const none = () => false;
const any = () => true;
const pair = (user: string) => ({ appId: '0oaCrm', userId: user });
const group = (id: string) => ({ appId: '0oaCrm', groupId: id });

describe('taking app assignments away', () => {
  let org: AppsOrg;
  beforeEach(async () => {
    org = await startApps();
  });
  afterEach(() => org.sandbox.close());

  const removals = () =>
    org.sandbox.runtime.calls.filter(({ operation }) => operation.startsWith('DELETE')).length;

  test('REQ-066 takes an individual assignment away, also from a member of a group that the app is not given to', async () => {
    await unassignUser(org.client, pair('00udee'), none);
    expect([scopeOf(org, '00udee'), scopeOf(org, '00uann')]).toEqual([undefined, 'USER']);
  });

  test('REQ-066 what is gone, or a group gives, is done without a removal', async () => {
    for (const user of ['00unobody', '00uben']) await unassignUser(org.client, pair(user), none);
    expect([removals(), scopeOf(org, '00uben')]).toEqual([0, 'GROUP']);
  });

  test('refuses while a group that may not take over reaches the user, and asks Okta nothing', async () => {
    await expect(unassignUser(org.client, pair('00uann'), none)).rejects.toMatchObject({
      code: 'PROVIDER_CONFLICT',
      message: expect.stringContaining('00gsales'),
    });
    expect([removals(), scopeOf(org, '00uann')]).toEqual([0, 'USER']);
  });

  test.each([
    ['refused', 'USER', 'PROVIDER_CONFLICT'],
    ['group', 'GROUP', undefined],
    ['ended', undefined, undefined],
  ] as const)('with a group that may take over, Okta\'s "%s" leaves %s', async (appUnassign, scope, code) => {
    org.sandbox.runtime.settings.appUnassign = appUnassign;
    const done = unassignUser(org.client, pair('00uann'), (id) => id === '00gsales');
    if (code === undefined) await done;
    else await expect(done).rejects.toMatchObject({ code, remedy: expect.stringContaining('group') });
    expect(scopeOf(org, '00uann')).toBe(scope);
  });

  test.each([GROUPS, USER_GROUPS])('refuses where %s cannot be read', async (match) => {
    fault(org.sandbox, match, { kind: 'denied' });
    await expect(unassignUser(org.client, pair('00udee'), any)).rejects.toMatchObject({
      code: 'PROVIDER_DENIED',
    });
    expect(scopeOf(org, '00udee')).toBe('USER');
  });

  test('REQ-066 takes an app from a group whose members nothing else gives it another profile', async () => {
    await unassignGroup(org.client, group('00gleads'), none);
    expect([hasGroup(org, '00gleads'), scopeOf(org, '00ucid')]).toEqual([false, 'GROUP']);
  });

  test('refuses where the profile of a later group would hold for somebody, and takes it where that may be', async () => {
    await expect(unassignGroup(org.client, group('00gsales'), none)).rejects.toMatchObject({
      code: 'PROVIDER_CONFLICT',
      message: expect.stringContaining('00gleads'),
    });
    expect([removals(), hasGroup(org, '00gsales')]).toEqual([0, true]);
    await unassignGroup(org.client, group('00gsales'), (id) => id === '00gleads');
    expect(hasGroup(org, '00gsales')).toBe(false);
  });

  test('REQ-066 revoking what is gone is done', async () => {
    for (const id of ['00gother', '00gnowhere']) await unassignGroup(org.client, group(id), none);
    await unassignGroup(org.client, { appId: '0oaGone', groupId: '00gsales' }, none);
    await unassignUser(org.client, { appId: '0oaGone', userId: '00uann' }, none);
  });

  test.each([UNASSIGN_USER, UNASSIGN_GROUP])(
    'a 404 to %s for what is still there is not taken for done',
    async (match) => {
      fault(org.sandbox, match, { kind: 'status', status: 404 });
      const done =
        match === UNASSIGN_USER
          ? unassignUser(org.client, pair('00udee'), none)
          : unassignGroup(org.client, group('00gleads'), none);
      await expect(done).rejects.toMatchObject({ code: 'PROVIDER_NOT_FOUND' });
    },
  );

  test.each([
    [UNASSIGN_USER, 'drop'],
    [UNASSIGN_GROUP, 'drop'],
  ] as const)('REQ-066 a removal by %s whose answer is lost is tried again and done', async (match, kind) => {
    fault(org.sandbox, match, { kind }, { times: 1 });
    await unassignUser(org.client, pair('00udee'), none);
    await unassignGroup(org.client, group('00gleads'), none);
    expect([scopeOf(org, '00udee'), hasGroup(org, '00gleads')]).toEqual([undefined, false]);
  });

  test('REQ-066 a denied removal throws, names what is needed, and nothing is gone', async () => {
    for (const match of [UNASSIGN_USER, UNASSIGN_GROUP]) fault(org.sandbox, match, { kind: 'denied' });
    const denied = { code: 'PROVIDER_DENIED', remedy: expect.stringContaining('okta.apps.manage') };
    await expect(unassignUser(org.client, pair('00udee'), none)).rejects.toMatchObject(denied);
    await expect(unassignGroup(org.client, group('00gleads'), none)).rejects.toMatchObject(denied);
    expect([scopeOf(org, '00udee'), hasGroup(org, '00gleads')]).toEqual(['USER', true]);
  });
});

describe('what takes over', () => {
  let org: AppsOrg;
  beforeEach(async () => {
    org = await startApps();
  });
  afterEach(() => org.sandbox.close());

  const rows = () => org.sandbox.runtime.world.okta.appGroups;
  const ofGroup = (id: string) => takeoversOfGroup(org.client, group(id));

  test('for a user: the groups of the app that have the user', async () => {
    const of = (user: string) => takeoversOfUser(org.client, pair(user));
    expect([await of('00ucid'), await of('00uann'), await of('00udee')]).toEqual([
      ['00gleads', '00gsales'],
      ['00gsales'],
      [],
    ]);
  });

  test('for a group: those of another profile that do not go before it and share a member', async () => {
    expect([await ofGroup('00gsales'), await ofGroup('00gleads'), await ofGroup('00gother')]).toEqual([
      ['00gleads'],
      [],
      [],
    ]);
  });

  test('one of the same profile changes nothing, one of the same priority may', async () => {
    rows().get('0oaCrm 00gleads')!.profile = { role: 'Seller' };
    expect(await ofGroup('00gsales')).toEqual([]);
    Object.assign(rows().get('0oaCrm 00gleads')!, { profile: { role: 'Lead' }, priority: 0 });
    expect([await ofGroup('00gsales'), await ofGroup('00gleads')]).toEqual([['00gleads'], ['00gsales']]);
  });

  test('one without a member in common takes over for nobody', async () => {
    await org.act('DELETE', '/api/v1/groups/00gleads/users/00ucid');
    expect(await ofGroup('00gsales')).toEqual([]);
  });

  test('members that cannot be read are a failure, never nobody', async () => {
    fault(org.sandbox, MEMBERS, { kind: 'denied' }, { where: { id: '00gleads' } });
    await expect(ofGroup('00gsales')).rejects.toMatchObject({ code: 'PROVIDER_DENIED' });
  });
});
