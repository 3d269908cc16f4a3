import { by, compareText, groupBy, sorted, type Instant } from '../kernel/index.js';
import type { WorkloadId } from '../model/index.js';
import type { BarePerson, DirectoryAccount } from './rows.js';
import {
  IDENTITY_SCHEMA,
  type AccountLink,
  type FeedProvenance,
  type IdentitySnapshot,
  type PersonRecord,
} from './snapshot.js';

/** The source of accounts at the forge. */
export const FORGE_SOURCE = 'github';

/** Puts people and the accounts that the directory links together. */
export function composed(
  feeds: readonly FeedProvenance[],
  persons: readonly BarePerson[],
  accounts: readonly DirectoryAccount[],
  asOf: Instant,
): IdentitySnapshot {
  const owned = groupBy(accounts, (account) => JSON.stringify([account.owner.kind, account.owner.id]));
  const linksOf = (kind: string, id: string): DirectoryAccount[] =>
    owned.get(JSON.stringify([kind, id])) ?? [];
  const workloads = new Set(accounts.filter((a) => a.owner.kind === 'workload').map((a) => a.owner.id));
  return {
    schema: IDENTITY_SCHEMA,
    asOf,
    feeds: feeds.map((each) => withKeys(each, persons, accounts)),
    people: sorted(
      persons.map((bare) => withAccounts(bare, linksOf('person', bare.id))),
      by((p) => p.id),
    ),
    workloads: [...workloads]
      .sort(compareText)
      .map((id) => ({ id: id as WorkloadId, accounts: links(linksOf('workload', id)) })),
    shared: links(accounts.filter((account) => account.owner.kind === 'shared')),
  };
}

/** A feed of rows with what it has of each kind; records are counted by their manifest alone. */
function withKeys(
  feed: FeedProvenance,
  persons: readonly BarePerson[],
  accounts: readonly DirectoryAccount[],
): FeedProvenance {
  if (feed.source === 'hr') return { ...feed, keys: { people: persons.length } };
  return feed.source === 'directory' ? { ...feed, keys: bySource(accounts) } : feed;
}

function bySource(accounts: readonly DirectoryAccount[]): Readonly<Record<string, number>> {
  const counts = [...groupBy(accounts, (account) => account.source)].map(
    ([of, group]) => [of as string, group.length] as const,
  );
  return Object.fromEntries(
    sorted(
      counts,
      by(([of]) => of),
    ),
  );
}

function withAccounts(bare: BarePerson, accounts: readonly DirectoryAccount[]): PersonRecord {
  const [forge, ...more] = accounts.filter((account) => account.source === FORGE_SOURCE);
  return {
    ...bare,
    accounts: links(accounts),
    ...(forge && more.length === 0 ? { forgeLogin: forge.login } : {}),
  };
}

/** Accounts as links: no owner, in order. What else the directory says of people stays with the checks. */
export function links(accounts: readonly DirectoryAccount[]): AccountLink[] {
  const plain = accounts.map(({ source, native, login, says }) => ({
    source,
    native,
    login,
    ...(says?.status ? { status: says.status } : {}),
    ...(says?.lastUsed ? { lastUsed: says.lastUsed } : {}),
  }));
  return sorted(
    plain,
    by(
      (a) => a.source,
      (a) => a.native,
      (a) => a.login,
    ),
  );
}
