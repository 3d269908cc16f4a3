import { plus, type Instant } from '../../kernel/index.js';
import type { ResolvedTicket } from '../../policy/index.js';
import { bounded, settle, type Claim } from '../claim.js';
import { lineage } from './references.js';

/** A ticket's claim beside the ticket it comes from. */
export interface TicketClaim {
  readonly resolved: ResolvedTicket;
  readonly claim: Claim;
}

/**
 * Bounds each renewal by the one duration that it goes on with: from the start of the first of the contiguous line to
 * `renewalMax`. A renewal after a gap, or of what was never given, begins a duration of its own and ends within `max`.
 */
export function renewed(
  claims: readonly TicketClaim[],
  known: ReadonlyMap<string, ResolvedTicket>,
): TicketClaim[] {
  const done = new Map<string, { readonly from: Instant; readonly end: Instant | 'standing' }>();
  return inLine(claims, known).map(({ resolved, claim }) => {
    const before = resolved.ticket.kind === 'renewal' ? done.get(resolved.ticket.of ?? '') : undefined;
    const goesOn = before !== undefined && (before.end === 'standing' || claim.start <= before.end);
    const from = goesOn && before.from < claim.start ? before.from : claim.start;
    const renewal = resolved.ticket.kind === 'renewal' ? limited(resolved, claim, from, goesOn) : claim;
    const reach = settle(renewal).window.end;
    done.set(resolved.ticket.ticket, { from, end: goesOn ? later(before.end, reach) : reach });
    return { resolved, claim: renewal };
  });
}

function limited({ package: pack }: ResolvedTicket, claim: Claim, from: Instant, goesOn: boolean): Claim {
  if (pack.duration.kind === 'standing') return claim;
  const most = goesOn ? pack.duration.renewalMax : pack.duration.max;
  return bounded(claim, { at: plus(from, most), why: 'window' });
}

function later(a: Instant | 'standing', b: Instant | 'standing'): Instant | 'standing' {
  if (a === 'standing' || b === 'standing') return 'standing';
  return a > b ? a : b;
}

/** Each ticket after the one it renews. */
function inLine(claims: readonly TicketClaim[], known: ReadonlyMap<string, ResolvedTicket>): TicketClaim[] {
  const depth = new Map(claims.map(({ resolved }) => [resolved, lineage(resolved, known).length]));
  return [...claims].sort((a, b) => (depth.get(a.resolved) ?? 0) - (depth.get(b.resolved) ?? 0));
}
