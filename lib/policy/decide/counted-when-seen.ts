import { epochOf, groupBy, type Digest, type Instant } from '../../kernel/index.js';
import { mayActFor } from '../delegates.js';
import type { FactGround } from '../facts/ground.js';
import type { Intake } from '../intake.js';
import { changeOf } from '../observed/changes.js';
import { isLastReview } from '../observed/last.js';
import type { ObservedReview } from '../observed/observation.js';
import type { ReviewStood } from '../observed/seen.js';
import type { ResolvedTicket } from '../resolved.js';
import { partiesOf, type Parties } from './parties.js';
import type { DecisionRecord } from './record.js';

/**
 * Whether a review that was seen could count at an instant, whatever a decision says of it: nobody who has a part in the ticket gave it, nor spoke
 * it for one who has, or for somebody who had not delegated that, it saw both ends of its change, it was the last word of its login then, and not older
 * than approvals last on the path of today. Within that life a decision may be dated later: that is what deciding again then would say.
 */
export function countedWhenSeen(
  { resolved, unfit }: Pick<Intake, 'resolved' | 'unfit'>,
  records: readonly DecisionRecord[],
  ground: FactGround,
): ReviewStood {
  const asked = new Map([...resolved, ...unfit].map((each) => [each.ticket.ticket, each]));
  const lasts = new Map(
    records.map((record) => [contentKey(record.ticket, record.content), lastsOf(record)]),
  );
  const byChange = groupBy(ground.observations.reviews, ({ change }) => change);
  const parties = new Map<string, readonly Parties[]>();
  const partiesIn = (ticket: ResolvedTicket, { change }: ObservedReview): readonly Parties[] => {
    const key = JSON.stringify([ticket.ticket.ticket, change]);
    const known = parties.get(key) ?? partiesOn(ticket, change, ground);
    parties.set(key, known);
    return known;
  };
  return (review, ticket, content, at) => {
    const of = asked.get(ticket);
    if (of && isParty(review, partiesIn(of, review), ground)) return false;
    if (isStale(review, ground)) return false;
    if (of && !spokeFor(review, of, ground, at)) return false;
    const most = lasts.get(contentKey(ticket, content));
    if (most !== undefined && minutesSince(review, at) >= most) return false;
    return isLastReview(review, byChange.get(review.change) ?? [], at);
  };
}

/** Of the change that brought the ticket, and of the one that the review was given on. */
function partiesOn(resolved: ResolvedTicket, id: string, ground: FactGround): readonly Parties[] {
  const { changes } = ground.observations;
  const own = changeOf(ground.observations, resolved.ticket.ticket);
  const reviewed = changes.find(({ change }) => change === id);
  return [...new Set([own, reviewed])].map((change) => partiesOf(resolved, change, ground));
}

function isParty(review: ObservedReview, parties: readonly Parties[], { logins }: FactGround): boolean {
  const reviewer = logins(review.by);
  const both = [
    ...(reviewer ? [`hr:${reviewer.id}`] : []),
    ...(review.for === undefined ? [] : [review.for]),
  ];
  return parties.some(({ isBeneficiary, isRequester, isPusher, isNamedInCommits }) =>
    both.some((who) => [isBeneficiary, isRequester, isPusher, isNamedInCommits].some((is) => is(who))),
  );
}

/** Whether the change has another head or goes to another base than the review saw: whoever gave it is asked again. */
function isStale({ change: id, head, base }: ObservedReview, { observations }: FactGround): boolean {
  const change = observations.changes.find(({ change }) => change === id);
  return change !== undefined && (change.head !== head || change.base !== base);
}

/** Whether a review was given for nobody else, or for somebody who had delegated it by a record then. */
function spokeFor(
  { by, for: from, at: seen }: ObservedReview,
  of: ResolvedTicket,
  { logins, links, delegations = [] }: FactGround,
  at: Instant,
): boolean {
  if (from === undefined) return true;
  const reviewer = logins(by);
  const book = { people: links, delegations };
  return (
    reviewer !== undefined && [seen, at].every((when) => mayActFor(`hr:${reviewer.id}`, from, of, book, when))
  );
}

function lastsOf({ facts }: DecisionRecord): number | undefined {
  return Object.values(facts?.reviews ?? {})[0]?.validMinutes;
}

function minutesSince({ at }: ObservedReview, now: Instant): number {
  return Math.floor((epochOf(now) - epochOf(at)) / 60_000);
}

function contentKey(ticket: string, content: Digest | undefined): string {
  return JSON.stringify([ticket, content ?? null]);
}
