import type { PersonRecord } from '../../identity/index.js';
import { tryParsePrincipal } from '../../model/index.js';
import { changeOf } from '../observed/changes.js';
import type { FactGround } from './ground.js';
import { isAtWork } from './person.js';

/** Who a ticket comes from, as the forge saw it. */
export interface Requester {
  /** Whether any change was seen to bring the ticket. */
  readonly observed: boolean;
  /** Whether a program opened that change. */
  readonly byAgent: boolean;
  /** The person who counts as requester, at work or not: who opened it, or on whose behalf a program did. */
  readonly person?: PersonRecord;
}

/** What a ticket says of where it comes from. */
export interface AskedFor {
  readonly ticket: string;
  readonly onBehalfOf?: string;
}

/** Who a ticket comes from. What it says of the human behind it counts only where a program opened it. */
export function requesterOf(
  { ticket }: { readonly ticket: AskedFor },
  { observations, logins, links }: Pick<FactGround, 'observations' | 'logins' | 'links'>,
): Requester {
  const change = changeOf(observations, ticket.ticket);
  if (!change) return { observed: false, byAgent: false };
  const byAgent = change.openedBy.kind !== 'user';
  const named = tryParsePrincipal(ticket.onBehalfOf ?? '');
  const behind = named?.kind === 'person' ? links.personOf(named.id) : undefined;
  const person = byAgent ? behind : logins(change.openedBy);
  return { observed: true, byAgent, ...(person ? { person } : {}) };
}

/** Whether the requester is one person who is at work. */
export function isRequesterKnown({ person }: Requester, { at }: Pick<FactGround, 'at'>): boolean {
  return isAtWork(person, at);
}
