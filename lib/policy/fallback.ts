import type { Instant } from '../kernel/index.js';
import { principalText } from '../model/index.js';
import { employmentAt, type PersonRecord } from '../identity/index.js';
import type { ApproverRole } from '../manifest/index.js';
import { delegatesOf, type DelegateBook } from './delegates.js';
import type { ResolvedTicket } from './resolved.js';
import { holdersOf, listedHolders, roleText, type HolderBook } from './role-holders.js';

/** Why somebody who holds a role cannot be asked, by the base's own data alone. */
export interface Unasked {
  /** `hr:…`; absent where nobody holds the role. */
  readonly who?: string;
  /**
   * `missing`: nobody holds the role, or HR does not know them, or they have no one login. `inactive`: left, or not started. `absent`: on
   * leave. `self`: they would get the access or asked for it.
   */
  readonly why: 'missing' | 'inactive' | 'absent' | 'self';
  /** Stands after who it is of: `is on leave`. */
  readonly says: string;
}

/** A fallback that is asked. */
export interface FallbackState {
  /** Why nobody who holds the role can be asked. */
  readonly because: readonly Unasked[];
  /** Its entries in words. */
  readonly asked: readonly string[];
}

/** What tells whether a fallback is asked. What commits say of themselves is not among it. */
export interface FallbackBook extends HolderBook, DelegateBook {
  /** Whether somebody asked for the ticket, as the forge authenticated them. @default - nobody is known to have */
  readonly isRequester?: (who: string) => boolean;
  /** Whether somebody has the one login that a review would be known by. @default - everybody has */
  readonly hasLogin?: (who: string) => boolean;
}

type AskedTicket = Pick<ResolvedTicket, 'principal' | 'package'>;

/**
 * Why nobody who holds a role can be asked, so that its fallback is: of each holder whether they are there, as themselves or by a delegate.
 * Undefined where somebody is, or where all that keeps an approval of theirs from counting is what others can bring about: pushes, e-mails of
 * commits, doubt about their data.
 */
export function fallbackOpen(
  role: ApproverRole,
  asked: AskedTicket,
  book: FallbackBook,
  at: Instant,
): readonly Unasked[] | undefined {
  if (!role.fallback) return undefined;
  const holders = [...holdersOf(role, asked, book)].sort();
  if (holders.length === 0) return [{ why: 'missing', says: `nobody is named as ${roleText(role, asked)}` }];
  const found = holders.map((who) => unasked(who, asked, book, at));
  const isDelegated = (who: string, why: Unasked['why']): boolean =>
    why !== 'self' && delegatesOf(who, asked, book, at).some((each) => !unasked(each, asked, book, at));
  const all = found.filter((each) => each !== undefined);
  if (all.length < found.length) return undefined;
  return all.some(({ who, why }) => who !== undefined && isDelegated(who, why)) ? undefined : all;
}

/** Why somebody cannot be asked; undefined where they can be, or where what keeps them is none of these. */
function unasked(
  who: string,
  { principal }: AskedTicket,
  { people, isRequester, hasLogin }: FallbackBook,
  at: Instant,
): Unasked | undefined {
  const record = people.personOf(who.slice('hr:'.length));
  if (!record) return { who, why: 'missing', says: 'is not known to HR' };
  const away = absence(record, at);
  if (away) return { who, ...away };
  if (who === principalText(principal)) return { who, why: 'self', says: 'would get the access' };
  if (isRequester?.(who)) return { who, why: 'self', says: 'asked for it' };
  if (hasLogin?.(who) === false)
    return { who, why: 'missing', says: 'has no one login that a review would be known by' };
  return undefined;
}

function absence(record: PersonRecord, at: Instant): Pick<Unasked, 'why' | 'says'> | undefined {
  const employment = employmentAt(record, at);
  switch (employment.state) {
    case 'at-work':
      return undefined;
    case 'on-leave':
      return { why: 'absent', says: 'is on leave' };
    case 'ahead':
      return { why: 'inactive', says: `does not start before ${employment.from}` };
    case 'left':
      return { why: 'inactive', says: `has left: ${employment.why}` };
  }
}

/** Why a fallback is asked: `hr:10410 is on leave; asked instead: team security`. */
export function fallbackText({ because, asked }: FallbackState): string {
  const each = because.map(({ who, says }) => (who === undefined ? says : `${who} ${says}`));
  return `${each.slice(0, 5).join(', ')}; asked instead: ${asked.join(', ')}`;
}

/**
 * Who approves instead, once a fallback is asked. Whoever manages the beneficiary is none of them: a line manager is no second look, in
 * whatever other part they are named.
 */
export function fallbackHolders(
  role: ApproverRole,
  asked: AskedTicket,
  book: HolderBook,
): ReadonlySet<string> {
  const { principal } = asked;
  const manager = principal.kind === 'person' ? book.people.personOf(principal.id)?.manager : undefined;
  const named = (role.fallback ?? []).flatMap((each) => [...listedHolders(each, asked, book)]);
  return new Set(named.filter((who) => manager === undefined || who !== `hr:${manager}`));
}
