import type { ResolvedTicket } from '../../policy/index.js';

/** A ticket and every ticket it refers to through `of`, nearest first; a circle ends the walk. */
export function lineage(
  ticket: ResolvedTicket,
  known: ReadonlyMap<string, ResolvedTicket>,
): readonly ResolvedTicket[] {
  const line = new Set<ResolvedTicket>();
  let current: ResolvedTicket | undefined = ticket;
  while (current && !line.has(current)) {
    line.add(current);
    current = current.ticket.of === undefined ? undefined : known.get(current.ticket.of);
  }
  return [...line];
}
