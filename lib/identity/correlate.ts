import {
  by,
  compareText,
  groupBy,
  sorted,
  WritError,
  WritErrors,
  isWritError,
  type Instant,
} from '../kernel/index.js';
import type { WorkloadId } from '../model/index.js';
import { checkFeed, type RawFeed } from './feed.js';
import { parseDirectoryRow, parseHrRow, type DirectoryAccount } from './rows.js';
import { IDENTITY_SCHEMA, type AccountLink, type IdentitySnapshot, type PersonRecord } from './snapshot.js';

const FORGE_SOURCE = 'github';

/**
 * Correlates the HR and directory feeds by HR worker id into one snapshot at `asOf`.
 * Throws FEED_REFUSED or IDENTITY_CONFLICT, all faults at once: a feed in doubt is refused whole, never half used.
 */
export function correlate(hr: RawFeed, directory: RawFeed, asOf: Instant): IdentitySnapshot {
  const feeds = [checkFeed(hr, asOf), checkFeed(directory, asOf)];
  const faults: WritError[] = [];
  const persons = gather(hr, parseHrRow, faults);
  const accounts = gather(directory, parseDirectoryRow, faults);
  faults.push(...repeated(persons, (p) => folded(p.id), 'worker id'));
  faults.push(...repeated(persons, (p) => folded(p.email), 'e-mail'));
  faults.push(...repeated(accounts, (a) => JSON.stringify([a.source, nativeKey(a.native)]), 'account'));
  faults.push(...repeated(accounts, (a) => JSON.stringify([a.source, folded(a.login)]), 'login'));
  faults.push(...unknownOwners(accounts, new Set(persons.map((p) => p.id))));
  if (faults.length > 0) throw gathered(faults);
  return snapshot(feeds, persons, accounts, asOf);
}

type BarePerson = Omit<PersonRecord, 'accounts' | 'forgeLogin'>;

function gather<T>(feed: RawFeed, parse: (row: unknown, place: string) => T, faults: WritError[]): T[] {
  const read: T[] = [];
  feed.rows.forEach((row, index) => {
    try {
      read.push(parse(row, `${feed.file}:${index + 2}`));
    } catch (error) {
      if (!isWritError(error)) throw error;
      faults.push(error);
    }
  });
  return read;
}

function repeated<T>(values: readonly T[], keyOf: (value: T) => string, what: string): WritError[] {
  return [...groupBy(values, keyOf)].flatMap(([key, group]) =>
    group.length < 2 ? [] : [conflict(`${what} \`${key}\` stands in ${group.length} rows`)],
  );
}

/** Two texts that people and providers take for one, in whatever case or Unicode form, are one. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** Hexadecimal ids are the same in either case; others, like Okta's, are told apart by it. */
function nativeKey(native: string): string {
  return /^[0-9a-f-]+$/i.test(native) ? native.toLowerCase() : native;
}

function unknownOwners(accounts: readonly DirectoryAccount[], known: ReadonlySet<string>): WritError[] {
  return accounts
    .filter((account) => account.owner.kind === 'person' && !known.has(account.owner.id))
    .map((account) =>
      conflict(
        `account \`${account.login}\` in ${account.source} belongs to \`hr:${account.owner.id}\`, whom HR does not know`,
      ),
    );
}

function conflict(message: string): WritError {
  return new WritError('IDENTITY_CONFLICT', message, {
    remedy: 'correct the rows at their source and export again',
  });
}

function gathered(faults: readonly WritError[]): WritError {
  const [first] = faults;
  if (first && faults.length === 1) return first;
  return new WritErrors(
    first?.code ?? 'FEED_REFUSED',
    `the identity feeds have ${faults.length} faults`,
    faults,
  );
}

function snapshot(
  feeds: IdentitySnapshot['feeds'],
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
    feeds,
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

function withAccounts(bare: BarePerson, accounts: readonly DirectoryAccount[]): PersonRecord {
  const forge = accounts.find((account) => account.source === FORGE_SOURCE);
  return { ...bare, accounts: links(accounts), ...(forge ? { forgeLogin: forge.login } : {}) };
}

function links(accounts: readonly DirectoryAccount[]): AccountLink[] {
  const plain = accounts.map(({ source, native, login }) => ({ source, native, login }));
  return sorted(
    plain,
    by(
      (a) => a.source,
      (a) => a.native,
    ),
  );
}
