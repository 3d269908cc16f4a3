import { plus, type Milliseconds } from '../../kernel/index.js';
import type { RiskTier, WorkloadDeclaration } from '../../manifest/index.js';
import type { PersonRecord } from '../../identity/index.js';
import { requestable } from '../job-functions.js';
import type { ResolvedTicket } from '../resolved.js';
import type { Rule } from '../rules/rule.js';
import { conflictFacts } from './conflicts.js';
import { contradictedClaims } from './contradicted.js';
import { escalatesAgainst } from './doubts.js';
import type { FactGround } from './ground.js';
import { minutesUntil } from './person.js';
import { isRequesterKnown, requesterOf } from './requester.js';
import { isReviewAnswered } from './reviewed.js';
import { overdueDays } from './rules-age.js';
import { sameExceptions } from './same-exception.js';
import type { ContextFacts } from './tables.js';
import { isOriginVerified } from './verified.js';

/** The facts beside who asks for what. */
export function contextFacts(
  resolved: ResolvedTicket,
  subject: PersonRecord | WorkloadDeclaration,
  tier: RiskTier,
  ground: FactGround,
  rules: readonly Rule[],
): ContextFacts {
  return {
    window: windowFacts(resolved, tier, ground),
    job: {
      allows: requestable(ground.catalogue, subject).has(resolved.package.id),
      routes: ground.catalogue.operatingModel?.[tier].routes ?? [],
    },
    origin: originFacts(resolved, ground),
    identity: { escalates: escalatesAgainst(resolved.principal, ground) },
    conflicts: conflictFacts(resolved, ground),
    history: historyFacts(resolved, ground),
    policy: { overdueDays: overdueDays(rules, ground.at) },
  };
}

const minutes = (span: Milliseconds): number => Math.ceil(span / 60_000);

function windowFacts(resolved: ResolvedTicket, tier: RiskTier, ground: FactGround): ContextFacts['window'] {
  const { ticket, package: pack } = resolved;
  const { duration } = pack;
  const bounded = duration.kind === 'bounded' ? duration : { max: 0, renewalMax: 0 };
  const demands = ground.catalogue.operatingModel?.[tier];
  const start =
    ticket.window.start === 'on-approval'
      ? (ground.approvedAt(resolved.digest) ?? ground.at)
      : ticket.window.start;
  const end = plus(start, ticket.window.for);
  return {
    minutes: minutes(ticket.window.for),
    maxMinutes: minutes(bounded.max),
    lineMinutes: minutes(ticket.window.for) + lineBefore(resolved, ground),
    lineMaxMinutes: minutes(bounded.renewalMax),
    tierMinutes: minutes(demands?.longest ?? 0),
    tierLineMinutes: minutes(demands?.longestRenewed ?? 0),
    untilEndMinutes: minutesUntil(end, ground.at),
  };
}

/** What the tickets that a renewal goes on with asked for together: renewals count as one duration. */
function lineBefore({ ticket }: ResolvedTicket, { tickets }: FactGround): number {
  const seen = new Set([ticket.ticket]);
  let total = 0;
  let next = ticket.kind === 'renewal' ? ticket.of : undefined;
  while (next !== undefined && !seen.has(next)) {
    seen.add(next);
    const before = tickets.get(next)?.ticket;
    total += minutes(before?.window.for ?? 0);
    next = before?.kind === 'renewal' ? before.of : undefined;
  }
  return total;
}

function originFacts(resolved: ResolvedTicket, ground: FactGround): ContextFacts['origin'] {
  const requester = requesterOf(resolved, ground);
  return {
    observed: requester.observed,
    requesterKnown: isRequesterKnown(requester, ground),
    byAgent: requester.byAgent,
    claims: contradictedClaims(resolved, requester),
    verified: isOriginVerified(resolved, ground),
  };
}

function historyFacts(resolved: ResolvedTicket, ground: FactGround): ContextFacts['history'] {
  const { undone } = ground;
  return {
    sameException: sameExceptions(resolved, ground),
    emergencyReviewsDue: undone.emergencyReviews(resolved.principal, resolved.ticket.ticket),
    credentialOverdue: undone.rotation(resolved.principal),
    reviewAnswered: isReviewAnswered(resolved.ticket),
  };
}
