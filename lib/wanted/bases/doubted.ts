import type { Instant } from '../../kernel/index.js';
import { tryParsePrincipal } from '../../model/index.js';
import type { Catalogue, OmittedTicket, Ticket } from '../../manifest/index.js';
import type { IdentityLinks, IdentitySnapshot } from '../../identity/index.js';
import { intake, type DecidedSoFar, type Decision, type ResolvedTicket } from '../../policy/index.js';

/**
 * Tickets that intake refuses only because HR says nothing of their holder that can be relied on, and that somebody
 * approved before. A missing row ends nothing: so they are resolved once more as for anybody, and whatever was decided
 * on exactly their content is held, neither given nor called invalid.
 */
export function doubtedTickets(
  tickets: readonly Ticket[],
  refused: readonly OmittedTicket[],
  ground: {
    readonly catalogue: Catalogue;
    readonly identity: IdentitySnapshot;
    readonly people: IdentityLinks;
    readonly decisions: readonly Decision[];
    readonly asOf: Instant;
  },
  decided: DecidedSoFar,
): readonly ResolvedTicket[] {
  const { catalogue, identity, people, decisions, asOf } = ground;
  const approved = new Set(
    decisions.filter(({ outcome, at }) => outcome === 'approve' && at <= asOf).map(({ ticket }) => ticket),
  );
  const unknown = new Set(refused.filter(isUnknown).map(({ ticket }) => ticket));
  const inDoubt = [...tickets, ...(decided.recorded?.kept ?? [])].filter(({ ticket, principal }) => {
    const who = tryParsePrincipal(principal);
    return unknown.has(ticket) && who !== undefined && people.doubtOf(who) !== undefined;
  });
  const held = new Set(inDoubt.filter(({ ticket }) => approved.has(ticket)).map(({ ticket }) => ticket));
  if (held.size === 0) return [];
  // A removal ends what is held too, and needs no approval.
  const ends = inDoubt.filter(({ kind, of }) => kind === 'removal' && of !== undefined && held.has(of));
  const ids = new Set([...held, ...ends.map(({ ticket }) => ticket)]);
  const { resolved } = intake(tickets, catalogue, identity, asOf, 'anybody', decided);
  return resolved.filter(({ ticket }) => ids.has(ticket.ticket));
}

function isUnknown({ reasons }: OmittedTicket): boolean {
  return reasons.some(({ code }) => code === 'SUBJECT_UNKNOWN');
}
