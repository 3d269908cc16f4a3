import { tryParsePrincipal } from '../../model/index.js';
import type { CheckId } from '../../identity/index.js';
import type { FactGround } from '../facts/ground.js';
import { isAtWork } from '../facts/person.js';

/** What identity checks of severity refuse have against somebody as approver. */
export function isSuspect(who: string, { findings }: Pick<FactGround, 'findings'>): boolean {
  const named = tryParsePrincipal(who);
  if (!named) return false;
  return findings(named, 'approver').refuse.some(({ check }) => check !== SAID_BY_EMPLOYMENT);
}

/** That somebody has left is a fact of its own. */
const SAID_BY_EMPLOYMENT: CheckId = 'approver-left';

/** Whether somebody has the one login that a review of theirs would be known by. */
export function hasOwnLogin(who: string, { links, logins }: Pick<FactGround, 'links' | 'logins'>): boolean {
  const record = links.personOf(who.slice('hr:'.length));
  if (record?.forgeLogin === undefined) return false;
  return logins({ login: record.forgeLogin, kind: 'user' })?.id === record.id;
}

/** Whether rows claim an account or login of somebody for others too: a doubt, which whoever writes such a row brings about. */
export function isContested(who: string, { findings }: Pick<FactGround, 'findings'>): boolean {
  const named = tryParsePrincipal(who);
  return named !== undefined && findings(named, 'approver').refuse.some(({ check }) => CONTESTED.has(check));
}

const CONTESTED: ReadonlySet<CheckId> = new Set(['login-repeated', 'account-repeated']);

/** Whether somebody is at work and a review of theirs would be known. */
export function isReachable(
  who: string,
  { at, ...ground }: Pick<FactGround, 'links' | 'logins' | 'at'>,
): boolean {
  return isAtWork(ground.links.personOf(who.slice('hr:'.length)), at) && hasOwnLogin(who, ground);
}
