import { plus, type Instant } from '../../kernel/index.js';
import { wentOn, type RenewalLine, type ResolvedTicket } from '../../policy/index.js';
import { bounded, settle, type Claim } from '../claim.js';
import { laterEnd } from '../edges/windows.js';
import { lineage, type Tickets } from './references.js';

/** A claim that a ticket makes. */
export interface TicketClaim extends Claim {
  readonly from: ResolvedTicket;
}

/**
 * Bounds each renewal by the one duration that it goes on with: from the start of the first of the contiguous line to
 * `renewalMax`. A renewal after a gap, or of what was never given, begins a duration of its own and ends within `max`.
 */
export function renewed(claims: readonly TicketClaim[], known: Tickets): TicketClaim[] {
  const done = new Map<string, RenewalLine>();
  return inLine(claims, known).map((claim) => {
    const { ticket } = claim.from;
    const before = ticket.kind === 'renewal' ? wentOn(done.get(ticket.of ?? ''), claim.start) : undefined;
    const from = before?.from ?? claim.start;
    const renewal = ticket.kind === 'renewal' ? limited(claim, from, before !== undefined) : claim;
    const reach = settle(renewal).window.end;
    done.set(ticket.ticket, { from, end: before ? laterEnd(before.end, reach) : reach });
    return renewal;
  });
}

function limited(claim: TicketClaim, from: Instant, goesOn: boolean): TicketClaim {
  const { package: pack } = claim.from;
  if (pack.duration.kind === 'standing') return claim;
  const most = goesOn ? pack.duration.renewalMax : pack.duration.max;
  return bounded(claim, { at: plus(from, most), why: 'window' });
}

/** Each ticket after the one it renews. */
function inLine(claims: readonly TicketClaim[], known: Tickets): TicketClaim[] {
  const depth = new Map(claims.map(({ from }) => [from, lineage(from, known).length]));
  return [...claims].sort((a, b) => (depth.get(a.from) ?? 0) - (depth.get(b.from) ?? 0));
}
