import type { PersonRecord } from '../../identity/index.js';
import type { FactGround } from '../facts/ground.js';
import { isAtWork } from '../facts/person.js';
import type { ReviewFacts } from '../facts/tables.js';
import type { JudgedReview } from './judge-reviews.js';
import type { DecisionReason } from './record.js';

/** Somebody who may approve and asks for changes holds it up until they say otherwise, or are not at work any more. */
export function objections(judged: readonly JudgedReview[], ground: FactGround): readonly DecisionReason[] {
  return judged
    .filter(
      ({ facts, review }) => facts !== undefined && isObjection(facts, ground.logins(review.by), ground),
    )
    .map(({ said: { approver, login } }) => ({
      outcome: 'pending',
      code: 'CHANGES_REQUESTED',
      message: `${approver ?? login} asks for changes`,
      remedy: 'answer what they ask, and have them review again',
    }));
}

function isObjection(
  { state, last, roles, delegated, delegationRecorded }: ReviewFacts,
  reviewer: PersonRecord | undefined,
  { at }: FactGround,
): boolean {
  const mayApprove = roles.length > 0 && (!delegated || delegationRecorded) && isAtWork(reviewer, at);
  return state === 'changes-requested' && last && mayApprove;
}
