import type { IdentitySnapshot } from '../identity/index.js';
import type { Inventory } from '../inventory/index.js';
import { person, principalKey, type Principal, type SourceId } from '../model/index.js';

/** Whether somebody can sign in; `unread` where the accounts of a source of theirs could not be read. */
export type Able = 'yes' | 'no' | 'unread';

/**
 * Who can sign in, by key: a person who has not left, and who has an active account in each source in which they have any.
 * Whoever is suspended in Okta fills no seat in AWS either, since the way there leads through Okta.
 */
export function ableIn(
  inventory: Pick<Inventory, 'users' | 'sources'>,
  { people }: IdentitySnapshot,
  hasLeft: (who: Principal) => boolean,
): (key: string) => Able {
  const barred = signedOut(inventory);
  const unread = unreadSources(inventory);
  const able = new Map<string, Able>();
  for (const { id, accounts } of people) {
    const who = person(id);
    const key = principalKey(who);
    if (hasLeft(who) || barred.has(key)) continue;
    able.set(key, accounts.some(({ source }) => unread.has(source)) ? 'unread' : 'yes');
  }
  return (key) => able.get(key) ?? 'no';
}

function unreadSources({ sources }: Pick<Inventory, 'sources'>): ReadonlySet<SourceId> {
  const isUsers = ({ part }: (typeof sources)[number]['failures'][number]): boolean =>
    part.part === 'listing' && part.of === 'users';
  return new Set(sources.filter(({ failures }) => failures.some(isUsers)).map(({ source }) => source));
}

/** Keys of the principals who have accounts in some source, none of them active. */
function signedOut(inventory: Pick<Inventory, 'users'>): ReadonlySet<string> {
  const active = new Map<string, boolean>();
  for (const { principal, source, status } of inventory.users) {
    if (!principal) continue;
    const key = JSON.stringify([principalKey(principal), source]);
    active.set(key, (active.get(key) ?? false) || status === 'active');
  }
  return new Set([...active].flatMap(([key, is]) => (is ? [] : [(JSON.parse(key) as [string, string])[0]])));
}
