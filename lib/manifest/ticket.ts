import type { Instant, Milliseconds } from '../kernel/index.js';

/** What a ticket asks for; a `removal` ends a grant early, a `renewal` gives it more time. */
export type TicketKind = 'standard' | 'renewal' | 'exception' | 'emergency' | 'account-recovery' | 'removal';

/** A ticket file as written: claims by whoever wrote it, nothing resolved, nothing trusted as fact. */
export interface Ticket {
  readonly ticket: string;
  readonly kind: TicketKind;
  /** `hr:<worker id>` or `workload:<id>`. Anything else is judged ambiguous or unknown at intake. */
  readonly principal: string;
  readonly package: string;
  readonly asset: string;
  readonly justification: string;
  readonly window: { readonly start: Instant | 'on-approval'; readonly for: Milliseconds };
  /** Access ends when this ends, if earlier: `incident:INC-3391`, `change:CHG-7731`. */
  readonly trigger?: string;
  /** Ticket id that a renewal or removal refers to. */
  readonly of?: string;
  readonly file: string;
}
