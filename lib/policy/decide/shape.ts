import { z } from 'zod';
import { shapeOf, type Digest, type Instant } from '../../kernel/index.js';
import { shapes } from '../../model/index.js';
import type { UnreadableFile } from '../unreadable-ticket.js';
import { factsShape } from '../facts/shape.js';
import type { FallbackState } from '../fallback.js';
import { CONTEXT, PERSON, REQUEST, REVIEW, WORKLOAD } from '../facts/tables.js';
import {
  DECISION_SCHEMA,
  type DecisionReason,
  type DecisionRecord,
  type ReviewJudged,
  type RouteCondition,
} from './record.js';

const { digest, instant, text } = shapes;
const outcomes = ['refuse', 'deny', 'escalate', 'pending'] as const;
const rule = text.exactOptional();

const against = z
  .array(
    z.discriminatedUnion('kind', [
      z.strictObject({
        ...{
          kind: z.literal('package'),
          package: text,
          asset: text,
          state: z.enum(['held', 'decided', 'open']),
        },
        ticket: text.exactOptional(),
      }),
      z.strictObject({ kind: z.literal('check'), check: text, message: text }),
    ]),
  )
  .exactOptional();

/** A reason as it is written. */
export const decisionReason = shapeOf<DecisionReason>()(
  z.strictObject({ outcome: z.enum(outcomes), code: text, message: text, remedy: text, rule, against }),
);

/** A fallback that is asked, as it is written. */
export const fallbackState = shapeOf<FallbackState>()(
  z.strictObject({
    because: z.array(
      z.strictObject({
        who: text.exactOptional(),
        why: z.enum(['missing', 'inactive', 'absent', 'self']),
        says: text,
      }),
    ),
    asked: z.array(text),
  }),
);

/** A condition as it is written. */
export const routeCondition = shapeOf<RouteCondition>()(
  z.strictObject({
    role: text,
    filledBy: text.exactOptional(),
    candidates: z.array(text),
    fallback: fallbackState.exactOptional(),
    escalation: z.array(text).exactOptional(),
  }),
);

/** A judged review as it is written. */
export const reviewJudged = shapeOf<ReviewJudged>()(
  z.strictObject({
    review: text,
    login: text,
    approver: text.exactOptional(),
    counted: z.boolean(),
    condition: text.exactOptional(),
    reasons: z.array(z.strictObject({ code: text, message: text, rule })),
  }),
);

/** One decision as it is written. */
export const decisionRecord = shapeOf<DecisionRecord>()(
  z.strictObject({
    schema: z.literal(DECISION_SCHEMA),
    ticket: text,
    content: digest.exactOptional(),
    outcome: z.enum(['approve', ...outcomes]),
    at: instant,
    rules: z.array(z.strictObject({ id: text, effect: z.enum(['permit', 'forbid']), why: text })),
    reasons: z.array(decisionReason),
    conditions: z.array(routeCondition),
    reviews: z.array(reviewJudged),
    facts: z
      .strictObject({
        principal: z.union([factsShape(PERSON), factsShape(WORKLOAD)]),
        request: factsShape(REQUEST),
        context: factsShape(CONTEXT),
        reviews: z.record(text, factsShape(REVIEW)).exactOptional(),
      })
      .exactOptional(),
    inputs: digest,
    policy: digest,
    expires: instant.exactOptional(),
  }),
);

/** Decisions as they are kept in a file, in the order in which they were made. */
export interface DecisionRecords {
  readonly $schema?: string;
  readonly schema: typeof DECISION_RECORDS_SCHEMA;
  readonly decisions: readonly DecisionRecord[];
}

/** Version of the file of decision records. */
export const DECISION_RECORDS_SCHEMA = 'writ.decisions/2';

/** The shape of a file of decision records. */
export const decisionRecords = shapeOf<DecisionRecords>()(
  z.strictObject({
    $schema: text.exactOptional(),
    schema: z.literal(DECISION_RECORDS_SCHEMA),
    decisions: z.array(decisionRecord),
  }),
);

/** The first approval of a content, which stands until a later decision or a removal undoes it. */
export interface ApprovedBefore {
  readonly ticket: string;
  readonly content: Digest;
  readonly at: Instant;
  /** Who approved, by id; nobody on an automatic route. */
  readonly approvers: readonly string[];
  /** Where it stands: in the verified ledger, else in the file `decisions`. */
  readonly from: 'ledger' | 'decisions';
}

/** A ticket file that could not be read as it is written. */
export const unreadableFile = shapeOf<UnreadableFile>()(
  z.strictObject({ file: text, code: text, message: text }),
);

/** What `writ decide --json` prints. */
export interface DecideDocument {
  readonly schema: 'writ.decide/1';
  /** Sorted by ticket. */
  readonly decisions: readonly DecisionRecord[];
  /** Which of them stood approved on exactly this content before: they are judged again. Sorted by ticket. @default - none */
  readonly approvedBefore?: readonly ApprovedBefore[];
  /** Ticket files that could not be read, so that nothing is decided of them; sorted by file. Empty where tickets were named. */
  readonly unreadable: readonly UnreadableFile[];
}

/** The document of `writ decide`. */
export const decideDocument = shapeOf<DecideDocument>()(
  z.strictObject({
    schema: z.literal('writ.decide/1'),
    decisions: z.array(decisionRecord),
    approvedBefore: z
      .array(
        z.strictObject({
          ...{ ticket: text, content: digest, at: instant, approvers: z.array(text) },
          from: z.enum(['ledger', 'decisions']),
        }),
      )
      .exactOptional(),
    unreadable: z.array(unreadableFile),
  }),
);
