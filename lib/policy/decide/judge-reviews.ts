import { by, sorted } from '../../kernel/index.js';
import type { FactGround } from '../facts/ground.js';
import { personFacts } from '../facts/person.js';
import type { ReviewFacts } from '../facts/tables.js';
import { changeOf } from '../observed/changes.js';
import type { ObservedChange, ObservedReview } from '../observed/observation.js';
import type { ResolvedTicket } from '../resolved.js';
import type { RuleEngine } from '../rules/engine.js';
import type { ForbidRule, PermitRule } from '../rules/rule.js';
import { reviewQuestion } from './questions.js';
import type { Facts, ReviewJudged } from './record.js';
import { reviewFacts } from './review-facts.js';

/** A review that was judged, and what it was judged on. */
export interface JudgedReview {
  readonly said: ReviewJudged;
  readonly facts: ReviewFacts;
  readonly review: ObservedReview;
}

/** Judges every review of the change that brought a ticket, each on its own. In time. */
export function judgeReviews(
  resolved: ResolvedTicket,
  facts: Facts,
  path: PermitRule,
  engine: RuleEngine,
  ground: FactGround,
): readonly JudgedReview[] {
  const change = changeOf(ground.observations, resolved.ticket.ticket);
  if (!change) return [];
  const own = ground.observations.reviews.filter(
    (review) => review.change === change.change && review.at <= ground.at,
  );
  return sorted(
    own,
    by(
      ({ at }) => at,
      ({ id }) => id,
    ),
  ).map((review) => judged(review, change, resolved, facts, path, engine, ground));
}

function judged(
  review: ObservedReview,
  change: ObservedChange,
  resolved: ResolvedTicket,
  facts: Facts,
  path: PermitRule,
  engine: RuleEngine,
  ground: FactGround,
): JudgedReview {
  const reviewer = ground.logins(review.by);
  const said = reviewFacts(review, reviewer, change, resolved, path.lasts, ground);
  const who = reviewer ? { id: `hr:${reviewer.id}`, facts: personFacts(reviewer, ground) } : undefined;
  const { allowed, determining, erred } = engine.ask(
    reviewQuestion(resolved.ticket.ticket, who, facts, said),
  );
  const reasons = [
    ...determining
      .filter((rule): rule is ForbidRule => rule.effect === 'forbid')
      .map(({ code, why, id }) => ({ code, message: why, rule: id })),
    ...erred.map(({ rule, message }) => ({ code: 'POLICY_ERROR', message, rule })),
  ];
  return {
    review,
    facts: said,
    said: {
      review: review.id,
      login: review.by.login,
      ...(who ? { approver: who.id } : {}),
      counted: allowed,
      reasons:
        allowed || reasons.length > 0
          ? reasons
          : [{ code: 'NO_RULE_MATCHED', message: 'no rule lets this review count' }],
    },
  };
}
