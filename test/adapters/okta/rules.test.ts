import fc from 'fast-check';
import { parseCondition } from '../../../lib/adapters/okta/rule-expression.js';
import { ruleBook } from '../../../lib/adapters/okta/rules.js';
import type { OktaRule, OktaUser } from '../../../lib/adapters/okta/schema.js';
import { user } from './_server.js';

describe('parseCondition', () => {
  const profile = {
    department: 'Platform',
    title: 'SRE',
    level: 3,
    blank: '',
    contractor: false,
    badge: true,
  };
  const verdictOf = (expression: string) => parseCondition(expression)?.holds(profile);

  test.each([
    ['user.department == "Platform"', 'yes'],
    ["user.department=='Finance'", 'no'],
    ["user.department == 'Platform'", 'yes'],
    ['"Platform" == user.department', 'yes'],
    ['user.department=="Finance"', 'no'],
    ['user.department != "Finance"', 'yes'],
    ['user.department == "platform"', 'unknown'],
    ['user.missing == "x"', 'unknown'],
    ['user.missing != "x"', 'unknown'],
    ['user.level == "3"', 'unknown'],
    ['user.department != null', 'yes'],
    ['user.department == NULL', 'no'],
    ['user.missing != null', 'unknown'],
    ['user.blank == null', 'unknown'],
    ['user.badge', 'yes'],
    ['!user.contractor', 'yes'],
    ['user.department', 'unknown'],
    ['user.department == "Platform" AND user.title == "SRE"', 'yes'],
    ['user.department == "Platform" && user.missing == "x"', 'unknown'],
    ['user.department == "Finance" and user.missing == "x"', 'no'],
    ['user.department == "Platform" or user.missing == "x"', 'yes'],
    ['user.department == "Finance" || user.missing == "x"', 'unknown'],
    ['NOT (user.department == "Finance")', 'yes'],
    ['!(user.department == "Platform" OR user.missing == "x")', 'no'],
    ['user.department == "Finance" OR user.department == "Platform" AND user.title == "SRE"', 'yes'],
    ['(user.department == "Platform" OR user.title == "x") AND user.title == "y"', 'no'],
    ['user.department == "Finance" AND isMemberOfGroup("00g1")', 'no'],
    ['user.department == "Platform" OR String.startsWith(user.login, "x")', 'yes'],
  ])('%s is %s', (expression, verdict) => {
    expect(verdictOf(expression)).toBe(verdict);
    expect(parseCondition(expression)?.isWhole).toBe(!/\w\(/.test(expression.replace('NOT (', '(')));
  });

  test.each([
    'user.department eq "Finance"',
    'user.department ne "Platform"',
    'isMemberOfGroup("00g1")',
    "isMemberOfAnyGroup('00g1','00g2')",
    'isMemberOfGroupName("x")',
    'isMemberOfGroupNameStartsWith("x && y")',
    'String.startsWith(user.department, "x")',
    'String.stringContains(user.department, ")")',
    'Arrays.contains(user.teams, "x")',
    'NOT user.department == "Finance"',
    '!user.department == "Finance"',
    '!isMemberOfGroup("00g1")',
    'user.manager.department == "x"',
    'user.getInternalProperty("id") == "x"',
    'user.department == "Plat\\"form"',
    "user.department == 'Plat''form'",
    'user.department == Finance',
    'user.department = "Finance"',
    'user.department =="Finance" == true',
    '(user.department) == "Finance"',
    '(user.department == "Finance") == true',
    'user.level > 2',
    'true',
    'user.department == "Finance" ? false : true',
    'user.nick ?: user.department == "Finance"',
    'user.department == "Finance" AND',
    'user.department == "Finance" user.title == "SRE"',
    '(user.department == "Finance"',
    'user.department == "Finance")',
    'user.department == "Finance',
    '',
  ])('H1.4 says neither yes nor no to `%s`, whose meaning here is not certain', (expression) => {
    const condition = parseCondition(expression);
    expect(condition?.holds(profile) ?? 'unknown').toBe('unknown');
    expect(condition?.isWhole ?? false).toBe(false);
  });

  test('never throws and never hangs', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (expression) => {
        expect(['yes', 'no', 'unknown', undefined]).toContain(verdictOf(expression));
      }),
    );
  });
});

