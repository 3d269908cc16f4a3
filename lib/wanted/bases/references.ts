import type { ResolvedTicket } from '../../policy/index.js';

/** The tickets that another may refer to, by id. */
export type Tickets = ReadonlyMap<string, ResolvedTicket>;

/** Indexes tickets by id. */
export function ticketsOf(tickets: readonly ResolvedTicket[]): Tickets {
  return new Map(tickets.map((each) => [each.ticket.ticket, each]));
}

/** A ticket and every ticket it refers to through `of`, nearest first; a circle ends the walk. */
export function lineage(ticket: ResolvedTicket, known: Tickets): readonly ResolvedTicket[] {
  const line = new Set<ResolvedTicket>();
  let current: ResolvedTicket | undefined = ticket;
  while (current && !line.has(current)) {
    line.add(current);
    current = current.ticket.of === undefined ? undefined : known.get(current.ticket.of);
  }
  return [...line];
}
