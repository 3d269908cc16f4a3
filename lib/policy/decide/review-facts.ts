import { epochOf, type Milliseconds } from '../../kernel/index.js';
import { principalText } from '../../model/index.js';
import { approverRoles } from '../../manifest/index.js';
import type { PersonRecord } from '../../identity/index.js';
import type { FactGround } from '../facts/ground.js';
import type { ReviewFacts } from '../facts/tables.js';
import type { ObservedChange, ObservedReview } from '../observed/observation.js';
import type { ResolvedTicket } from '../resolved.js';
import { holdersOf, roleText } from '../seats.js';

/** The facts of one review of a ticket. */
export function reviewFacts(
  review: ObservedReview,
  reviewer: PersonRecord | undefined,
  change: ObservedChange,
  resolved: ResolvedTicket,
  lasts: Milliseconds,
  ground: FactGround,
): ReviewFacts {
  const id = reviewer ? `hr:${reviewer.id}` : undefined;
  const requester = ground.logins(change.openedBy);
  return {
    state: review.state,
    last: isLast(review, ground),
    sameContent: review.contents[resolved.ticket.ticket] === resolved.digest,
    sameHead: review.head === change.head,
    sameBase: review.base === change.base,
    ageMinutes: Math.floor((epochOf(ground.at) - epochOf(review.at)) / 60_000),
    validMinutes: Math.floor(lasts / 60_000),
    beneficiary: id === principalText(resolved.principal),
    requester: reviewer !== undefined && requester?.id === reviewer.id,
    committed: reviewer !== undefined && committed(reviewer, change, ground),
    roles: id ? rolesOf(id, resolved, ground) : [],
    delegated: review.for !== undefined,
    delegationRecorded: false,
    suspect: false,
  };
}

/** The last review of a login on a change that is no comment counts, one that was dismissed included. */
function isLast(review: ObservedReview, { observations, at }: FactGround): boolean {
  const own = observations.reviews.filter(
    (each) =>
      each.change === review.change &&
      each.by.login.toLowerCase() === review.by.login.toLowerCase() &&
      each.state !== 'commented' &&
      each.at <= at,
  );
  return own.every((each) => each.at < review.at || (each.at === review.at && each.id <= review.id));
}

/** Pushers are known by login; e-mails are claims, so they cost an approval whoever wrote them. */
function committed(reviewer: PersonRecord, change: ObservedChange, { logins }: FactGround): boolean {
  const pushed = [change.openedBy, ...change.pushedBy].some((actor) => logins(actor)?.id === reviewer.id);
  return pushed || change.emails.some((email) => email.toLowerCase() === reviewer.email.toLowerCase());
}

function rolesOf(id: string, resolved: ResolvedTicket, { catalogue, links }: FactGround): readonly string[] {
  return approverRoles(resolved.package.approval)
    .filter((role) => holdersOf(role, resolved, { people: links, teams: catalogue.teams }).has(id))
    .map((role) => roleText(role, resolved));
}
