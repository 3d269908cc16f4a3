import fc from 'fast-check';
import { parseCondition } from '../../../lib/adapters/okta/rule-expression.js';
import { ruleBook } from '../../../lib/adapters/okta/rules.js';
import type { OktaRule, OktaUser } from '../../../lib/adapters/okta/schema.js';
import { user } from './_server.js';

describe('parseCondition', () => {
  const profile = { department: 'Platform', title: 'SRE', level: 3 };
  test.each([
    ['user.department == "Platform"', 'yes'],
    ['user.department=="Finance"', 'no'],
    ['user.department != "Finance"', 'yes'],
    ['user.department == "platform"', 'unknown'],
    ['user.missing == "x"', 'unknown'],
    ['user.missing != "x"', 'unknown'],
    ['user.level == "3"', 'unknown'],
    ['user.department == "Platform" AND user.title == "SRE"', 'yes'],
    ['user.department == "Platform" && user.missing == "x"', 'unknown'],
    ['user.department == "Finance" and user.missing == "x"', 'no'],
    ['user.department == "Platform" or user.missing == "x"', 'yes'],
    ['user.department == "Finance" || user.missing == "x"', 'unknown'],
    ['NOT user.department == "Finance"', 'yes'],
    ['!(user.department == "Platform" OR user.missing == "x")', 'no'],
    ['user.department == "Finance" OR user.department == "Platform" AND user.title == "SRE"', 'yes'],
    ['(user.department == "Platform" OR user.title == "x") AND user.title == "y"', 'no'],
    ['user.department == "Plat\\"form"', 'no'],
  ])('%s is %s', (expression, verdict) => {
    expect(parseCondition(expression)?.(profile)).toBe(verdict);
  });

  test.each([
    '',
    'true',
    'user.department',
    'user.department == Platform',
    'user.department == "Platform" AND',
    'user.department = "Platform"',
    'isMemberOfGroupName("x")',
    'String.startsWith(user.department, "Plat")',
    'user.department == "Platform" AND isMemberOfGroup("00g1")',
    'user.manager.department == "Platform"',
    'user.getInternalProperty("id") == "x"',
    '(user.department == "Platform"',
    'user.department == "Platform" user.title == "SRE"',
    'user.level > 2',
  ])('does not claim to understand `%s`', (expression) => {
    expect(parseCondition(expression)).toBeUndefined();
  });

  test('never throws and never hangs', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (expression) => {
        expect(['yes', 'no', 'unknown', undefined]).toContain(parseCondition(expression)?.(profile));
      }),
    );
  });
});

describe('ruleBook', () => {
  const dana: OktaUser = user('00uDana', { department: 'Platform' });
  const rule = (more: Partial<OktaRule> = {}): OktaRule => ({
    id: '0pr1',
    name: 'platform people',
    status: 'ACTIVE',
    conditions: { expression: { value: 'user.department == "Platform"' } },
    actions: { assignUserToGroups: { groupIds: ['00gPlatform'] } },
    ...more,
  });
  const expression = { value: 'user.department == "Platform"' };

  test('names the rule that accounts for a membership', () => {
    expect(ruleBook([rule()]).ruleOf('00gPlatform', dana)).toBe('platform people');
  });

  test.each<[string, OktaRule, OktaUser]>([
    ['is not active', rule({ status: 'INACTIVE' }), dana],
    ['is of another group', rule({ actions: { assignUserToGroups: { groupIds: ['00gOther'] } } }), dana],
    [
      'leaves this user out',
      rule({ conditions: { expression, people: { users: { exclude: ['00uDana'] } } } }),
      dana,
    ],
    ['means somebody else', rule(), user('00uAli', { department: 'Finance' })],
    ['does not run on the deactivated', rule(), { ...dana, status: 'DEPROVISIONED' }],
    [
      'leaves groups out, which is not evaluated here',
      rule({ conditions: { expression, people: { groups: { exclude: ['00g1'] } } } }),
      dana,
    ],
  ])('does not name a rule that %s', (_, given, who) => {
    expect(ruleBook([given]).ruleOf('00gPlatform', who)).toBeUndefined();
  });

  test('lists the active rules that it cannot read, and only these', () => {
    const opaque = { expression: { value: 'isMemberOfGroup("00g1")' } };
    const { unreadable } = ruleBook([
      rule({ name: 'z', conditions: opaque }),
      rule({ name: 'a', conditions: opaque }),
      rule({ name: 'off', conditions: opaque, status: 'INACTIVE' }),
      rule(),
    ]);
    expect(unreadable).toEqual(['a', 'z']);
  });

  test('the order of rules is irrelevant', () => {
    const rules = [rule({ id: '0pr1', name: 'b' }), rule({ id: '0pr2', name: 'a' })];
    expect(ruleBook(rules).ruleOf('00gPlatform', dana)).toBe('a');
    expect(ruleBook([...rules].reverse()).ruleOf('00gPlatform', dana)).toBe('a');
  });
});
