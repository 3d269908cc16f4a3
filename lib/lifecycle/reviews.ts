import { digestOf, groupBy, plus, type Instant, type Milliseconds } from '../kernel/index.js';
import { REVIEW_AFTER_USE, type Catalogue, type Ticket } from '../manifest/index.js';
import { isReviewed, type RecordedUse, type ReviewedKind } from '../record/index.js';
import { allDecisions, type Decision, type RecordedTickets, type Undone } from '../policy/index.js';
import { principalText } from '../model/index.js';

/** An exception or emergency that was approved, and when it is to be reviewed. */
export interface ReviewDue {
  readonly ticket: string;
  readonly kind: ReviewedKind;
  /** Who it was for, as `hr:…` or `workload:…`. */
  readonly principal: string;
  readonly package: string;
  /** When it was over or will be: the earliest of what its window and the ledger say. */
  readonly endedAt: Instant;
  readonly dueBy: Instant;
  /** When it was reviewed first; absent while nobody has. */
  readonly reviewedAt?: Instant;
}

/** What reviews are due by: everything that was decided, and the verified ledger. */
export interface ReviewsInput {
  readonly catalogue: Pick<Catalogue, 'packages' | 'operatingModel'>;
  readonly tickets: readonly Ticket[];
  readonly decisions: readonly Decision[];
  readonly recorded?: RecordedTickets;
  readonly asOf: Instant;
}

/**
 * Every exception and emergency that was approved at or before `asOf`, by the file of decisions or the ledger; only the ledger has
 * reviews. The ledger says whose it was: a file that came later under the same id says nothing of it. Where nothing tells of its window any more, it counts as
 * over when it was approved.
 */
export function reviewsDue(input: ReviewsInput): readonly ReviewDue[] {
  const { catalogue, recorded, asOf } = input;
  const uses = groupBy(recorded?.uses ?? [], ({ ticket }) => ticket);
  const recordedFiles = input.tickets.filter((file) => recorded?.requests.has(digestOf(file)));
  const known = groupBy([...(recorded?.kept ?? []), ...recordedFiles], ({ ticket }) => ticket);
  const files = groupBy(input.tickets, ({ ticket }) => ticket);
  return [...firstApprovals(allDecisions(input), asOf)].flatMap(([id, approvedAt]) => {
    const own = uses.get(id) ?? (files.get(id) ?? []).flatMap(useOfFile);
    return own.map((use) =>
      dueOf(use, windowOf(use, known.get(id) ?? files.get(id) ?? []), approvedAt, catalogue),
    );
  });
}

/** Whether a review should be there by now and is not. */
export function isOverdue({ dueBy, reviewedAt }: ReviewDue, at: Instant): boolean {
  return dueBy <= at && (reviewedAt === undefined || reviewedAt > at);
}

/** How many emergencies of somebody await a review that is overdue, as the facts of a ticket have it: the ticket itself is none. */
export function overdueEmergencies(due: readonly ReviewDue[], at: Instant): Undone['emergencyReviews'] {
  const overdue = due.filter((each) => each.kind === 'emergency' && isOverdue(each, at));
  const byPrincipal = groupBy(overdue, ({ principal }) => principal);
  return (principal, own) =>
    (byPrincipal.get(principalText(principal)) ?? []).filter(({ ticket }) => ticket !== own).length;
}

function firstApprovals(decisions: readonly Decision[], asOf: Instant): ReadonlyMap<string, Instant> {
  const first = new Map<string, Instant>();
  for (const { ticket, outcome, at } of decisions) {
    const before = first.get(ticket);
    if (outcome === 'approve' && at <= asOf && (before === undefined || at < before)) first.set(ticket, at);
  }
  return first;
}

function useOfFile({ ticket, kind, principal, package: pack }: Ticket): RecordedUse[] {
  return isReviewed(kind) ? [{ ticket, kind, principal, package: pack }] : [];
}

/** The window of the tickets that it may have been, the one that is over first. */
function windowOf(use: RecordedUse, candidates: readonly Ticket[]): readonly Ticket['window'][] {
  return candidates.flatMap(({ principal, kind, window }) =>
    principal === use.principal && kind === use.kind ? [window] : [],
  );
}

function dueOf(
  { ticket, kind, principal, package: pack, endedAt: recordedEnd, reviewedAt }: RecordedUse,
  windows: readonly Ticket['window'][],
  approvedAt: Instant,
  catalogue: ReviewsInput['catalogue'],
): ReviewDue {
  const ends = windows.map(({ start, for: span }) =>
    plus(start === 'on-approval' ? approvedAt : start, span),
  );
  const [endedAt = approvedAt] = [...(recordedEnd === undefined ? [] : [recordedEnd]), ...ends].sort();
  return {
    ...{ ticket, kind, principal, package: pack, endedAt },
    dueBy: plus(endedAt, spanOf(pack, catalogue)),
    ...(reviewedAt === undefined ? {} : { reviewedAt }),
  };
}

/** What the operating model allows the tier of a package; of one that is not declared any more, the least that it allows any. */
function spanOf(id: string, { packages, operatingModel }: ReviewsInput['catalogue']): Milliseconds {
  const pack = packages.find((each) => each.id === id);
  if (!operatingModel) return REVIEW_AFTER_USE;
  const tiers = pack ? [operatingModel[pack.risk]] : Object.values(operatingModel);
  return Math.min(...tiers.map(({ reviewAfterUseWithin = REVIEW_AFTER_USE }) => reviewAfterUseWithin));
}
