import { groupBy, plus, type Digest, type Instant } from '../kernel/index.js';
import { principalKey, principalText, type Grant, type Principal } from '../model/index.js';
import type { HeldPackage, ObservedForge, ResolvedTicket } from '../policy/index.js';

/**
 * What everybody has or is about to have: the closure of what is wanted, opened or not, and every other ticket that asks. The
 * conflict of two packages is judged over all of it, whichever of two tickets is decided first.
 */
export function holdingsOf(
  grants: readonly Grant[],
  open: readonly ResolvedTicket[],
  { at, approvedAt }: { readonly at: Instant; readonly approvedAt: (content: Digest) => Instant | undefined },
): (principal: Principal) => readonly HeldPackage[] {
  const wanted = grants.flatMap(({ principal, package: id, asset, bases }) =>
    bases.map(({ basis, window }) => ({
      principal,
      holding: {
        package: id,
        asset,
        state: window.start <= at ? ('held' as const) : ('decided' as const),
        ...('ticket' in basis ? { ticket: basis.ticket } : {}),
      },
    })),
  );
  // What gives is above already; what is over, or was ended before it gave, asks for nothing any more.
  const giving = new Set(wanted.flatMap(({ holding }) => ('ticket' in holding ? [holding.ticket] : [])));
  const removed = new Set(open.flatMap(({ ticket }) => (ticket.kind === 'removal' ? [ticket.of] : [])));
  const asked = open
    .filter(({ ticket }) => ticket.kind !== 'removal' && !giving.has(ticket.ticket))
    .filter((each) => !removed.has(each.ticket.ticket) && !isOver(each, at, approvedAt))
    .map(({ principal, package: pack, asset, ticket }) => ({
      principal,
      holding: { package: pack.id, asset, state: 'open' as const, ticket: ticket.ticket },
    }));
  const byPrincipal = groupBy([...wanted, ...asked], ({ principal }) => principalKey(principal));
  return (principal) => (byPrincipal.get(principalKey(principal)) ?? []).map(({ holding }) => holding);
}

/**
 * What tickets of changes that are still open ask for, whichever of them are files here. No ticket of its own is told beside it: an id that two
 * changes give says nothing of which ticket is meant, and no package conflicts with itself.
 */
export function asksOf({ changes }: ObservedForge): (principal: Principal) => readonly HeldPackage[] {
  const asked = changes.flatMap(({ asks = [] }) =>
    asks.map(({ principal, package: id, asset }) => ({
      principal,
      holding: { package: id, asset, state: 'open' as const },
    })),
  );
  const byPrincipal = groupBy(asked, ({ principal }) => principal);
  return (principal) => (byPrincipal.get(principalText(principal)) ?? []).map(({ holding }) => holding);
}

/** Whether the window of a ticket has ended; that of one that waits for its approval has not begun. */
function isOver(
  { ticket: { window }, digest }: ResolvedTicket,
  at: Instant,
  approvedAt: (content: Digest) => Instant | undefined,
): boolean {
  const start = window.start === 'on-approval' ? approvedAt(digest) : window.start;
  return start !== undefined && plus(start, window.for) <= at;
}
