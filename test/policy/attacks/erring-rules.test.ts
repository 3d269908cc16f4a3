import { RuleEngine } from '../../../lib/policy/index.js';
import { EXAMPLE, file, forbid } from '../rules/_rules.js';
import { approved, decide, uncounted } from './_stage.js';

/** More than Cedar's 64 bits hold, whatever the number is; by one it is not. */
const OVERFLOWS = 'context.window.minutes * 9007199254740991 * 9007199254740991 > 0';
const REVIEW_OVERFLOWS = 'context.validMinutes * 9007199254740991 * 9007199254740991 > 0';
const asReview = (text: string): string => text.replace('Action::"grant"', 'Action::"approve"');

const engineWith = (text: string): Promise<RuleEngine> =>
  RuleEngine.of([...EXAMPLE, file(text, 'more.cedar')]);
const reviews = { reviews: [approved('l4')] };

describe('a rule that cannot be evaluated', () => {
  it('denies the ticket, though the engine would pass it over', async () => {
    const engine = await engineWith(forbid(OVERFLOWS, { id: 'overflows' }));
    expect(decide(reviews, engine)).toMatchObject({
      outcome: 'deny',
      reasons: [{ code: 'POLICY_ERROR', rule: 'overflows' }],
    });
  });

  it('takes from a review that it counts', async () => {
    const engine = await engineWith(asReview(forbid(REVIEW_OVERFLOWS, { id: 'overflows' })));
    const record = decide(reviews, engine);
    expect(record.outcome).toBe('pending');
    expect(uncounted(record)).toContain('POLICY_ERROR');
  });

  it.each([
    ['of tickets', forbid(OVERFLOWS.replaceAll(' * 9007199254740991', '').replace('> 0', '< 0'))],
    [
      'of reviews',
      asReview(forbid(REVIEW_OVERFLOWS.replaceAll(' * 9007199254740991', '').replace('> 0', '< 0'))),
    ],
  ])('honest twin: one %s that can be evaluated, and does not hold, changes nothing', async (_, text) => {
    expect(decide(reviews, await engineWith(text)).outcome).toBe('approve');
  });
});
