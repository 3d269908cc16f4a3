import { epochOf, plus, type Instant, type Milliseconds } from '../../kernel/index.js';
import type { RiskTier, WorkloadDeclaration } from '../../manifest/index.js';
import type { PersonRecord } from '../../identity/index.js';
import { requestable } from '../job-functions.js';
import { wentOn, type RenewalLine } from '../renewal-line.js';
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
  const { end } = windowOf(resolved, ground);
  return {
    minutes: minutes(ticket.window.for),
    maxMinutes: minutes(bounded.max),
    lineMinutes: minutes(lineSpan(resolved, ground)),
    lineMaxMinutes: minutes(bounded.renewalMax),
    tierMinutes: minutes(demands?.longest ?? 0),
    tierLineMinutes: minutes(demands?.longestRenewed ?? 0),
    untilEndMinutes: minutesUntil(end, ground.at),
  };
}

/**
 * From the first start of the contiguous line that a ticket ends to its own end: renewals count as one duration. What is not approved yet
 * counts as if it were now, so that a line is no shorter by the order in which it is decided.
 */
function lineSpan(resolved: ResolvedTicket, ground: FactGround): Milliseconds {
  let line: RenewalLine | undefined;
  for (const each of lineTo(resolved, ground)) {
    const { start, end } = windowOf(each, ground);
    const before: RenewalLine | undefined = wentOn(line, start);
    line = { from: before?.from ?? start, end: before && before.end > end ? before.end : end };
  }
  const { start, end } = windowOf(resolved, ground);
  return epochOf(end) - epochOf(line?.from ?? start);
}

/** The tickets that a renewal goes on with and itself, the first one first; a circle ends the walk. */
function lineTo(resolved: ResolvedTicket, { tickets }: FactGround): readonly ResolvedTicket[] {
  const line = [resolved];
  for (let [first] = line; first?.ticket.kind === 'renewal'; [first] = line) {
    const before = tickets.get(first.ticket.of ?? '');
    if (!before || line.some(({ ticket }) => ticket.ticket === before.ticket.ticket)) break;
    line.unshift(before);
  }
  return line;
}

/** When a ticket gives: from its approval, or from now where it has none. */
function windowOf(
  { ticket: { window }, digest }: ResolvedTicket,
  ground: FactGround,
): { readonly start: Instant; readonly end: Instant } {
  const start = window.start === 'on-approval' ? (ground.approvedAt(digest) ?? ground.at) : window.start;
  return { start, end: plus(start, window.for) };
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
