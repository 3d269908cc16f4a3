import { sortedTexts } from '../../kernel/index.js';
import { approverRoles, type ApproverRole } from '../../manifest/index.js';
import { fallbackHolders, fallbackOpen, type FallbackBook, type FallbackState } from '../fallback.js';
import type { FactGround } from '../facts/ground.js';
import { isAtWork } from '../facts/person.js';
import { requesterOf } from '../facts/requester.js';
import { changeOf } from '../observed/changes.js';
import type { ResolvedTicket } from '../resolved.js';
import { holdersOf, listedHolders, listedText, roleText } from '../role-holders.js';
import type { FallbackAsked } from '../seats.js';
import { partiesOf } from './parties.js';
import { hasOwnLogin, isContested, isSuspect } from './standing-of.js';

/** What tells who is asked for a condition. */
export type AskedGround = Pick<
  FactGround,
  'catalogue' | 'links' | 'observations' | 'logins' | 'delegations' | 'findings' | 'at' | 'asIfOpen'
>;

/** One role of a route with those who may fill it as things are. */
export interface AskedRole {
  readonly role: ApproverRole;
  /** `hr:…`: who holds the role, and its fallback where nobody of them can be asked. */
  readonly holders: ReadonlySet<string>;
  /** Why its fallback is asked; absent where it is not. */
  readonly fallback?: FallbackState;
}

/** The roles of the route of a ticket, each with those who may fill it. */
export function askedRoles(resolved: ResolvedTicket, ground: AskedGround): readonly AskedRole[] {
  const book = fallbackBook(resolved, ground);
  return approverRoles(resolved.package.approval).map((role): AskedRole => {
    const because = role.fallback && (ground.asIfOpen ? [] : fallbackOpen(role, resolved, book, ground.at));
    const own = holdersOf(role, resolved, book);
    if (!because) return { role, holders: own };
    const asked = (role.fallback ?? []).map((each) => listedText(each, resolved));
    const holders = new Set([...own, ...fallbackHolders(role, resolved, book)]);
    return { role, holders, fallback: { because, asked } };
  });
}

/** Whether the fallback of a role was asked at an instant, by what is known now. */
export function fallbackAskedIn(ground: AskedGround): FallbackAsked {
  return (role, resolved, at) =>
    fallbackOpen(role, resolved, fallbackBook(resolved, { ...ground, at }), at) !== undefined;
}

/** Those of an escalation list who are there and have no part in the ticket; they are told, so that they need no login. */
export function escalatesTo(
  role: Pick<ApproverRole, 'escalation'>,
  resolved: ResolvedTicket,
  ground: AskedGround,
): readonly string[] {
  const { isBeneficiary, isRequester, isPusher } = partsIn(resolved, ground);
  const book = { people: ground.links, teams: ground.catalogue.teams };
  const named = (role.escalation ?? []).flatMap((each) => [...listedHolders(each, resolved, book)]);
  return sortedTexts(
    named.filter(
      (who) =>
        isAtWork(ground.links.personOf(who.slice('hr:'.length)), ground.at) &&
        ![isBeneficiary, isRequester, isPusher].some((is) => is(who)) &&
        !isSuspect(who, ground),
    ),
  );
}

/** Why a review of somebody counts for nothing who is on the list of a fallback that is not asked; undefined of others. */
export function listedInVain(
  who: string,
  resolved: ResolvedTicket,
  ground: AskedGround,
): { readonly code: string; readonly message: string } | undefined {
  const book = { people: ground.links, teams: ground.catalogue.teams };
  const listed = askedRoles(resolved, ground).find(({ role }) =>
    (role.fallback ?? []).some((each) => listedHolders(each, resolved, book).has(who)),
  );
  if (!listed) return undefined;
  return listed.fallback
    ? { code: 'MANAGER_NOT_SUFFICIENT', message: 'a fallback is never filled by the manager of who gets it' }
    : {
        code: 'FALLBACK_CLOSED',
        message: `the reviewer is asked only where nobody can be as ${roleText(listed.role, resolved)}`,
      };
}

/**
 * Who opened the change is its requester as the forge authenticated them. INVARIANT: on whose behalf a program says that it acts anybody can
 * write, like an e-mail of a commit: it costs an approval and opens no fallback.
 */
function fallbackBook(resolved: ResolvedTicket, ground: AskedGround): FallbackBook {
  const { isRequester } = partsIn(resolved, ground);
  const { byAgent } = requesterOf(resolved, ground);
  return {
    people: ground.links,
    teams: ground.catalogue.teams,
    delegations: ground.delegations ?? [],
    isRequester: (who) => !byAgent && isRequester(who),
    hasLogin: (who) => hasOwnLogin(who, ground) || isContested(who, ground),
  };
}

function partsIn(resolved: ResolvedTicket, ground: AskedGround) {
  return partiesOf(resolved, changeOf(ground.observations, resolved.ticket.ticket), ground);
}
