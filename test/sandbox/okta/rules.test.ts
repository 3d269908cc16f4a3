import { conditionOf } from '../../../sandbox/okta/rule-expression.js';
import { oktaSeed, org, type Json, type Org } from './_org.js';

const SEED = oktaSeed({
  users: [
    { login: 'ann@example.com', firstName: 'Ann', lastName: 'Ash', department: 'Platform', title: 'SRE' },
    { login: 'bob@example.com', firstName: 'Bob', lastName: 'Birch', department: 'Finance' },
    {
      login: 'old@example.com',
      firstName: 'Old',
      lastName: 'Oak',
      department: 'Platform',
      status: 'DEPROVISIONED',
    },
  ],
  groups: [{ name: 'platform', id: '00gPlatform' }],
});

const BODY = {
  type: 'group_rule',
  name: 'platform people',
  conditions: {
    people: { users: { exclude: [] }, groups: { exclude: [] } },
    expression: { value: 'user.department == "Platform"', type: 'urn:okta:expression:1.0' },
  },
  actions: { assignUserToGroups: { groupIds: ['00gPlatform'] } },
};

async function withRule(): Promise<{ there: Org; ruleUrl: string }> {
  const there = org(SEED);
  const { json } = await there.call('POST', '/api/v1/groups/rules', { body: BODY });
  const ruleUrl = `/api/v1/groups/rules/${json.id}`;
  await there.call('POST', `${ruleUrl}/lifecycle/activate`);
  return { there, ruleUrl };
}

async function members(there: Org): Promise<string[]> {
  const { json } = await there.call('GET', '/api/v1/groups/00gPlatform/users');
  return json.map((user: Json) => user.profile.login);
}

describe('group rules of the Okta sandbox', () => {
  it('begins inactive and brings in whom it means once active, but nobody who is deactivated', async () => {
    const there = org(SEED);
    const { json: rule } = await there.call('POST', '/api/v1/groups/rules', { body: BODY });
    expect(rule.status).toBe('INACTIVE');
    expect(await members(there)).toEqual([]);
    await there.call('POST', `/api/v1/groups/rules/${rule.id}/lifecycle/activate`);
    expect(await members(there)).toEqual(['ann@example.com']);
  });

  it('says in the log that the rule did it', async () => {
    const { there } = await withRule();
    const event = there.runtime.oktaLog.find((each) => each.eventType === 'group.user_membership.add');
    expect(event?.body).toMatchObject({
      actor: { type: 'SystemPrincipal', alternateId: 'system@okta.com' },
      debugContext: { debugData: { triggeredByGroupRuleId: expect.stringMatching(/^0pr/) } },
    });
  });

  it('follows a changed attribute both ways', async () => {
    const { there } = await withRule();
    const profile = (department: string) => ({ body: { profile: { department } } });
    await there.call('POST', '/api/v1/users/bob@example.com', profile('Platform'));
    expect(await members(there)).toEqual(['ann@example.com', 'bob@example.com']);
    await there.call('POST', '/api/v1/users/bob@example.com', profile('Sales'));
    expect(await members(there)).toEqual(['ann@example.com']);
  });

  it('excludes a rule member whom the API removes, for good', async () => {
    const { there, ruleUrl } = await withRule();
    const { json: ann } = await there.call('GET', '/api/v1/users/ann@example.com');
    expect((await there.call('DELETE', `/api/v1/groups/00gPlatform/users/${ann.id}`)).status).toBe(204);
    await there.call('POST', '/api/v1/users/ann@example.com', { body: { profile: { title: 'Lead' } } });
    expect(await members(there)).toEqual([]);
    expect((await there.call('GET', ruleUrl)).json.conditions.people.users.exclude).toEqual([ann.id]);
    expect(there.runtime.oktaLog.map((each) => each.eventType)).toContain(
      'group.user_membership.rule.add_exclusion',
    );
  });

  it('makes a rule member a direct one when somebody adds them by hand', async () => {
    const { there, ruleUrl } = await withRule();
    const { json: ann } = await there.call('GET', '/api/v1/users/ann@example.com');
    await there.call('PUT', `/api/v1/groups/00gPlatform/users/${ann.id}`);
    await there.call('POST', `${ruleUrl}/lifecycle/deactivate`);
    await there.call('DELETE', `${ruleUrl}?removeUsers=true`);
    expect(await members(there)).toEqual(['ann@example.com']);
  });

  it('keeps members when switched off, and lets them go when deleted with its users', async () => {
    const { there, ruleUrl } = await withRule();
    await there.call('POST', `${ruleUrl}/lifecycle/deactivate`);
    expect(await members(there)).toEqual(['ann@example.com']);
    expect((await there.call('DELETE', `${ruleUrl}?removeUsers=true`)).status).toBe(202);
    expect(await members(there)).toEqual([]);
  });

  it('is neither changed nor deleted while active', async () => {
    const { there, ruleUrl } = await withRule();
    expect((await there.call('PUT', ruleUrl, { body: BODY })).status).toBe(400);
    expect((await there.call('DELETE', ruleUrl)).status).toBe(400);
  });

  it('becomes invalid when its group is deleted', async () => {
    const { there, ruleUrl } = await withRule();
    await there.call('DELETE', '/api/v1/groups/00gPlatform');
    expect((await there.call('GET', ruleUrl)).json.status).toBe('INVALID');
  });

  it('keeps groups that a rule leaves out as they were given, and brings their members in all the same', async () => {
    const there = org(SEED);
    const people = { users: { exclude: [] }, groups: { exclude: ['00gPlatform'] } };
    const body = { ...BODY, conditions: { ...BODY.conditions, people } };
    const { json } = await there.call('POST', '/api/v1/groups/rules', { body });
    expect(json.conditions.people.groups.exclude).toEqual(['00gPlatform']);
    await there.call('POST', `/api/v1/groups/rules/${json.id}/lifecycle/activate`);
    expect(await members(there)).toEqual(['ann@example.com']);
  });

  it('brings in whom a seeded rule says it means, where its expression cannot be played', async () => {
    const okta = (SEED as { okta: object }).okta;
    const rule = {
      name: 'r',
      expression: 'hasWorkdayUser()',
      groups: ['platform'],
      matches: ['bob@example.com', 'ann@example.com'],
      excludedUsers: ['ann@example.com'],
    };
    const there = org(oktaSeed({ ...okta, rules: [rule] }));
    expect(await members(there)).toEqual(['bob@example.com']);
    const { json } = await there.call('GET', '/api/v1/groups/rules');
    expect(json[0]).toMatchObject({
      status: 'ACTIVE',
      conditions: { expression: { value: 'hasWorkdayUser()' } },
    });
  });

  it('refuses an expression that it could not evaluate', async () => {
    const body = { ...BODY, conditions: { expression: { value: 'hasWorkdayUser()' } } };
    const answer = await org(SEED).call('POST', '/api/v1/groups/rules', { body });
    expect([answer.status, answer.json.errorCode]).toEqual([400, 'E0000001']);
  });

  it('shows group names when asked to', async () => {
    const { there } = await withRule();
    const { json } = await there.call(
      'GET',
      '/api/v1/groups/rules?expand=groupIdToGroupNameMap&search=people',
    );
    expect(json[0]._embedded.groupIdToGroupNameMap).toEqual({ '00gPlatform': 'platform' });
  });
});

