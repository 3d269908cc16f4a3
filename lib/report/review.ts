import { z } from 'zod';
import { shapeOf, type Digest, type Instant } from '../kernel/index.js';
import { shapes } from '../model/index.js';
import { wrapped } from './columns.js';
import type { NameOf } from './drift-words.js';
import type { Paint } from './paint.js';
import { withNames } from './people.js';
import { clean } from './text.js';

/** What a review after use found, in the words of the ledger. */
export const REVIEW_OUTCOMES = ['confirmed', 'revoked', 'follow-up'] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

/** A review after use. */
export interface RecordedReview {
  readonly schema: 'writ.review/1';
  readonly ticket: string;
  readonly kind: 'exception' | 'emergency';
  readonly principal: string;
  readonly approvers: readonly string[];
  readonly reviewer: string;
  readonly outcome: ReviewOutcome;
  readonly at: Instant;
  readonly endedAt: Instant;
  readonly dueBy: Instant;
  /** The digest of what was found, which is kept beside the ledger. */
  readonly findings: Digest;
  /** `now`, or `before` where the ledger had exactly this already. */
  readonly recorded: 'now' | 'before';
}

const { digest, instant, text } = shapes;

/** What `writ review --json` prints. */
export const reviewDocument = shapeOf<shapes.DeclaredShape<RecordedReview>>()(
  z.object({
    schema: z.literal('writ.review/1'),
    ticket: text,
    kind: z.enum(['exception', 'emergency']),
    principal: text,
    approvers: z.array(text),
    reviewer: text,
    outcome: z.enum(REVIEW_OUTCOMES),
    at: instant,
    endedAt: instant,
    dueBy: instant,
    findings: digest,
    recorded: z.enum(['now', 'before']),
  }),
);

/** Who reviewed what, whether in time, and whether it is new. */
export function reviewText(said: RecordedReview, paint: Paint, width: number, nameOf: NameOf): string[] {
  const { ticket, kind, principal, reviewer, outcome, at, endedAt, dueBy, recorded } = said;
  const late = at > dueBy ? `late: it was due by ${dueBy}` : `in time: it was due by ${dueBy}`;
  return [
    `${clean(ticket)}  ${paint.strong(outcome)}`,
    ...wrapped(
      withNames(`${kind} of ${principal}, over since ${endedAt}, reviewed by ${reviewer} at ${at}`, nameOf),
      width,
      '  ',
    ),
    late,
    recorded === 'now' ? 'recorded in the ledger' : 'the ledger had exactly this; nothing was added',
  ];
}
