import { parseInstant, plus } from '../../../lib/kernel/index.js';
import { rulesDue } from '../../../lib/policy/index.js';

const DAY = 86_400_000;
const AT = parseInstant('2026-11-20T09:00:00Z');
const rule = (id: string, ms: number) => ({ id, reviewBy: plus(AT, ms) });
const due = (...rules: ReturnType<typeof rule>[]) => rulesDue(rules, AT).map(({ id }) => id);

test('a rule is told from 30 days before its review date on, and after it', () => {
  expect(due(rule('ahead', 30 * DAY + 1))).toEqual([]);
  expect(due(rule('at-30-days', 30 * DAY), rule('past', -DAY))).toEqual(['past', 'at-30-days']);
});

test('of one day they come by id, in whatever order they are given', () => {
  const rules = [rule('b', DAY), rule('a', DAY), rule('c', 0)];
  expect([due(...rules), due(...[...rules].reverse())]).toEqual([
    ['c', 'a', 'b'],
    ['c', 'a', 'b'],
  ]);
});