describe('rule expressions', () => {
  const profile = {
    department: 'Platform',
    title: 'SRE',
    level: 3,
    contractor: false,
    teams: ['a', 'b'],
    quote: "d'A",
  };
  const ann = { profile, groups: [{ id: '00g1', name: 'West Coast' }] };

  it.each([
    ['user.department == "Platform"', true],
    ['user.department != "Platform"', false],
    ['user.department eq "Platform"', true],
    ['user.department NE "Platform"', false],
    ['user.department==\'Platform\' AND user.title=="SRE"', true],
    ['user.department == "x" OR user.title == "SRE"', true],
    ['user.department == "x" || !(user.title == "SRE")', false],
    ['NOT (user.title == "SRE") and user.department == "Platform"', false],
    ['user.department == "x" AND user.title == "x" OR user.title == "SRE"', true],
    ['user.costCenter == "1"', false],
    ['user.costCenter == null', true],
    ['user.department != null', true],
    ['!user.contractor AND user.level >= 3', true],
    ["user.quote == 'd''A'", true],
    ['String.len(user.department) > 1', true],
    ['String.startsWith(user.department, "Plat")', true],
    ['String.stringContains(user.department, "nope")', false],
    ['String.toLowerCase(user.department) == "platform"', true],
    ['String.substringAfter("a@b", "@") == "b"', true],
    ['Arrays.contains(user.teams, "b")', true],
    ['Arrays.isEmpty(user.nothing) AND Arrays.size({1, 2}) == 2', true],
    ['isMemberOfGroup("00g1")', true],
    ["isMemberOfAnyGroup('00g0', '00g1')", true],
    ['isMemberOfGroupName("West Coast")', true],
    ['isMemberOfGroupNameStartsWith("West") && !isMemberOfGroupNameContains("East")', true],
    ['user.level > 2 ? user.department == "Platform" : false', true],
    ['user.department', false],
    ['!user.department == "x"', false],
    ['user.level > "2"', false],
    ['String.len(user.level) == 1', false],
    ['user.manager.name == "x"', false],
  ])('%s', (expression, expected) => {
    expect(conditionOf(expression)?.(ann)).toBe(expected);
  });

  it.each([
    'user.department == "Platform" user.title == "SRE"',
    'user.department = "Platform"',
    'hasWorkdayUser()',
    'appuser.memberOf == "x"',
    'user.department == "Platform',
    'String.len(user.department',
    'user.a ? true',
    '',
  ])('does not play `%s`', (expression) => {
    expect(conditionOf(expression)).toBeUndefined();
  });
});
