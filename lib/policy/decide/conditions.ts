import { sortedTexts } from '../../kernel/index.js';
import type { ApproverRole, RiskTier } from '../../manifest/index.js';
import type { FactGround } from '../facts/ground.js';
import { changeOf } from '../observed/changes.js';
import type { ResolvedTicket } from '../resolved.js';
import { roleText } from '../role-holders.js';
import { bestSeats, isOneVoice } from '../seats.js';
import { voicesOf, type Voice } from './candidates.js';
import { askedRoles, escalatesTo } from './conditions-asked.js';
import type { JudgedReview } from './judge-reviews.js';
import { partiesOf } from './parties.js';
import type { RouteCondition, ReviewJudged } from './record.js';

/** The conditions of a route with who filled them, and each review with the condition it satisfies. */
export interface SeatedReviews {
  readonly conditions: readonly RouteCondition[];
  readonly reviews: readonly ReviewJudged[];
}

/**
 * Seats the counted reviews on the roles of the route, a person each; a review for which no role is left does not count. Who acts for
 * somebody is no second voice beside them. What is open names who can fill it today; where nobody can any more, it is a dead end.
 */
export function seat(
  resolved: ResolvedTicket,
  tier: RiskTier,
  judged: readonly JudgedReview[],
  ground: FactGround,
): SeatedReviews {
  const asked = askedRoles(resolved, ground);
  const roles = asked.map(({ role }) => role);
  const holders = new Map(asked.map((each) => [each.role, each.holders]));
  const holds = ({ as }: Voice, role: ApproverRole): boolean => holders.get(role)?.has(as) === true;
  const seated = (voices: readonly Voice[]) => bestSeats(roles, voices, holds, isOneVoice);

  const counted = countedVoices(judged);
  const filled = seated(counted);
  const names = roles.map((role) => roleText(role, resolved));
  const filledBy = (index: number) => filled.find((each) => each.index === index)?.approver.who;
  const open = roles.flatMap((_, index) => (filledBy(index) === undefined ? [index] : []));

  const change = changeOf(ground.observations, resolved.ticket.ticket);
  const able =
    open.length > 0 ? voicesOf(resolved, tier, asked, partiesOf(resolved, change, ground), ground) : [];
  const fresh = able.filter(({ who }) => !counted.some((each) => each.who === who));
  const reached = seated([...counted, ...fresh]);
  const dead = deadEnds(open, roles.length - reached.length, new Set(reached.map(({ index }) => index)));
  const helpful = fresh.filter((voice) => seated([...counted, voice]).length > filled.length);

  const conditions = asked.map(({ role, fallback }, index): RouteCondition => {
    const who = filledBy(index);
    const own = helpful.filter((voice) => holds(voice, role));
    const ask = dead.has(index) ? [] : own.length > 0 ? own : helpful;
    return {
      role: names[index] ?? '',
      ...(who === undefined ? {} : { filledBy: who }),
      candidates: who === undefined ? askable(ask) : [],
      ...(fallback ? { fallback } : {}),
      ...(role.escalation && who === undefined && ask.length === 0
        ? { escalation: escalatesTo(role, resolved, ground) }
        : {}),
    };
  });
  return { conditions, reviews: judged.map(({ said }) => withCondition(said, conditions)) };
}

function countedVoices(judged: readonly JudgedReview[]): readonly Voice[] {
  const voices = judged.flatMap(({ said: { counted, approver }, review }): Voice[] =>
    counted && approver ? [{ who: approver, as: review.for ?? approver, named: false }] : [],
  );
  return voices.filter(({ who }, index) => voices.findIndex((each) => each.who === who) === index);
}

/** Which of the open conditions stay open whoever approves: those that the best seating leaves out first. */
function deadEnds(open: readonly number[], short: number, reached: ReadonlySet<number>): ReadonlySet<number> {
  const last = [...open].sort((a, b) => Number(reached.has(a)) - Number(reached.has(b)));
  return new Set(last.slice(0, Math.max(0, short)));
}

/** Those whose e-mails commits bear are not asked while anybody else can be; that they are named is never a dead end. */
function askable(voices: readonly Voice[]): readonly string[] {
  const clean = voices.filter(({ named }) => !named);
  return sortedTexts((clean.length > 0 ? clean : voices).map(({ who }) => who));
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
