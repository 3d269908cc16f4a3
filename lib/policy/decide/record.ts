import type { Digest, Instant } from '../../kernel/index.js';
import type { Outcome, Seat } from '../decision.js';
import type { FallbackState } from '../fallback.js';
import type { HeldPackage } from '../facts/ground.js';
import type { ContextFacts, PersonFacts, RequestFacts, ReviewFacts, WorkloadFacts } from '../facts/tables.js';

/** Version of the decision record. */
export const DECISION_SCHEMA = 'writ.decision/1';

/** One canonical document per evaluation: what was decided on which facts under which rules. */
export interface DecisionRecord {
  readonly schema: typeof DECISION_SCHEMA;
  readonly ticket: string;
  /** Digest of the content that it covers; absent where the ticket does not resolve. */
  readonly content?: Digest;
  readonly outcome: Outcome;
  readonly at: Instant;
  /** The rules that determined it, by id. */
  readonly rules: readonly RuleSaid[];
  /** Why it is not approved, gravest first; empty when it is. */
  readonly reasons: readonly DecisionReason[];
  /** The conditions of the route: who filled each, and who can where nobody did. */
  readonly conditions: readonly RouteCondition[];
  /** Every review, counted or not, in time. */
  readonly reviews: readonly ReviewJudged[];
  /** What was decided on; absent where the facts could not be derived. */
  readonly facts?: Facts;
  /** Digests of everything that it was decided on. */
  readonly inputs: Digest;
  readonly policy: Digest;
  /** When an approval runs out that no apply has consumed. */
  readonly expires?: Instant;
}

/** A rule that determined a decision. */
export interface RuleSaid {
  readonly id: string;
  readonly effect: 'permit' | 'forbid';
  readonly why: string;
}

/** One reason, with the rule it comes from where one says it. */
export interface DecisionReason {
  readonly outcome: Exclude<Outcome, 'approve'>;
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly rule?: string;
  /** What the rule found, where that has names; sorted. Absent where it has none. */
  readonly against?: readonly Against[];
}

/** Something with a name that a rule found against a ticket. */
export type Against =
  | ({ readonly kind: 'package' } & HeldPackage)
  | { readonly kind: 'check'; readonly check: string; readonly message: string };

/** One role of the route. */
export interface RouteCondition {
  readonly role: string;
  readonly filledBy?: Seat['approver'];
  /** Who can fill it today, by id; empty is a dead end. */
  readonly candidates: readonly string[];
  /** Why nobody who holds the role can be asked, and which entries of its fallback are instead; absent where it is not asked. */
  readonly fallback?: FallbackState;
  /** Of a dead end: to whom it goes, by id, of those declared who are there; absent where nobody is declared. */
  readonly escalation?: readonly string[];
}

/** A review with what was made of it. */
export interface ReviewJudged {
  readonly review: string;
  readonly login: string;
  /** `hr:…` where the login stands for one person. */
  readonly approver?: string;
  readonly counted: boolean;
  /** The condition it satisfies, where it counts. */
  readonly condition?: string;
  /** Why it does not count. */
  readonly reasons: readonly { readonly code: string; readonly message: string; readonly rule?: string }[];
}

/** What one decision was made on. */
export interface Facts {
  readonly principal: PersonFacts | WorkloadFacts;
  readonly request: RequestFacts;
  readonly context: ContextFacts;
  readonly reviews?: Readonly<Record<string, ReviewFacts>>;
}
