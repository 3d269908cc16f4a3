import { HOSTILE_PAIRS } from '../../bench/support/hostile-policies.js';
import { broadens } from '../../lib/meaning/compare/broadens.js';
import { Effort, MOST_QUESTIONS } from '../../lib/meaning/compare/effort.js';
import type * as glob from '../../lib/meaning/glob.js';
import { readPolicy, type Policy } from '../../lib/meaning/grammar/index.js';
import { pinnedActions } from '../../lib/meaning/index/action-index.js';
import { pinnedPolicies, publishedPolicy } from '../../lib/meaning/managed/index.js';
import { meaningOf } from '../../lib/meaning/meaning.js';
import type * as counting from './_counting.js';

/** Characters of patterns that were compared. */
const mockWork = { chars: 0 };
jest.mock('../../lib/meaning/glob.js', () => {
  const { countingGlobs } = jest.requireActual<typeof counting>('./_counting.js');
  return countingGlobs(jest.requireActual<typeof glob>('../../lib/meaning/glob.js'), (chars) => {
    mockWork.chars += chars;
  });
});

/** Questions that were asked, and whether one was refused. */
const asked = { questions: 0, refused: false };
const allows = Object.getOwnPropertyDescriptor(Effort.prototype, 'allows')?.value as Effort['allows'];
// No spy: it would keep each of millions of calls.
beforeAll(() => {
  Effort.prototype.allows = function (this: Effort, questions) {
    const isAllowed = allows.call(this, questions);
    if (isAllowed) asked.questions += questions;
    else asked.refused = true;
    return isAllowed;
  };
});
afterAll(() => {
  Effort.prototype.allows = allows;
});

/** What a judgement costs. */
function costOf<T>(judge: () => T): { found: T; chars: number; questions: number; refused: boolean } {
  pinnedActions();
  Object.assign(asked, { questions: 0, refused: false });
  mockWork.chars = 0;
  const found = judge();
  return { found, chars: mockWork.chars, ...asked };
}

const policyOf = (Statement: unknown): Policy => {
  const { policy } = readPolicy(JSON.stringify({ Version: '2012-10-17', Statement }));
  if (!policy) throw new Error('a policy that was written to be slow is one all the same');
  return policy;
};

/** The most that any of these takes is half of it. */
const MOST_CHARS = 225_000_000;

describe('policies of the greatest length that were written to be slow', () => {
  test.each(HOSTILE_PAIRS)(
    '$name: what they mean and whether one allows more is found within bounds',
    (pair) => {
      const [before, after] = [policyOf(pair.before), policyOf(pair.after)];
      const [one, other] = [{ policies: [before] }, { policies: [after] }];
      for (const judge of [
        () => meaningOf(one),
        () => meaningOf({ ...one, boundary: after }),
        () => broadens(one, other),
        () => broadens(other, one),
        () => broadens({ ...one, boundary: after }, { policies: [after, before] }),
      ]) {
        const { chars, questions } = costOf<unknown>(judge);
        expect([chars < MOST_CHARS, questions <= MOST_QUESTIONS]).toEqual([true, true]);
      }
    },
  );

  it('what takes more than may be asked counts as more, and no proof comes of it', () => {
    const { before, after } = HOSTILE_PAIRS[HOSTILE_PAIRS.length - 1]!;
    const [one, other] = [policyOf(before), policyOf(after)];
    const bounded = { policies: [one], boundary: other };
    const { found, refused } = costOf(() => broadens(bounded, { policies: [other, one] }));
    expect([refused, found.broadens === 'no']).toEqual([true, false]);
  });
});

describe('the largest policies that AWS publishes', () => {
  const ARN = 'arn:aws:iam::aws:policy/';
  const [largest, second] = pinnedPolicies()
    .paths.flatMap((path) => publishedPolicy(`${ARN}${path}`)?.policy ?? [])
    .sort((a, b) => JSON.stringify(b).length - JSON.stringify(a).length);

  it('have an exact answer, both ways: a proof, or a call for each action that is gained', () => {
    const [one, other, both] = [[largest!], [second!], [largest!, second!]].map((policies) => ({ policies }));
    for (const part of [one!, other!]) {
      const { found, refused } = costOf(() => broadens(both!, part));
      expect([found.broadens, refused]).toEqual(['no', false]);
    }
    for (const [a, b] of [[one!, other!] as const, [other!, one!] as const]) {
      const { found, refused } = costOf(() => broadens(a, b));
      expect([found.broadens, refused]).toEqual(['yes', false]);
    }
  });

  it('have one where one is bounded by the other as well', () => {
    const { found, refused } = costOf(() =>
      broadens({ policies: [largest!] }, { policies: [largest!], boundary: second! }),
    );
    expect([found.broadens, refused]).toEqual(['no', false]);
  });
});
