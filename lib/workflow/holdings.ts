import { groupBy, type Instant } from '../kernel/index.js';
import { principalKey, type Grant, type Principal } from '../model/index.js';
import type { HeldPackage, ResolvedTicket } from '../policy/index.js';

/**
 * What everybody has or is about to have: the closure of what is wanted, opened or not, and every other ticket that asks. The
 * conflict of two packages is judged over all of it, whichever of two tickets is decided first.
 */
export function holdingsOf(
  grants: readonly Grant[],
  open: readonly ResolvedTicket[],
  at: Instant,
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
  const approved = new Set(wanted.flatMap(({ holding }) => ('ticket' in holding ? [holding.ticket] : [])));
  const asked = open
    .filter(({ ticket }) => ticket.kind !== 'removal' && !approved.has(ticket.ticket))
    .map(({ principal, package: pack, asset, ticket }) => ({
      principal,
      holding: { package: pack.id, asset, state: 'open' as const, ticket: ticket.ticket },
    }));
  const byPrincipal = groupBy([...wanted, ...asked], ({ principal }) => principalKey(principal));
  return (principal) => (byPrincipal.get(principalKey(principal)) ?? []).map(({ holding }) => holding);
}