describe('ruleBook', () => {
  const dana: OktaUser = user('00uDana', { department: 'Platform' });
  const ali: OktaUser = user('00uAli', { department: 'Finance' });
  const expression = { value: 'user.department == "Platform"' };
  const opaque = { expression: { value: 'isMemberOfGroup("00g1")' } };
  const rule = (more: Partial<OktaRule> = {}): OktaRule => ({
    id: '0pr1',
    name: 'platform people',
    status: 'ACTIVE',
    conditions: { expression },
    actions: { assignUserToGroups: { groupIds: ['00gPlatform'] } },
    ...more,
  });
  const keeperOf = (rules: OktaRule[], who = dana, whole = true) =>
    ruleBook(rules, whole).keeperOf('00gPlatform', who);

  test('names the rule that accounts for a membership', () => {
    expect(keeperOf([rule()])).toEqual({ by: 'rule', rule: 'platform people' });
  });

  test.each<[string, OktaRule, OktaUser]>([
    ['is not active', rule({ status: 'INACTIVE' }), dana],
    ['is not active, whatever it says', rule({ status: 'INACTIVE', conditions: opaque }), dana],
    ['lost its group', rule({ status: 'INVALID' }), dana],
    ['is of another group', rule({ actions: { assignUserToGroups: { groupIds: ['00gOther'] } } }), dana],
    [
      'is of another group, whatever it says',
      rule({ conditions: opaque, actions: { assignUserToGroups: { groupIds: ['00gOther'] } } }),
      dana,
    ],
    [
      'leaves this user out',
      rule({ conditions: { expression, people: { users: { exclude: ['00uDana'] } } } }),
      dana,
    ],
    [
      'leaves this user out, whatever it says',
      rule({ conditions: { ...opaque, people: { users: { exclude: ['00uDana'] } } } }),
      dana,
    ],
    ['means somebody else', rule(), ali],
    ['does not run on who never was active', rule(), { ...dana, status: 'STAGED' }],
  ])('H1.4 has no doubt about a rule that %s: the member is a direct one', (_, given, who) => {
    expect(keeperOf([given], who)).toBeUndefined();
  });

  test.each<[string, OktaRule, OktaUser]>([
    ['cannot be evaluated', rule({ conditions: opaque }), dana],
    ['has no condition', rule({ conditions: null }), dana],
    [
      'is of another language',
      rule({ conditions: { expression: { ...expression, type: 'urn:okta:expression:2.0' } } }),
      dana,
    ],
    [
      'leaves a group out, which Okta publishes as not supported',
      rule({ conditions: { expression, people: { groups: { exclude: ['00g1'] } } } }),
      dana,
    ],
    ['meant somebody who was deactivated since', rule(), { ...dana, status: 'DEPROVISIONED' }],
    ['has a status of its own', rule({ status: 'PAUSED' }), dana],
    ['looks at what the profile does not tell', rule(), user('00uNew')],
  ])('H1.4 does not tell whether a rule keeps the member that %s', (_, given, who) => {
    expect(keeperOf([given], who)).toEqual({ by: 'not-told', rules: ['platform people'] });
  });

  test('H1.4 a rule that does mean the member settles it beside one that cannot be evaluated', () => {
    expect(keeperOf([rule({ id: '0pr0', name: 'a', conditions: opaque }), rule()])).toEqual({
      by: 'rule',
      rule: 'platform people',
    });
  });

  test('H1.4 where the rules were not listed whole nobody is proved direct, and a proved rule stands', () => {
    expect(keeperOf([rule()], ali, false)).toEqual({ by: 'not-told', rules: [] });
    expect(keeperOf([], dana, false)).toEqual({ by: 'not-told', rules: [] });
    expect(keeperOf([rule()], dana, false)).toEqual({ by: 'rule', rule: 'platform people' });
  });

  test('lists the active rules that it cannot read, and only these', () => {
    const { unreadable } = ruleBook(
      [
        rule({ name: 'z', conditions: opaque }),
        rule({
          name: 'a',
          conditions: { expression: { value: 'user.level > 2 AND user.department == "x"' } },
        }),
        rule({ name: 'off', conditions: opaque, status: 'INACTIVE' }),
        rule(),
      ],
      true,
    );
    expect(unreadable).toEqual(['a', 'z']);
  });

  test('the order of rules is irrelevant', () => {
    const rules = [rule({ id: '0pr1', name: 'b' }), rule({ id: '0pr2', name: 'a' })];
    expect(keeperOf(rules)).toEqual({ by: 'rule', rule: 'a' });
    expect(keeperOf([...rules].reverse())).toEqual({ by: 'rule', rule: 'a' });
  });
});
