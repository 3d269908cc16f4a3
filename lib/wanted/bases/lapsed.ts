import { instantOf, type Instant } from '../../kernel/index.js';
import type { Catalogue, OmittedTicket, Ticket } from '../../manifest/index.js';
import type { IdentitySnapshot, PersonRecord } from '../../identity/index.js';
import { intake, type DecidedSoFar, type ResolvedTicket } from '../../policy/index.js';

const NEVER = instantOf(Date.UTC(9999, 0));

/**
 * Tickets that intake refuses only because their holder has left. They give nothing, yet what they gave must be named
 * as ended: so they are resolved once more as if everybody were still there, and their holder's leaving bounds them.
 */
export function lapsedTickets(
  tickets: readonly Ticket[],
  refused: readonly OmittedTicket[],
  catalogue: Catalogue,
  identity: IdentitySnapshot,
  asOf: Instant,
  decided: DecidedSoFar,
): readonly ResolvedTicket[] {
  const left = new Set(refused.filter(isInactive).map(({ ticket }) => ticket));
  if (left.size === 0) return [];
  const { resolved } = intake(tickets, undying(catalogue), staying(identity), asOf, 'known', decided);
  return resolved.filter(({ ticket }) => left.has(ticket.ticket));
}

function isInactive({ reasons }: OmittedTicket): boolean {
  return reasons.some(({ code }) => code === 'SUBJECT_INACTIVE');
}

function staying(identity: IdentitySnapshot): IdentitySnapshot {
  return { ...identity, people: identity.people.map(present) };
}

function present({ lastDay: _lastDay, contract, ...record }: PersonRecord): PersonRecord {
  return { ...record, status: 'active', ...(contract ? { contract: { ...contract, end: NEVER } } : {}) };
}

function undying(catalogue: Catalogue): Catalogue {
  return { ...catalogue, workloads: catalogue.workloads.map((each) => ({ ...each, expires: NEVER })) };
}
