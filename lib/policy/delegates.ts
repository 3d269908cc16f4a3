import type { Instant } from '../kernel/index.js';
import { principalText, tryParsePrincipal, type WorkerId } from '../model/index.js';
import { delegationFor, hasLeft, type Delegation, type IdentityLinks } from '../identity/index.js';
import type { ResolvedTicket } from './resolved.js';

/** What says who may act for whom. */
export interface DelegateBook {
  readonly people: Pick<IdentityLinks, 'personOf'>;
  /** @default - nobody acts for anybody */
  readonly delegations?: readonly Delegation[];
}

type AskedOne = Pick<ResolvedTicket, 'principal' | 'package'>;

/**
 * Whether somebody (`to`, as `hr:…`) may act for somebody else (`from`) on a ticket at an instant: by a recorded delegation, of somebody
 * whom HR has and who has not left, and never on what would be given to either.
 */
export function mayActFor(
  to: string,
  from: string,
  { principal, package: wanted }: AskedOne,
  { people, delegations = [] }: DelegateBook,
  at: Instant,
): boolean {
  const [delegate, delegator] = [workerOf(to), workerOf(from)];
  if (delegate === undefined || delegator === undefined) return false;
  if ([to, from].includes(principalText(principal))) return false;
  const record = people.personOf(delegator);
  if (!record || hasLeft(record, at)) return false;
  return delegationFor(delegations, { from: delegator, to: delegate, package: wanted.id, at }) !== undefined;
}

/** Whom somebody may act for on a ticket, of those who may fill a condition of its route. */
export function actsForIn(
  to: string,
  holders: ReadonlySet<string>,
  asked: AskedOne,
  book: DelegateBook,
  at: Instant,
): readonly string[] {
  if (!book.delegations?.length) return [];
  return [...holders].filter((from) => mayActFor(to, from, asked, book, at));
}

/** To whom somebody's role is delegated, as `hr:…`. */
export function delegatesOf(
  from: string,
  asked: AskedOne,
  book: DelegateBook,
  at: Instant,
): readonly string[] {
  const named = (book.delegations ?? [])
    .filter((each) => `hr:${each.from}` === from)
    .map(({ to }) => `hr:${to}`);
  return [...new Set(named)].filter((to) => mayActFor(to, from, asked, book, at));
}

function workerOf(text: string): WorkerId | undefined {
  const named = tryParsePrincipal(text);
  return named?.kind === 'person' ? named.id : undefined;
}
