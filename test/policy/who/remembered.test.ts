import { remembered } from '../../../lib/policy/who/remembered.js';
import type { RuleEngine, RuleQuestion } from '../../../lib/policy/rules/engine.js';

const QUESTION: RuleQuestion = {
  action: 'grant',
  principal: { type: 'Person', id: 'hr:1', attrs: { department: 'Platform' } },
  request: { id: 'ACC-1', attrs: { tier: 'low' } },
  context: { late: false },
};

/** How often the rules are asked for their answer and their paths, of two questions of which the second differs. */
function asked(reads: 'all' | readonly string[], second: Partial<RuleQuestion>): readonly [number, number] {
  const times = { ask: 0, paths: 0 };
  const engine = {
    rules: [{}],
    digest: 'sha256:00',
    reads: () => reads,
    ask: () => ({ allowed: times.ask++ === 0, determining: [], erred: [] }),
    paths: () => (times.paths++, []),
  } as unknown as RuleEngine;
  const rules = remembered(engine);
  for (const each of [QUESTION, { ...QUESTION, ...second }]) {
    rules.ask(each);
    rules.paths(each);
  }
  return [times.ask, times.paths];
}

const somebodyElse = { principal: { ...QUESTION.principal, id: 'hr:2' } };
const anotherTicket = { request: { ...QUESTION.request, id: 'ACC-2' } };

describe('answers that are remembered', () => {
  test.each<[string, Partial<RuleQuestion>]>([
    ['who asks, where all facts are equal', somebodyElse],
    ['which ticket asks', anotherTicket],
    ['nothing', {}],
  ])('are asked for once where what differs is %s', (_, second) => {
    expect(asked(['principal.department', 'request.tier'], second)).toEqual([1, 1]);
  });

  test.each<[string, Partial<RuleQuestion>]>([
    ['the action', { action: 'approve' }],
    ['a fact of the person', { principal: { ...QUESTION.principal, attrs: { department: 'Sales' } } }],
    ['the kind of principal', { principal: { ...QUESTION.principal, type: 'Workload' } }],
    ['a fact of the request', { request: { ...QUESTION.request, attrs: { tier: 'high' } } }],
    ['a fact beside', { context: { late: true } }],
  ])('are asked for anew where %s differs', (_, second) => {
    expect(asked(['principal.department'], second)).toEqual([2, 2]);
  });

  test.each<[string, 'all' | readonly string[]]>([
    ['who it is', ['principal']],
    ['which ticket it is', ['request']],
    ['what nobody can tell', 'all'],
  ])('are each one’s own where a rule looks at %s', (_, reads) => {
    expect(asked(reads, somebodyElse)).toEqual([2, 2]);
    expect(asked(reads, anotherTicket)).toEqual([2, 2]);
    expect(asked(reads, {})).toEqual([1, 1]);
  });
});
