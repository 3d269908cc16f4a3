import { epochOf, type Milliseconds } from '../../kernel/index.js';
import type { PersonRecord } from '../../identity/index.js';
import { mayActFor } from '../delegates.js';
import type { FactGround } from '../facts/ground.js';
import type { ReviewFacts } from '../facts/tables.js';
import { isLastReview } from '../observed/last.js';
import type { ObservedChange, ObservedReview } from '../observed/observation.js';
import type { ResolvedTicket } from '../resolved.js';
import { roleText } from '../role-holders.js';
import { askedRoles } from './conditions-asked.js';
import type { Parties } from './parties.js';
import { isSuspect } from './standing-of.js';

/** What the reviews of a ticket are judged against. */
export interface ReviewsAsked {
  readonly resolved: ResolvedTicket;
  /** The change that brought it, and every review of that change so far. */
  readonly change: ObservedChange;
  readonly reviews: readonly ObservedReview[];
  readonly parties: Parties;
  /** How long an approval lasts on the path that the ticket takes. */
  readonly lasts: Milliseconds;
}

/** The facts of one review. Who acts for somebody else has the parts of both and the roles of whom they act for. */
export function reviewFacts(
  review: ObservedReview,
  reviewer: PersonRecord | undefined,
  { resolved, change, reviews, parties, lasts }: ReviewsAsked,
  ground: FactGround,
): ReviewFacts {
  const id = reviewer ? `hr:${reviewer.id}` : undefined;
  const both = [id, review.for].filter((who) => who !== undefined);
  return {
    state: review.state,
    last: isLastReview(review, reviews, ground.at),
    sameContent: review.contents[resolved.ticket.ticket] === resolved.digest,
    sameHead: review.head === change.head,
    sameBase: review.base === change.base,
    ageMinutes: Math.floor((epochOf(ground.at) - epochOf(review.at)) / 60_000),
    validMinutes: Math.floor(lasts / 60_000),
    beneficiary: both.some(parties.isBeneficiary),
    requester: both.some(parties.isRequester),
    committed: both.some((who) => parties.isPusher(who) || parties.isNamedInCommits(who)),
    roles: id ? rolesOf(review.for ?? id, resolved, ground) : [],
    delegated: review.for !== undefined,
    delegationRecorded: id !== undefined && isDelegated(id, review, resolved, ground),
    suspect: both.some((who) => isSuspect(who, ground)),
  };
}

/** In force when the review was given, and still when it is counted: one that was taken back covers nothing. */
function isDelegated(
  id: string,
  { for: from, at }: ObservedReview,
  resolved: ResolvedTicket,
  { links, delegations = [], at: now }: FactGround,
): boolean {
  const book = { people: links, delegations };
  return from !== undefined && [at, now].every((when) => mayActFor(id, from, resolved, book, when));
}

function rolesOf(who: string, resolved: ResolvedTicket, ground: FactGround): readonly string[] {
  return askedRoles(resolved, ground)
    .filter(({ holders }) => holders.has(who))
    .map(({ role }) => roleText(role, resolved));
}
