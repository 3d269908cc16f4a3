import type { OmittedTicket, Reason, Ticket } from '../../manifest/index.js';
import type { Instant } from '../../kernel/index.js';
import type { Catalogue } from '../../manifest/index.js';
import type { IdentitySnapshot } from '../../identity/index.js';
import { intake, type DecidedSoFar, type ResolvedTicket } from '../../policy/index.js';

/** Approved tickets whose holder's job no longer lets them ask, and why each is not given. */
export interface Ineligible {
  readonly resolved: readonly ResolvedTicket[];
  /** By ticket. */
  readonly reasons: ReadonlyMap<string, Reason>;
}

/**
 * Tickets that intake refuses only because no job function lets their holder ask, and that somebody approved before. A
 * department or job code that changed is no end of what was decided: it may be a mistake of the feed, or a move that the
 * owner has to hear of. So they are held until their window ends or a removal says so: neither given nor taken.
 */
export function ineligibleTickets(
  tickets: readonly Ticket[],
  refused: readonly OmittedTicket[],
  ground: { readonly catalogue: Catalogue; readonly identity: IdentitySnapshot; readonly asOf: Instant },
  decided: DecidedSoFar,
): Ineligible {
  const { catalogue, identity, asOf } = ground;
  const approved = new Set(
    decided.decisions
      .filter(({ outcome, at }) => outcome === 'approve' && at <= asOf)
      .map(({ ticket }) => ticket),
  );
  const reasons = new Map(
    refused.flatMap(({ ticket, reasons: [reason, ...more] }) =>
      reason?.code === 'NOT_REQUESTABLE' && more.length === 0 && approved.has(ticket)
        ? [[ticket, reason] as const]
        : [],
    ),
  );
  if (reasons.size === 0) return { resolved: [], reasons };
  const spared = new Set(reasons.keys());
  const { resolved } = intake(tickets, catalogue, identity, asOf, 'known', { ...decided, spared });
  return { resolved: resolved.filter(({ ticket }) => spared.has(ticket.ticket)), reasons };
}
