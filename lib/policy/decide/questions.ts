import { principalText, type Principal } from '../../model/index.js';
import { cedarValues } from '../facts/values.js';
import {
  CONTEXT,
  PERSON,
  REQUEST,
  REVIEW,
  WORKLOAD,
  type PersonFacts,
  type ReviewFacts,
  type WorkloadFacts,
} from '../facts/tables.js';
import type { RuleQuestion } from '../rules/engine.js';
import type { Facts } from './record.js';

/** May this be given? */
export function grantQuestion(ticket: string, principal: Principal, facts: Facts): RuleQuestion {
  return {
    action: 'grant',
    principal: subjectEntity(principal, facts.principal),
    request: { id: ticket, attrs: cedarValues(REQUEST, facts.request) },
    context: cedarValues(CONTEXT, facts.context),
  };
}

/** Does this review count? */
export function reviewQuestion(
  ticket: string,
  reviewer: { readonly id: string; readonly facts: PersonFacts } | undefined,
  facts: Facts,
  review: ReviewFacts,
): RuleQuestion {
  return {
    action: 'approve',
    principal: reviewer
      ? { type: 'Person', id: reviewer.id, attrs: cedarValues(PERSON, reviewer.facts) }
      : { type: 'Stranger', id: 'stranger', attrs: {} },
    request: { id: ticket, attrs: cedarValues(REQUEST, facts.request) },
    context: cedarValues(REVIEW, review),
  };
}

function subjectEntity(principal: Principal, facts: PersonFacts | WorkloadFacts): RuleQuestion['principal'] {
  const id = principalText(principal);
  return 'program' in facts
    ? { type: 'Workload', id, attrs: cedarValues(WORKLOAD, facts) }
    : { type: 'Person', id, attrs: cedarValues(PERSON, facts) };
}
