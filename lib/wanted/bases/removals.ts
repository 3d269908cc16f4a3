import { groupBy, type Instant } from '../../kernel/index.js';
import type { Judge, ResolvedTicket } from '../../policy/index.js';
import type { Bound } from '../claim.js';
import { lineage, type Tickets } from './references.js';

/** The bounds that removal tickets set on a ticket, itself approved at `decided`. */
export type Removals = (ticket: ResolvedTicket, decided: Instant) => readonly Bound[];

/**
 * When removal tickets end others. An end needs no approval: an undecided removal counts from `asOf`; only a denied
 * one does not count. It ends the ticket it names and the renewals of that which had been approved by then, whether they
 * had begun or were to open later.
 */
export function removalsOf(
  removals: readonly ResolvedTicket[],
  known: Tickets,
  judge: Judge,
  asOf: Instant,
): Removals {
  const ends = removals.flatMap((removal) => {
    const at = effectiveAt(removal, judge, asOf);
    return at === undefined || removal.ticket.of === undefined ? [] : [{ of: removal.ticket.of, at }];
  });
  const byTicket = groupBy(ends, (end) => end.of);
  return (ticket, decided) =>
    lineage(ticket, known).flatMap((ancestor, distance) =>
      (byTicket.get(ancestor.ticket.ticket) ?? [])
        .filter(({ at }) => distance === 0 || decided <= at)
        .map(({ at }): Bound => ({ at, why: 'removal' })),
    );
}

function effectiveAt(removal: ResolvedTicket, judge: Judge, asOf: Instant): Instant | undefined {
  const verdict = judge(removal);
  if (verdict.state === 'denied') return undefined;
  const { start } = removal.ticket.window;
  if (start !== 'on-approval') return start;
  return verdict.state === 'approved' ? verdict.decision.at : asOf;
}
