import { identityDoubts } from '../facts/doubts.js';
import { fallbackText } from '../fallback.js';
import type { FactGround } from '../facts/ground.js';
import type { ResolvedTicket } from '../resolved.js';
import type { ForbidRule } from '../rules/rule.js';
import type { Against, DecisionReason, RouteCondition } from './record.js';

/** Why nothing can be decided of a principal of whom nothing is known. */
export function doubted({ unfit }: ResolvedTicket): DecisionReason {
  const why = unfit?.reason ?? {
    code: 'SUBJECT_UNKNOWN',
    message: 'nothing is known of the principal that can be relied on',
    remedy: 'correct the record at its source',
  };
  return { outcome: 'refuse', code: why.code, message: why.message, remedy: why.remedy };
}

/** What the identity checks refuse. No rule can set it aside. */
export function doubtsOf({ principal }: ResolvedTicket, ground: FactGround): readonly DecisionReason[] {
  return identityDoubts(principal, ground).map(({ code, finding: { message, remedy, check } }) => ({
    outcome: 'refuse',
    code,
    message: `${message} (${check})`,
    remedy,
  }));
}

/** That what was decided once and ended for good is not decided again (docs/rules.md#rule-7): no review of it counts a second time. */
export function replayed({ ticket }: ResolvedTicket, ground: FactGround): readonly DecisionReason[] {
  if (ground.endedForGood?.(ticket.ticket) !== true) return [];
  return [
    {
      outcome: 'deny',
      code: 'DECISION_REPLAYED',
      message: 'what was decided of this ticket was ended for good, and its approvals count for nothing else',
      remedy: 'open a new ticket',
    },
  ];
}

/** That no path leads there: silence is no. */
export const NOTHING_MATCHED: DecisionReason = {
  outcome: 'deny',
  code: 'NO_RULE_MATCHED',
  message: 'no rule says that this may be given',
  remedy: 'ask by a path that the rules know, or change the rules by a governance change',
};

/** What a forbid that holds says. */
export function said(
  { outcome, code, why, remedy, id }: ForbidRule,
  against: readonly Against[],
): DecisionReason {
  return { outcome, code, message: why, remedy, rule: id, ...(against.length > 0 ? { against } : {}) };
}

/** That a rule could not be evaluated, which is a no whatever it would have said. */
export function errored({ rule, message }: { rule: string; message: string }): DecisionReason {
  return {
    outcome: 'deny',
    code: 'POLICY_ERROR',
    message: `rule \`${rule}\` could not be evaluated: ${message}`,
    remedy: 'mend the rule; nothing is given while one fails',
    rule,
  };
}

/** Who is waited for, or that nobody can be. */
export function waiting(condition: RouteCondition): DecisionReason {
  const { role, candidates, fallback } = condition;
  const instead = fallback ? `: ${fallbackText(fallback)}` : '';
  return candidates.length > 0
    ? {
        outcome: 'pending',
        code: 'APPROVAL_MISSING',
        message: `${role} has not approved${instead}`,
        remedy: `ask ${candidates.slice(0, 5).join(', ')}`,
      }
    : {
        outcome: 'escalate',
        code: 'NO_APPROVER_ALIVE',
        message: `nobody who is at work can approve as ${role}${instead}`,
        remedy: aboveText(condition),
      };
}

function aboveText({ escalation }: RouteCondition): string {
  const NAME = 'name another approver for the role by a governance change';
  if (escalation === undefined) return NAME;
  return escalation.length > 0
    ? `take it to ${escalation.slice(0, 5).join(', ')}, who can have another approver named by a governance change`
    : `${NAME}: nobody of its escalation list is there either`;
}
