import { by, canonicalJson, sorted } from '../../kernel/index.js';
import { employmentAt, type PersonRecord } from '../../identity/index.js';
import type { FactGround } from '../facts/ground.js';
import { personFacts } from '../facts/person.js';
import type { PersonFacts, ReviewFacts } from '../facts/tables.js';
import { changeOf } from '../observed/changes.js';
import { indexed } from '../observed/indexed.js';
import type { ObservedReview } from '../observed/observation.js';
import type { ResolvedTicket } from '../resolved.js';
import type { AskedRules, RuleQuestion } from '../rules/engine.js';
import type { ForbidRule, PermitRule } from '../rules/rule.js';
import { listedInVain } from './conditions-asked.js';
import { isManagerAlone } from './manager-alone.js';
import { partiesOf } from './parties.js';
import { reviewQuestion } from './questions.js';
import type { Facts, ReviewJudged } from './record.js';
import { reviewFacts, type ReviewsAsked } from './review-facts.js';

/** A review that was judged, and what it was judged on. */
export interface JudgedReview {
  readonly said: ReviewJudged;
  /** Absent of a review of another change, of which nothing is asked. */
  readonly facts?: ReviewFacts;
  /** What the rules were asked; absent with the facts. */
  readonly question?: RuleQuestion;
  readonly review: ObservedReview;
}

const IN_TIME = by<ObservedReview>(
  ({ at }) => at,
  ({ id }) => id,
  canonicalJson,
);

/**
 * Judges every review of the change that brought a ticket, each on its own, and tells of those of other changes that saw the ticket. One
 * that is dated after `at` is not there yet. In time, whatever the order in which they are given.
 */
export function judgeReviews(
  resolved: ResolvedTicket,
  facts: Facts,
  path: PermitRule,
  engine: AskedRules,
  ground: FactGround,
): readonly JudgedReview[] {
  const { observations, at } = ground;
  const { ticket } = resolved.ticket;
  const change = changeOf(observations, ticket);
  if (!change) return [];
  const isOwn = (review: ObservedReview): boolean => review.change === change.change;
  const { of, seeing } = indexed(observations);
  const all = new Set([...of(change.change), ...seeing(ticket)]);
  const seen = [...all].filter((review) => review.at <= at);
  const reviews = seen.filter(isOwn);
  const parties = partiesOf(resolved, change, ground);
  const asked = { resolved, change, reviews, parties, lasts: path.lasts };
  return sorted(seen, IN_TIME).map((review) =>
    isOwn(review) ? judged(review, asked, facts, engine, ground) : elsewhere(review, change.change, ground),
  );
}

function judged(
  review: ObservedReview,
  asked: ReviewsAsked,
  facts: Facts,
  engine: AskedRules,
  ground: FactGround,
): JudgedReview {
  const reviewer = ground.logins(review.by);
  const said = reviewFacts(review, reviewer, asked, ground);
  const who = reviewer && { id: `hr:${reviewer.id}`, facts: reviewerFacts(reviewer, review, ground) };
  const question = reviewQuestion(asked.resolved.ticket.ticket, who, facts, said);
  const { allowed, determining, erred } = engine.ask(question);
  const reasons = [
    ...determining
      .filter((rule): rule is ForbidRule => rule.effect === 'forbid')
      .map(({ code, why, id }) => ({ code, message: why, rule: id })),
    ...erred.map(({ rule, message }) => ({ code: 'POLICY_ERROR', message, rule })),
    ...(isManagerAlone(said.roles, asked.resolved, facts.request.tier) ? [MANAGER_ALONE] : []),
    ...inVain(review, who?.id, said, asked.resolved, ground),
  ];
  const counted = allowed && reasons.length === 0;
  return {
    review,
    facts: said,
    question,
    said: {
      ...whose(review, reviewer),
      counted,
      reasons: counted || reasons.length > 0 ? reasons : [NO_RULE],
    },
  };
}

/** Of who holds no role: that they are named, and for a fallback that is not asked. */
function inVain(
  { for: from }: ObservedReview,
  who: string | undefined,
  { roles }: ReviewFacts,
  resolved: ResolvedTicket,
  ground: FactGround,
): readonly { readonly code: string; readonly message: string }[] {
  if (who === undefined || roles.length > 0) return [];
  return [listedInVain(from ?? who, resolved, ground)].filter((each) => each !== undefined);
}

/** As of the decision; who had not started when the review was given did not give it, whoever has their login now. */
function reviewerFacts(reviewer: PersonRecord, { at }: ObservedReview, ground: FactGround): PersonFacts {
  const facts = personFacts(reviewer, ground);
  const then = employmentAt(reviewer, at).state;
  return then === 'ahead' ? { ...facts, employment: then } : facts;
}

function elsewhere(review: ObservedReview, change: string, { logins }: FactGround): JudgedReview {
  const message = `it was given on \`${review.change}\`, and \`${change}\` brought the ticket`;
  return {
    review,
    said: {
      ...whose(review, logins(review.by)),
      counted: false,
      reasons: [{ code: 'APPROVAL_OTHER_CHANGE', message }],
    },
  };
}

function whose(
  review: ObservedReview,
  reviewer: PersonRecord | undefined,
): Pick<ReviewJudged, 'review' | 'login' | 'approver'> {
  const { id, by: actor } = review;
  return { review: id, login: actor.login, ...(reviewer ? { approver: `hr:${reviewer.id}` } : {}) };
}

const NO_RULE = { code: 'NO_RULE_MATCHED', message: 'no rule lets this review count' };
const MANAGER_ALONE = {
  code: 'MANAGER_NOT_SUFFICIENT',
  message: 'a manager alone does not suffice above low risk',
};
