import fc from 'fast-check';
import { canonicalJson, plus } from '../../../lib/kernel/index.js';
import { RuleEngine, type ObservedReview } from '../../../lib/policy/index.js';
import { AS_OF } from '../../_helpers/people.js';
import { changeBy, user } from '../facts/_ground.js';
import { EXAMPLE } from '../rules/_rules.js';
import { decide, delegation, hoursAgo, TWO, uncounted, type Case, type Review } from './_stage.js';

let engine: RuleEngine;
beforeAll(async () => {
  engine = await RuleEngine.of(EXAMPLE);
});

const STATES: readonly ObservedReview['state'][] = [
  'approved',
  'changes-requested',
  'commented',
  'dismissed',
];

/** Reviews of a few people within few instants, so that ids, logins and times meet. */
const review: fc.Arbitrary<Review> = fc
  .record({
    login: fc.constantFrom('l4', 'L4', 'l5', 'l6', 'l7'),
    id: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'),
    state: fc.constantFrom(...STATES, 'approved' as const),
    hours: fc.integer({ min: -1, max: 3 }),
    acts: fc.boolean(),
  })
  .map(({ login, id, state, hours, acts }) => ({
    by: user(login),
    id,
    state,
    at: hoursAgo(hours),
    ...(acts && login === 'l7' ? { for: 'hr:4' } : {}),
  }));
const caseOf = (reviews: readonly Review[]): Case => ({ route: TWO, reviews, delegations: [delegation()] });
const later = { ...changeBy(user('l2')), change: 'pull/2', openedAt: hoursAgo(0.5) };

describe('laws of reviews (REQ-030)', () => {
  it('the order in which they and the changes are given never matters', () => {
    fc.assert(
      fc.property(fc.array(review, { maxLength: 6 }), fc.boolean(), (reviews, two) => {
        const given = { ...caseOf(reviews), ...(two ? { changes: [later] } : {}) };
        const turned = decide(given, engine, (all) => [...all].reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(decide(given, engine)));
      }),
      { numRuns: 60 },
    );
  });

  it('what is dated after the decision changes no byte of it', () => {
    fc.assert(
      fc.property(fc.array(review, { maxLength: 5 }), review, (reviews, next) => {
        const ahead = { ...next, at: plus(AS_OF, 1) };
        const [before, after] = [reviews, [...reviews, ahead]].map((all) => decide(caseOf(all), engine));
        expect(after).toEqual(before);
      }),
      { numRuns: 40 },
    );
  });

  it('a review that takes back never turns what waits into an approval, and none is seated twice', () => {
    fc.assert(
      fc.property(
        fc.array(review, { maxLength: 5 }),
        review,
        fc.constantFrom('changes-requested' as const, 'commented' as const),
        (reviews, next, state) => {
          const before = decide(caseOf(reviews), engine);
          const after = decide(caseOf([...reviews, { ...next, state, at: AS_OF, id: 'Z' }]), engine);
          const held = before.reasons.some(({ code }) => code === 'CHANGES_REQUESTED');
          if (before.outcome !== 'approve' && !held) expect(after.outcome).not.toBe('approve');
          const seated = after.conditions.flatMap(({ filledBy }) => filledBy ?? []);
          expect(new Set(seated).size).toBe(seated.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('e-mails in commits only ever cost: nobody counts by them, and nobody else is called for', () => {
    const address = fc.constantFrom('p4@example.org', 'P5+x@example.org', 'p6@example.org', 'l4@example.org');
    fc.assert(
      fc.property(
        fc.array(review, { maxLength: 4 }),
        fc.array(address, { maxLength: 4 }),
        (reviews, emails) => {
          const without = decide(caseOf(reviews), engine);
          const named = decide({ ...caseOf(reviews), change: { emails } }, engine);
          if (without.outcome !== 'approve') expect(named.outcome).not.toBe('approve');
          const dead = ({ reasons }: typeof named) =>
            reasons.some(({ code }) => code === 'NO_APPROVER_ALIVE');
          if (!dead(without)) expect(dead(named)).toBe(false);
          if (named.outcome !== without.outcome)
            expect(uncounted(named)).toContain('SELF_APPROVAL_COMMITTER');
        },
      ),
      { numRuns: 60 },
    );
  });
});
