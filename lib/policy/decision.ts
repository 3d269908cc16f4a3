import type { Digest, Instant } from '../kernel/index.js';

/** What was said; `refuse` is that the inputs are not fit to decide on. */
export type Outcome = 'approve' | 'pending' | 'escalate' | 'deny' | 'refuse';

/** What was decided on one ticket, over the digest of exactly what it would give. */
export interface Decision {
  readonly ticket: string;
  /** Digest of the approved content; a ticket whose content has another digest is not covered. */
  readonly digest: Digest;
  readonly outcome: Outcome;
  /** Ids of the rules that determined it. */
  readonly rules: readonly string[];
  readonly reasons: readonly string[];
  readonly approvers: readonly string[];
  readonly policy: Digest;
  readonly at: Instant;
  readonly expires?: Instant;
  /** Who filled which role of the route, as checked when the decision was recorded; only the ledger says it. */
  readonly seats?: readonly Seat[];
}

/** An approver who counted, and the role of the route that they held. */
export interface Seat {
  readonly approver: string;
  /** `owner <team>`, `team <team>` or `manager`. */
  readonly role: string;
}

/** Port: decided tickets. A file fills it until the policy does. */
export interface DecisionSource {
  /** All decisions known, sorted by ticket, then time; the digest covers them in canonical form. */
  read(): Promise<{ readonly decisions: readonly Decision[]; readonly digest: Digest }>;
}
