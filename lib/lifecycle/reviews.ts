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
  /** When it was reviewed first after that; absent while nobody has. */
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
  return [...approvalsOfContents(allDecisions(input), asOf)].flatMap(([id, approvals]) => {
    const own = uses.get(id) ?? (files.get(id) ?? []).flatMap(useOfFile);
    return own.flatMap((use) =>
      dueOf(use, windowOf(use, known.get(id) ?? files.get(id) ?? []), approvals, catalogue),
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

/** By ticket, when each content of it was approved first, in time. */
function approvalsOfContents(
  decisions: readonly Decision[],
  asOf: Instant,
): ReadonlyMap<string, readonly Instant[]> {
  const approvals = decisions.filter(({ outcome, at }) => outcome === 'approve' && at <= asOf);
  return new Map(
    [...groupBy(approvals, ({ ticket }) => ticket)].map(([ticket, all]) => {
      const contents = [...groupBy(all, ({ digest }) => digest).values()];
      return [ticket, contents.map((each) => firstOf(each.map(({ at }) => at))).sort()] as const;
    }),
  );
}

function firstOf(instants: readonly Instant[]): Instant {
  return instants.reduce((first, each) => (each < first ? each : first));
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

/**
 * The first use under an id that no review came after, else the last. Each content that was approved is a use of its own: a review says nothing of one
 * that was still to come or still running.
 */
function dueOf(
  { ticket, kind, principal, package: pack, endedAt: recordedEnd, reviewed: reviews }: RecordedUse,
  windows: readonly Ticket['window'][],
  approvals: readonly Instant[],
  catalogue: ReviewsInput['catalogue'],
): ReviewDue[] {
  const reviewed: readonly Instant[] = reviews ?? [];
  const ends = approvals.map((approvedAt, index): Instant => {
    const known = windows.map(({ start, for: span }) =>
      plus(start === 'on-approval' ? approvedAt : start, span),
    );
    const [end = approvedAt] = [...(recordedEnd === undefined ? [] : [recordedEnd]), ...known]
      // What ended before another content was approved is the use before it.
      .filter((each) => index === 0 || each > approvedAt)
      .sort();
    return end;
  });
  const reviewAfter = (end: Instant): Instant | undefined => reviewed.find((each) => each >= end);
  const endedAt = ends.find((end) => reviewAfter(end) === undefined) ?? ends.at(-1);
  if (endedAt === undefined) return [];
  const reviewedAt = reviewAfter(endedAt);
  return [
    {
      ...{ ticket, kind, principal, package: pack, endedAt },
      dueBy: plus(endedAt, spanOf(pack, catalogue)),
      ...(reviewedAt === undefined ? {} : { reviewedAt }),
    },
  ];
}

/** What the operating model allows the tier of a package; of one that is not declared any more, the least that it allows any. */
function spanOf(id: string, { packages, operatingModel }: ReviewsInput['catalogue']): Milliseconds {
  const pack = packages.find((each) => each.id === id);
  if (!operatingModel) return REVIEW_AFTER_USE;
  const tiers = pack ? [operatingModel[pack.risk]] : Object.values(operatingModel);
  return Math.min(...tiers.map(({ reviewAfterUseWithin = REVIEW_AFTER_USE }) => reviewAfterUseWithin));
}
