import { sortedTexts } from '../kernel/index.js';
import type { Ticket } from '../manifest/index.js';
import { fault } from './ticket-fault.js';

/**
 * Doubt blocks grants, never revocations: a removal stands whoever else takes its id, unless something else was approved
 * under that. Throws TICKET_DUPLICATE.
 */
export function refuseDuplicate(
  ticket: Ticket,
  repeated: ReadonlyMap<string, string>,
  approved: boolean,
): void {
  const files = ticket.kind === 'removal' && !approved ? undefined : repeated.get(ticket.ticket);
  if (files === undefined) return;
  throw fault(
    'TICKET_DUPLICATE',
    ticket,
    'ticket',
    `stands in ${files}`,
    'give each ticket an id of its own',
  );
}

/** Ids that stand in several files, with these in words. */
export function repeatedIds(known: ReadonlyMap<string, readonly Ticket[]>): ReadonlyMap<string, string> {
  const several = [...known].filter(([, same]) => same.length > 1);
  return new Map(several.map(([id, same]) => [id, filesNamed(same)]));
}

function filesNamed(tickets: readonly Ticket[]): string {
  const files = sortedTexts(tickets.map(({ file }) => file));
  return files.slice(0, 3).join(' and ') + (files.length > 3 ? ` and ${files.length - 3} more` : '');
}

/** What a ticket changes is there, and for the same principal, package and asset. Throws TICKET_REFERENCE. */
export function refuseBrokenReference(ticket: Ticket, known: ReadonlyMap<string, readonly Ticket[]>): void {
  if (ticket.of === undefined) return;
  const [original] = known.get(ticket.of) ?? [];
  const same =
    original?.principal === ticket.principal &&
    original.package === ticket.package &&
    original.asset === ticket.asset;
  if (same && original.ticket !== ticket.ticket) return;
  throw fault(
    'TICKET_REFERENCE',
    ticket,
    'of',
    original ? 'is for another principal, package or asset' : 'is not a ticket',
    'refer to the ticket that this one changes',
  );
}

/** No line of renewals is longer; one that is costs every later synthesis its length. */
const MAX_LINE = 200;

/**
 * A renewal goes on with something that was asked for: its line ends at one ticket that renews nothing.
 * Throws TICKET_REFERENCE.
 */
export function refuseBrokenLine(ticket: Ticket, known: ReadonlyMap<string, readonly Ticket[]>): void {
  if (ticket.kind !== 'renewal') return;
  const seen = new Set<string>();
  let current: Ticket | undefined = ticket;
  while (current?.kind === 'renewal' && !seen.has(current.ticket) && seen.size < MAX_LINE) {
    seen.add(current.ticket);
    const next: readonly Ticket[] = known.get(current.of ?? '') ?? [];
    current = next.length === 1 ? next[0] : undefined;
  }
  if (current && current.kind !== 'renewal' && current.kind !== 'removal') return;
  throw fault(
    'TICKET_REFERENCE',
    ticket,
    'of',
    'leads to no ticket that could be renewed',
    'refer to the ticket that this one renews',
  );
}
