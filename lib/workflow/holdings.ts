import { groupBy, plus, type Digest, type Instant } from '../kernel/index.js';
import { employmentAt, type IdentityLinks, type PersonRecord } from '../identity/index.js';
import type { Catalogue } from '../manifest/index.js';
import {
  principalKey,
  principalText,
  tryParsePrincipal,
  type Grant,
  type Principal,
} from '../model/index.js';
import {
  requestable,
  type Actor,
  type HeldPackage,
  type ObservedAsk,
  type ObservedChange,
  type ObservedForge,
  type ResolvedTicket,
} from '../policy/index.js';

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

/** By what it is told whose ask of an open change can come to anything. */
export interface AskGround {
  readonly catalogue: Catalogue;
  readonly links: Pick<IdentityLinks, 'personOf'>;
  readonly logins: (actor: Actor) => PersonRecord | undefined;
  readonly at: Instant;
}

/**
 * What tickets of changes that are still open ask for, whichever of them are files here. What can never be given counts for nothing, so that it holds up
 * nobody else's: what nobody known asks for, and what the holder may not have asked for them. No ticket of its own is told beside it: an id that two
 * changes give says nothing of which ticket is meant, and no package conflicts with itself.
 */
export function asksOf(
  { changes }: ObservedForge,
  ground: AskGround,
): (principal: Principal) => readonly HeldPackage[] {
  const asked = changes
    .filter((change) => (change.state ?? 'open') === 'open' && isAskedByKnown(change, ground))
    .flatMap(({ asks = [] }) =>
      asks
        .filter((ask) => isAskable(ask, ground))
        .map(({ principal, package: id, asset }) => ({
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

/** Whether the rules would know who asks. A program asks for somebody whom its ticket names, which is not told here. */
function isAskedByKnown({ openedBy }: ObservedChange, { logins, at }: AskGround): boolean {
  const person = logins(openedBy);
  return openedBy.kind === 'bot' || (person !== undefined && employmentAt(person, at).state === 'at-work');
}

/** Whether the holder may have the package asked for. Of whom or what is not known nothing is concluded: it counts. */
function isAskable({ principal, package: id }: ObservedAsk, { catalogue, links }: AskGround): boolean {
  const holder = tryParsePrincipal(principal);
  const subject =
    holder?.kind === 'person'
      ? links.personOf(holder.id)
      : catalogue.workloads.find((each) => each.id === holder?.id);
  return subject === undefined || requestable(catalogue, subject).has(id);
}
