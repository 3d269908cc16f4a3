import { z } from 'zod';
import { shapeOf, type Digest, type Instant } from '../../kernel/index.js';
import { shapes } from '../../model/index.js';
import type { DecisionReason, ReviewJudged } from '../decide/record.js';
import { decisionReason, fallbackState } from '../decide/shape.js';
import type { Outcome } from '../decision.js';
import type { FallbackState } from '../fallback.js';
import type { FactSeen } from './facts-seen.js';

/** Somebody by id, with the name that HR has. */
export interface NamedPrincipal {
  readonly id: string;
  readonly name?: string;
}

/** One rule beside one question. */
export interface RuleTold {
  readonly id: string;
  /** `file:line`. */
  readonly place: string;
  readonly effect: 'permit' | 'forbid';
  readonly held: 'held' | 'not-held' | 'erred' | 'other-action';
  readonly why: string;
  /** What a forbid that holds makes of the ticket, and under which reason code. */
  readonly outcome?: DecisionReason['outcome'];
  readonly code?: string;
  /** Why it could not be evaluated. */
  readonly message?: string;
  /** The facts that it reads; none of a rule about another action. */
  readonly facts: readonly FactSeen[];
}

/** One condition of the route. */
export interface ConditionTold {
  readonly role: string;
  readonly filledBy?: NamedPrincipal;
  /** Who can fill it today; empty where it is filled, or where nobody can. */
  readonly candidates: readonly NamedPrincipal[];
  /** Why nobody who holds the role can be asked, and who is asked instead. */
  readonly fallback?: FallbackState;
  /** Of one that nobody can fill: to whom it goes, of those declared. */
  readonly escalation?: readonly NamedPrincipal[];
}

/** One review with what was made of it, and what the rules about reviews saw. */
export interface ReviewTold extends ReviewJudged {
  /** By HR, of the approver. */
  readonly name?: string;
  readonly rules: readonly RuleTold[];
}

/** One ticket file, explained. */
export interface TicketExplained {
  readonly file: string;
  /** `asked`: the rules were. `refused`: they were not, for the reasons given. `end`: an end needs no decision. */
  readonly state: 'asked' | 'refused' | 'end';
  /** Absent where the file is gone. */
  readonly asks?: { readonly principal: NamedPrincipal; readonly package: string; readonly asset: string };
  /** The ticket that an end ends. */
  readonly ends?: string;
  /** Absent of an end. */
  readonly outcome?: Outcome;
  readonly content?: Digest;
  /** When this content was approved first; it stands from then on. */
  readonly approvedAt?: Instant;
  readonly expires?: Instant;
  readonly reasons: readonly DecisionReason[];
  /** What no feed tells of, and what is concluded from that; absent where nothing is missing. */
  readonly untold?: readonly string[];
  /** Every rule of the set, sorted by id; none where they were not asked. */
  readonly rules: readonly RuleTold[];
  readonly conditions: readonly ConditionTold[];
  /** Whether reviews were looked at: where it is refused or denied no review changes anything. */
  readonly reviewed: boolean;
  readonly reviews: readonly ReviewTold[];
}

/** What `writ policy explain --json` prints. */
export interface PolicyExplainDocument {
  readonly schema: 'writ.policy-explain/1';
  readonly ticket: string;
  readonly at: Instant;
  readonly policy: Digest;
  readonly inputs: Digest;
  /** One for each file that carries the id; sorted by file. */
  readonly explained: readonly TicketExplained[];
}

const { digest, instant, text } = shapes;
const outcomes = ['refuse', 'deny', 'escalate', 'pending'] as const;
const optional = text.exactOptional();

export const namedPrincipal = shapeOf<NamedPrincipal>()(z.strictObject({ id: text, name: optional }));

const facts = z.array(
  z.strictObject({
    fact: text,
    value: z.union([z.boolean(), z.int(), z.string(), z.array(z.string())]).exactOptional(),
  }),
);

const rules = z.array(
  z.strictObject({
    id: text,
    place: text,
    effect: z.enum(['permit', 'forbid']),
    held: z.enum(['held', 'not-held', 'erred', 'other-action']),
    why: text,
    outcome: z.enum(outcomes).exactOptional(),
    code: optional,
    message: optional,
    facts,
  }),
);

/** The document of `writ policy explain`. */
export const policyExplainDocument = shapeOf<PolicyExplainDocument>()(
  z.strictObject({
    schema: z.literal('writ.policy-explain/1'),
    ticket: text,
    at: instant,
    policy: digest,
    inputs: digest,
    explained: z.array(
      z.strictObject({
        file: text,
        state: z.enum(['asked', 'refused', 'end']),
        asks: z.strictObject({ principal: namedPrincipal, package: text, asset: text }).exactOptional(),
        ends: optional,
        outcome: z.enum(['approve', ...outcomes]).exactOptional(),
        content: digest.exactOptional(),
        approvedAt: instant.exactOptional(),
        expires: instant.exactOptional(),
        reasons: z.array(decisionReason),
        untold: z.array(text).exactOptional(),
        rules,
        conditions: z.array(
          z.strictObject({
            role: text,
            filledBy: namedPrincipal.exactOptional(),
            candidates: z.array(namedPrincipal),
            fallback: fallbackState.exactOptional(),
            escalation: z.array(namedPrincipal).exactOptional(),
          }),
        ),
        reviewed: z.boolean(),
        reviews: z.array(
          z.strictObject({
            review: text,
            login: text,
            approver: optional,
            name: optional,
            counted: z.boolean(),
            condition: optional,
            reasons: z.array(z.strictObject({ code: text, message: text, rule: optional })),
            rules,
          }),
        ),
      }),
    ),
  }),
);
