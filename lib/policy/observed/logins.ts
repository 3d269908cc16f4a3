import {
  FORGE_SOURCE,
  type AccountLink,
  type IdentitySnapshot,
  type PersonRecord,
} from '../../identity/index.js';
import type { Actor } from './observation.js';

/** What of a snapshot says whose a login is. */
export type LoginFeeds = Pick<IdentitySnapshot, 'people' | 'shared'> &
  Partial<Pick<IdentitySnapshot, 'workloads' | 'doubted' | 'contested'>>;

/**
 * Who stands behind a login of the forge: the one person whose only login it is. A login that two people have, or a person with two,
 * stands for nobody; nor does a program or a team.
 */
export function loginsOf(feeds: LoginFeeds): (actor: Actor) => PersonRecord | undefined {
  const found = new Map<string, PersonRecord[]>();
  for (const record of feeds.people) {
    const own = record.forgeLogin === undefined ? [] : [record.forgeLogin];
    for (const key of new Set([...own, ...forgeLogins(record.accounts)].map(loginKey)))
      found.set(key, [...(found.get(key) ?? []), record]);
  }
  const nobody = nobodysLogins(feeds);
  return ({ login, kind }) => {
    const key = loginKey(login);
    const [owner, ...more] = found.get(key) ?? [];
    const isOnly = owner?.forgeLogin !== undefined && loginKey(owner.forgeLogin) === key && more.length === 0;
    return kind === 'user' && isOnly && !nobody.has(key) ? owner : undefined;
  };
}

/** One login as the forge compares it: in either case of ASCII letters. A letter of another script is another, whatever Unicode folds. */
export function loginKey(login: string): string {
  return login.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Logins of programs, of accounts that several people use, and of people whom the feeds say nothing reliable of. */
function nobodysLogins({
  shared,
  workloads = [],
  doubted = [],
  contested = [],
}: LoginFeeds): ReadonlySet<string> {
  const others = [...workloads, ...doubted].flatMap(({ accounts }) => accounts);
  const logins = [...shared.map(({ login }) => login), ...forgeLogins([...others, ...contested])];
  return new Set(logins.map(loginKey));
}

function forgeLogins(accounts: readonly AccountLink[]): readonly string[] {
  return accounts.flatMap(({ source, login }) => (source === FORGE_SOURCE ? [login] : []));
}
