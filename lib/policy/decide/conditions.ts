import { sortedTexts } from '../../kernel/index.js';
import { principalText } from '../../model/index.js';
import { approverRoles } from '../../manifest/index.js';
import { isAtWork } from '../facts/person.js';
import type { FactGround } from '../facts/ground.js';
import type { ResolvedTicket } from '../resolved.js';
import { bestSeats, holdersOf, roleText } from '../seats.js';
import type { JudgedReview } from './judge-reviews.js';
import type { RouteCondition, ReviewJudged } from './record.js';

/** The conditions of a route with who filled them, and each review with the condition it satisfies. */
export interface SeatedReviews {
  readonly conditions: readonly RouteCondition[];
  readonly reviews: readonly ReviewJudged[];
}

/** Seats the counted reviews on the roles of the route, a person each; a review for which no role is left does not count. */
export function seat(
  resolved: ResolvedTicket,
  judged: readonly JudgedReview[],
  ground: FactGround,
): SeatedReviews {
  const roles = approverRoles(resolved.package.approval);
  const book = { people: ground.links, teams: ground.catalogue.teams };
  const counted = judged.flatMap(({ said }) => (said.counted && said.approver ? [said.approver] : []));
  const people = [...new Set(counted)];
  const filled = bestSeats(roles, people, (who, role) => holdersOf(role, resolved, book).has(who));
  const conditions = roles.map((role, index): RouteCondition => {
    const seated = filled.find((each) => each.index === index);
    const holders = [...holdersOf(role, resolved, book)];
    return {
      role: roleText(role, resolved),
      ...(seated ? { filledBy: seated.approver } : {}),
      candidates: sortedTexts(holders.filter((who) => canApprove(who, resolved, ground))),
    };
  });
  return { conditions, reviews: judged.map(({ said }) => withCondition(said, conditions)) };
}

/** Whether somebody could still approve: at work, and not who would get the access. */
function canApprove(who: string, { principal }: ResolvedTicket, { links, at }: FactGround): boolean {
  return who !== principalText(principal) && isAtWork(links.personOf(who.slice('hr:'.length)), at);
}

function withCondition(said: ReviewJudged, conditions: readonly RouteCondition[]): ReviewJudged {
  if (!said.counted) return said;
  const filled = conditions.find(({ filledBy }) => filledBy !== undefined && filledBy === said.approver);
  if (filled) return { ...said, condition: filled.role };
  const message =
    conditions.length === 0
      ? 'the route asks for nobody'
      : 'every role that the reviewer holds is filled by somebody else';
  return { ...said, counted: false, reasons: [{ code: 'APPROVAL_NOT_NEEDED', message }] };
}
