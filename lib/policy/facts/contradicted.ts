import { sortedTexts } from '../../kernel/index.js';
import type { ResolvedTicket } from '../resolved.js';
import type { Requester } from './requester.js';

/** The fields of a ticket that say of people what the sources contradict. */
export function contradictedClaims(
  { ticket, holder }: ResolvedTicket,
  requester: Requester,
): readonly string[] {
  const found: string[] = [];
  const { onBehalfOf, reaches } = ticket;
  // A person who opens a ticket is its requester, whoever the ticket says.
  if (onBehalfOf !== undefined && !requester.byAgent && onBehalfOf !== idOf(requester))
    found.push('onBehalfOf');
  // Only vendors say what they reach; who HR says is none is not made one by a ticket.
  if (reaches !== undefined && holder !== undefined && holder !== 'vendor') found.push('reaches');
  return sortedTexts(found);
}

function idOf({ person }: Requester): string | undefined {
  return person && `hr:${person.id}`;
}
