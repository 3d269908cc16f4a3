import { isReviewed, ofKind, tryTicketRecord, type Recorder, type TicketRecord } from '../../record/index.js';
import { subject, type Fact } from '../../evidence/index.js';
import {
  digestOf,
  isList,
  quoted,
  sortedTexts,
  WritError,
  type Clock,
  type Digest,
  type Instant,
  type List,
} from '../../kernel/index.js';
import { linksOf } from '../../identity/index.js';
import { reviewsDue, type ReviewDue } from '../../lifecycle/index.js';
import { principalText } from '../../model/index.js';
import { refuseReviewer } from '../../policy/index.js';
import type { RecordedReview, ReviewOutcome } from '../../report/index.js';
import { judgedOn, type DecideTicketsInput } from '../decide.js';
import { beneficiaryOf } from '../request/requester.js';

/** What somebody says of a use. */
export interface UseReview {
  readonly ticket: string;
  /** Who says it: an id, or an e-mail, login or name that fits one person. */
  readonly by: string;
  readonly outcome: ReviewOutcome;
  /** What was looked at and found. */
  readonly why: string;
  /** The digest of what it rests on. */
  readonly evidence?: Digest;
}

/**
 * Records the review of an exception or emergency after its use. Said again word by word it adds nothing; after a `follow-up` another review may be said,
 * after any other none. `given` is as of now, with what the verified ledger has.
 * Throws NOT_FOUND, REVIEW_NEEDLESS, REVIEW_EARLY, REVIEW_RECORDED, REVIEWER_UNFIT, REVIEWER_INVOLVED, EVIDENCE_MISSING and what the ledger throws.
 */
export async function reviewUse(
  recorder: Recorder,
  clock: Clock,
  given: DecideTicketsInput,
  said: UseReview,
): Promise<RecordedReview> {
  const { due, record, approvers } = await usedOf(recorder, given, said.ticket);
  const reviewer = reviewerOf(said.by, given);
  const { ground } = judgedOn(given);
  const recorded = given.recorded?.kept.find(({ ticket }) => ticket === said.ticket);
  const file = given.tickets.find(({ ticket }) => ticket === said.ticket);
  const principals = ofKind(record.entries, 'intake').map(({ body }) => body.principal);
  refuseReviewer(
    reviewer,
    {
      ticket: recorded ?? file ?? { ticket: said.ticket },
      package: due.package,
      principals,
      approvers: new Set(approvers),
    },
    ground,
  );
  const body = { schema: 'writ.review-findings/1', ticket: said.ticket, why: said.why, ...evidenceOf(said) };
  const findings = digestOf(body);
  const who = `hr:${reviewer.id}`;
  const before = sameReview(record, due.endedAt, { who, outcome: said.outcome, findings });
  const at = before?.at ?? clock.now();
  if (!before) {
    await recorder.keep(body);
    await recorder.append([
      reviewFact({
        ticket: said.ticket,
        approvers: [...approvers],
        reviewer: who,
        at,
        outcome: said.outcome,
        findings,
      }),
    ]);
  }
  const { ticket, kind, principal, endedAt, dueBy } = due;
  return {
    ...{ schema: 'writ.review/1', ticket, kind, principal, approvers, reviewer: who, outcome: said.outcome },
    ...{ at, endedAt, dueBy, findings, recorded: before ? 'before' : 'now' },
  };
}

interface Used {
  readonly due: ReviewDue;
  readonly record: TicketRecord;
  readonly approvers: List<string>;
}

/** What is to be reviewed, as the verified ledger has it, once it is over. */
async function usedOf(recorder: Recorder, given: DecideTicketsInput, ticket: string): Promise<Used> {
  const record = tryTicketRecord(ticket, await recorder.read());
  if (!record)
    throw new WritError('NOT_FOUND', `the ledger has nothing of ticket ${quoted(ticket)}`, {
      remedy:
        'name a ticket that `writ explain` tells of; `writ decide --record` and `writ synth` bring one into the ledger',
    });
  const due = reviewsDue(given).find((each) => each.ticket === ticket);
  if (!due || !record.intake.some(({ body }) => isReviewed(body.kind)))
    throw new WritError(
      'REVIEW_NEEDLESS',
      `${quoted(ticket)} is no exception or emergency that was approved`,
      {
        remedy: 'name one that was; other access is reviewed with all that is live',
      },
    );
  if (due.endedAt > given.asOf)
    throw new WritError('REVIEW_EARLY', `${quoted(ticket)} is not over before ${due.endedAt}`, {
      remedy: 'review it then, or end it first by a `removal` ticket',
    });
  const approvers = sortedTexts(
    new Set([
      ...record.decision
        .filter(({ body }) => body.outcome === 'approve')
        .flatMap(({ body }) => body.approvers),
      ...record.approval.filter(({ body }) => body.verdict === 'approved').map(({ body }) => body.approver),
    ]),
  );
  if (!isList(approvers))
    throw new WritError('EVIDENCE_MISSING', `the ledger names nobody who approved ${quoted(ticket)}`, {
      remedy: 'have the decision recorded first: `writ decide --record`, or `writ synth`',
    });
  return { due, record, approvers };
}

function reviewerOf(text: string, given: DecideTicketsInput) {
  const { principal } = beneficiaryOf(text, given.catalogue, given.identity);
  const record = principal.kind === 'person' ? linksOf(given.identity).personOf(principal.id) : undefined;
  if (record) return record;
  throw new WritError('REVIEWER_UNFIT', `${quoted(principalText(principal))} is no person`, {
    remedy: 'have a person review it',
  });
}

/** The same review, where the ledger has it. Throws REVIEW_RECORDED where it has another that settles it. */
function sameReview(
  { reviews: all, ticket }: TicketRecord,
  endedAt: Instant,
  said: { readonly who: string; readonly outcome: ReviewOutcome; readonly findings: Digest },
): TicketRecord['reviews'][number]['body'] | undefined {
  // One before this use was over is of another content under the same id.
  const reviews = all.filter(({ body }) => body.at >= endedAt);
  const same = reviews.find(
    ({ body }) =>
      body.reviewer === said.who && body.outcome === said.outcome && body.findings === said.findings,
  );
  if (same) return same.body;
  const settled = reviews.find(({ body }) => body.outcome !== 'follow-up')?.body;
  if (!settled) return undefined;
  throw new WritError(
    'REVIEW_RECORDED',
    `${quoted(ticket)} was reviewed by ${quoted(settled.reviewer)} at ${settled.at}: ${settled.outcome}`,
    { remedy: 'read it with `writ explain`; what was recorded is not said otherwise' },
  );
}

function evidenceOf({ evidence }: UseReview): { readonly evidence?: Digest } {
  return evidence === undefined ? {} : { evidence };
}

function reviewFact(body: Extract<Fact, { kind: 'exception-review' }>['body'] & { findings: Digest }): Fact {
  return { kind: 'exception-review', subject: [subject('findings', body.findings)], body };
}
