import { oktaGroup, permissionSet, person, type Cause, type LiveEdge } from '../../../lib/model/index.js';
import { branded } from '../../../lib/kernel/index.js';
import { callAs, fault, MEMBERS, REMOVAL, startOrg } from './_org.js';

function membership(user: string, group = '00gAdmins', cause: Cause = { by: 'direct' }) {
  const edge = { holder: person('10482'), target: oktaGroup('prod-admins') };
  const live: LiveEdge = { edge, native: { holder: user, target: group }, cause };
  return { what: 'edge', live } as const;
}

describe('the Okta revoker', () => {
  let org: Awaited<ReturnType<typeof startOrg>>;
  beforeEach(async () => {
    org = await startOrg();
  });
  afterEach(() => org.sandbox.close());

  const isMember = (user: string, group = '00gAdmins') =>
    org.sandbox.runtime.world.okta.members.get(group)?.has(user) ?? false;

  test('REQ-066 takes the person out of the group and reads back that it is so', async () => {
    const revocation = membership('00uDana');
    expect(await org.revoker.readBack(revocation)).toEqual({ state: 'present' });
    expect(await org.revoker.submit(revocation)).toEqual({ state: 'done' });
    expect(await org.revoker.readBack(revocation)).toEqual({ state: 'absent' });
    expect([isMember('00uDana'), isMember('00uAli')]).toEqual([false, true]);
  });

  test('REQ-066 revoking what is gone is done', async () => {
    await org.revoker.submit(membership('00uDana'));
    expect(await org.revoker.submit(membership('00uDana'))).toEqual({ state: 'done' });
    expect(await org.revoker.submit(membership('00uNobody'))).toEqual({ state: 'done' });
    expect(await org.revoker.submit(membership('00uDana', '00gNowhere'))).toEqual({ state: 'done' });
    expect(await org.revoker.readBack(membership('00uDana', '00gNowhere'))).toEqual({ state: 'absent' });
  });

  test('REQ-066 a removal whose answer is lost is tried again and done', async () => {
    fault(org.sandbox, REMOVAL, { kind: 'drop' }, { times: 1 });
    expect(await org.revoker.submit(membership('00uDana'))).toEqual({ state: 'done' });
    expect(isMember('00uDana')).toBe(false);
  });

  test('REQ-066 a denied removal throws and nothing is gone', async () => {
    fault(org.sandbox, REMOVAL, { kind: 'denied' });
    await expect(org.revoker.submit(membership('00uDana'))).rejects.toMatchObject({
      code: 'PROVIDER_DENIED',
      remedy: expect.stringContaining('okta.groups.manage'),
    });
    expect(isMember('00uDana')).toBe(true);
  });

  test('a 404 for somebody who is still there is not taken for done', async () => {
    fault(org.sandbox, REMOVAL, { kind: 'status', status: 404 });
    await expect(org.revoker.submit(membership('00uDana'))).rejects.toMatchObject({
      code: 'PROVIDER_NOT_FOUND',
    });
  });

  test('REQ-066 a denied read-back is unreadable, never absent', async () => {
    await org.revoker.submit(membership('00uDana'));
    fault(org.sandbox, MEMBERS, { kind: 'denied' });
    expect(await org.revoker.readBack(membership('00uDana'))).toMatchObject({
      state: 'unreadable',
      error: { code: 'PROVIDER_DENIED' },
    });
  });

  test('a group whose members are hidden counts as unreadable while the group is listed', async () => {
    fault(org.sandbox, MEMBERS, { kind: 'status', status: 404 });
    expect(await org.revoker.readBack(membership('00uDana'))).toMatchObject({ state: 'unreadable' });
  });

  test('the read-back reads anew: somebody who came back is present', async () => {
    await org.revoker.submit(membership('00uDana'));
    await callAs(org.sandbox, 'PUT', '/api/v1/groups/00gAdmins/users/00uDana');
    expect(await org.revoker.readBack(membership('00uDana'))).toEqual({ state: 'present' });
  });

  const RULES = 'okta:GET /api/v1/groups/rules';
  const rule = () => [...org.sandbox.runtime.world.okta.rules.values()][0]!;
  const refused = async (revocation = membership('00uAli', '00gPlatform')) => {
    await expect(org.revoker.submit(revocation)).rejects.toMatchObject({ code: 'PROVIDER_CONFLICT' });
    expect(isMember('00uAli', '00gPlatform')).toBe(true);
    expect(rule().excludedUsers).toEqual([]);
  };

  test.each([
    ['means the member now', 'user.department == "Finance"'],
    ['cannot be evaluated', 'String.startsWith(user.login, "ali")'],
    ['cannot be evaluated in the part that matters', 'user.department == "Platform" OR user.level > 2'],
  ])('H1.4 reads the rules anew and refuses where one %s, whatever was judged', async (_, expression) => {
    rule().expression = expression;
    await refused();
  });

  test('H1.4 refuses where the rules cannot be read', async () => {
    fault(org.sandbox, RULES, { kind: 'denied' }, { times: 1 });
    await expect(org.revoker.submit(membership('00uAli', '00gPlatform'))).rejects.toMatchObject({
      code: 'PROVIDER_DENIED',
    });
    expect(isMember('00uAli', '00gPlatform')).toBe(true);
  });

  test('H1.4 asks the group for a member whom Okta hides, and refuses on what it says', async () => {
    rule().expression = 'user.department == "Finance"';
    fault(org.sandbox, 'okta:GET /api/v1/users/{id}', { kind: 'status', status: 404 });
    await refused();
  });

  test.each<[string, () => void]>([
    ['means somebody else', () => undefined],
    [
      'is switched off',
      () => Object.assign(rule(), { status: 'INACTIVE', expression: 'isMemberOfGroup("00g1")' }),
    ],
    ['aims elsewhere', () => Object.assign(rule(), { groupIds: ['00gEmpty'], expression: 'user.level > 2' })],
  ])('H1.4 takes a member out while a rule %s', async (_, change) => {
    change();
    expect(await org.revoker.submit(membership('00uAli', '00gPlatform'))).toEqual({ state: 'done' });
    expect(isMember('00uAli', '00gPlatform')).toBe(false);
  });

  test('H1.4 takes a member out whom the rule leaves out', async () => {
    Object.assign(rule(), { excludedUsers: ['00uAli'], expression: 'user.department == "Finance"' });
    await org.revoker.submit(membership('00uAli', '00gPlatform'));
    expect(isMember('00uAli', '00gPlatform')).toBe(false);
  });

  test.each<Cause>([
    { by: 'rule', rule: 'platform people' },
    { by: 'service' },
    { by: 'not-told', doubt: { of: 'rule', rules: ['platform people'] } },
    { by: 'not-told', doubt: { of: 'rule', rules: [] } },
  ])(
    'refuses what is there by %j, since a removal would change the rule and not the membership',
    async (cause) => {
      const before = org.sandbox.runtime.calls.length;
      const revocation = membership('00uSam', '00gPlatform', cause);
      await expect(org.revoker.submit(revocation)).rejects.toMatchObject({ code: 'PROVIDER_CONFLICT' });
      expect(org.sandbox.runtime.calls).toHaveLength(before);
      expect(isMember('00uSam', '00gPlatform')).toBe(true);
    },
  );

  test('reads back also what it refuses to remove', async () => {
    const revocation = membership('00uSam', '00gPlatform', { by: 'rule', rule: 'platform people' });
    expect(await org.revoker.readBack(revocation)).toEqual({ state: 'present' });
  });

  test('has nothing to wait for', async () => {
    expect(await org.revoker.poll('any', membership('00uDana'))).toEqual({ state: 'done' });
  });

  test('a group that an app owns is a conflict', async () => {
    await expect(org.revoker.submit(membership('00uAli', '00gImported'))).rejects.toMatchObject({
      code: 'PROVIDER_CONFLICT',
    });
  });

  test('refuses a revocation of another source or kind', async () => {
    const other = org.adaptersWith({ source: branded<'source'>('okta-eu') });
    await expect(other.revoker.submit(membership('00uDana'))).rejects.toMatchObject({ code: 'BUG' });
    const set = permissionSet('prod-admin');
    const provisioning = { what: 're-provision', set, native: 'arn', account: '123456789012' } as const;
    await expect(org.revoker.submit(provisioning)).rejects.toMatchObject({ code: 'BUG' });
    await expect(org.revoker.readBack(provisioning)).rejects.toMatchObject({ code: 'BUG' });
    expect(isMember('00uDana')).toBe(true);
  });
});
