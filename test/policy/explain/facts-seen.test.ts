import { called } from '../../../lib/policy/explain/explain.js';
import { factsSeen } from '../../../lib/policy/explain/facts-seen.js';
import type { FactGround } from '../../../lib/policy/facts/ground.js';
import type { RuleQuestion } from '../../../lib/policy/rules/engine.js';
import { KIND } from '../../../lib/policy/rules/facts-read.js';

const tier = { __entity: { type: 'Tier', id: 'low' } };
const QUESTION: RuleQuestion = {
  action: 'grant',
  principal: { type: 'Person', id: 'hr:1', attrs: { department: 'Platform', vendor: 'V' } },
  request: { id: 'ACC-1', attrs: { tier, environments: [tier], systems: ['aws', 'okta'] } },
  context: { window: { minutes: 60 }, late: false, odd: [1] },
};
const seen = (...reads: readonly string[]) => factsSeen(QUESTION, reads);

describe('the facts that a rule saw', () => {
  test('are what it read by name, with the value, words and lists as the facts have them', () => {
    expect(seen('request.tier', 'principal.department', 'context.window.minutes', 'context.late')).toEqual([
      { fact: 'context.late', value: false },
      { fact: 'context.window.minutes', value: 60 },
      { fact: 'principal.department', value: 'Platform' },
      { fact: 'request.tier', value: 'low' },
    ]);
    expect(seen('request.environments', 'request.systems', 'context.odd')).toEqual([
      { fact: 'context.odd', value: ['1'] },
      { fact: 'request.environments', value: ['low'] },
      { fact: 'request.systems', value: ['aws', 'okta'] },
    ]);
  });

  test('are told as absent where there is none: by no name, below a value, or by what every object has', () => {
    const absent = [
      'principal.sponsor',
      'context.late.minutes',
      'context.toString',
      'request.tier.constructor',
    ];
    expect(seen(...absent)).toEqual([...absent].sort().map((fact) => ({ fact })));
  });

  test('are who it is and which ticket, the kind and the action, and nothing of what they have', () => {
    expect(seen('principal', 'request', KIND, 'action')).toEqual([
      { fact: 'action', value: 'grant' },
      { fact: 'principal', value: 'Person::hr:1' },
      { fact: KIND, value: 'Person' },
      { fact: 'request', value: 'ACC-1' },
    ]);
  });

  test('are all of what is asked of together, and everything where the form of a rule is not known', () => {
    const context = [
      { fact: 'context.late', value: false },
      { fact: 'context.odd', value: ['1'] },
      { fact: 'context.window.minutes', value: 60 },
    ];
    expect(seen('context.window')).toEqual([{ fact: 'context.window.minutes', value: 60 }]);
    expect(seen('context')).toEqual(context);
    expect(factsSeen(QUESTION, 'all')).toEqual([
      ...context,
      { fact: 'principal', value: 'Person::hr:1' },
      { fact: 'principal.department', value: 'Platform' },
      { fact: 'principal.vendor', value: 'V' },
      { fact: 'request', value: 'ACC-1' },
      { fact: 'request.environments', value: ['low'] },
      { fact: 'request.systems', value: ['aws', 'okta'] },
      { fact: 'request.tier', value: 'low' },
    ]);
  });
});

test('somebody is called by the name that HR has of people, and a workload by none', () => {
  const links = { personOf: (id: string) => (id === '1' ? { name: 'Ada' } : undefined) };
  const name = (id: string) => called(id, { links: links as unknown as FactGround['links'] });
  expect(name('hr:1')).toEqual({ id: 'hr:1', name: 'Ada' });
  for (const id of ['hr:2', 'workload:1', 'Ada']) expect(name(id)).toEqual({ id });
});
