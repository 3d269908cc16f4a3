import { RuleEngine } from '../../../lib/policy/index.js';
import type { FactsRead } from '../../../lib/policy/rules/facts-read.js';
import { EXAMPLE, file, forbid } from './_rules.js';

async function reads(text: string): Promise<FactsRead> {
  const engine = await RuleEngine.of([file(text)]);
  const [rule] = engine.rules;
  if (!rule) throw new Error('no rule');
  return engine.reads(rule);
}

const HEAD = 'forbid (principal, action == Action::"grant", resource)';
const headed = (head: string): string => forbid('context.policy.overdueDays > 0').replace(HEAD, head);

describe('the facts that a rule reads', () => {
  test.each([
    ['members of members', 'context.window.minutes > 3', ['context.window.minutes']],
    [
      'every operand',
      '(context.window.minutes + 2) * 3 > -(context.window.maxMinutes - 1)',
      ['context.window.maxMinutes', 'context.window.minutes'],
    ],
    [
      'what is asked for with `has`',
      'principal is Person && principal has vendor && principal.vendor like "x*"',
      ['principal is', 'principal.vendor'],
    ],
    [
      'sets',
      'resource.narrower.isEmpty() && [resource.asset, "x"].contains(resource.package) && resource.environments.contains(Environment::"production")',
      ['request.asset', 'request.environments', 'request.narrower', 'request.package'],
    ],
    [
      'all branches',
      'if resource.standing then context.job.allows else resource.breakGlass',
      ['context.job.allows', 'request.breakGlass', 'request.standing'],
    ],
    ['members in brackets', 'context["job"]["allows"]', ['context.job.allows']],
    ['who it is', 'principal == Person::"hr:1"', ['principal']],
    ['which ticket it is', 'resource == Request::"ACC-1"', ['request']],
    ['records', '{a: resource.tier} == {a: Tier::"low"}', ['request.tier']],
  ])('%s', async (_, condition, expected) => {
    expect(await reads(forbid(condition))).toEqual(expected);
  });

  test.each([
    ['forbid (principal is Workload, action == Action::"grant", resource)', ['principal is']],
    ['forbid (principal == Person::"hr:1", action == Action::"grant", resource)', ['principal']],
    ['forbid (principal, action == Action::"grant", resource == Request::"ACC-1")', ['request']],
    [HEAD, []],
  ])('of its head too: %s', async (head, expected) => {
    expect(await reads(headed(head))).toEqual(['context.policy.overdueDays', ...expected].sort());
  });

  test('are all where a member is taken of what has no path of its own', async () => {
    expect(await reads(forbid('(if resource.standing then context else context).job.allows'))).toBe('all');
  });

  test('are all where a form is not known', async () => {
    expect(await reads(forbid('ip("10.0.0.1").isLoopback() && context.job.allows'))).toBe('all');
  });

  test('leave out nothing that a rule of the example names', async () => {
    const engine = await RuleEngine.of(EXAMPLE);
    expect(engine.rules.length).toBeGreaterThan(50);
    for (const rule of engine.rules) {
      const condition = rule.text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
      const named = [...condition.matchAll(/\b(principal|resource|context)((?:\.\w+)+)/g)].map(
        ([, root, path = '']) =>
          `${root === 'resource' ? 'request' : (root ?? '')}${path.replace(/\.(contains(All|Any)?|isEmpty)$/, '')}`,
      );
      const asked = [...condition.matchAll(/\b(principal|resource|context) has (\w+)/g)].map(
        ([, root, name]) => `${root === 'resource' ? 'request' : (root ?? '')}.${name ?? ''}`,
      );
      expect([rule.id, engine.reads(rule)]).toEqual([
        rule.id,
        expect.arrayContaining([...new Set([...named, ...asked])]),
      ]);
    }
  });
});
