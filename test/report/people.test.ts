import { principalText } from '../../lib/model/index.js';
import { personText, withNames } from '../../lib/report/people.js';

const names: Readonly<Record<string, string>> = {
  'hr:1': 'Ada',
  'hr:1-2': 'Bo',
  'hr:7': 'Eve\u001b[2J\u202e) hr:1',
};
const shown = (sentence: string): string =>
  withNames(sentence, (principal) => names[principalText(principal)] ?? principalText(principal));

describe('people in sentences', () => {
  test.each([
    ['ask hr:1, hr:2.', 'ask hr:1 (Ada), hr:2.'],
    ['hr:1. Then hr:1-2', 'hr:1 (Ada). Then hr:1-2 (Bo)'],
    ['hr:1--2 and xhr:1 and hr:11', 'hr:1--2 and xhr:1 and hr:11'],
    ['workload:1', 'workload:1'],
  ])('are named beside their id: %s', (sentence, expected) => {
    expect(shown(sentence)).toBe(expected);
  });

  test('have names that control nothing, close no bracket and are read as nobody else’s', () => {
    expect(shown('ask hr:7')).toBe('ask hr:7 (Eve\ufffd\ufffd  hr:1)');
    expect(personText('hr:7', 'x'.repeat(500)).length).toBeLessThan(100);
  });
});
