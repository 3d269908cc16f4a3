import { branded, by, groupBy, sorted } from '../kernel/index.js';
import { links } from './compose.js';
import type { BarePerson, DirectoryAccount } from './rows.js';
import type { DoubtedPerson } from './snapshot.js';

/**
 * The people in doubt with their accounts: those whose rows cannot be relied on, and those who have an account and no
 * row in HR at all.
 */
export function doubtedPeople(
  people: readonly BarePerson[],
  doubted: ReadonlyMap<string, string>,
  accounts: readonly DirectoryAccount[],
): DoubtedPerson[] {
  const known = new Set<string>(people.map(({ id }) => id));
  const owned = groupBy(
    accounts.filter(({ owner }) => owner.kind === 'person' && !known.has(owner.id)),
    ({ owner }) => owner.id,
  );
  const all = new Map(doubted);
  for (const id of owned.keys()) if (!all.has(id)) all.set(id, 'has an account and no row in HR');
  return sorted(
    [...all].map(([id, why]) => ({
      id: branded<'worker'>(id),
      why,
      accounts: links(owned.get(id) ?? []),
    })),
    by(({ id }) => id),
  );
}
