import { isWritError, WritError, WritErrors, type Instant } from '../kernel/index.js';
import { severalAccounts, unknownOwners } from './account-checks.js';
import { readAccounts } from './accounts.js';
import { findingsInOrder, type Lined } from './checks.js';
import { composed, links } from './compose.js';
import { doubtedPeople } from './doubted.js';
import { hasLeft } from './employment.js';
import { checkFeed, type RawFeed } from './feed.js';
import { readPeople } from './people.js';
import { judgeReferences } from './references.js';
import { tryWorkerId, type DirectoryAccount } from './rows.js';
import type { FeedProvenance, IdentitySnapshot } from './snapshot.js';

/**
 * Correlates the HR and directory feeds by HR worker id into one snapshot at `asOf`. A wrong row condemns itself and
 * whom it is about; a feed is refused for its manifest, its count and its keys. Throws FEED_REFUSED, all faults at once.
 */
export function correlate(hr: RawFeed, directory: RawFeed, asOf: Instant): IdentitySnapshot {
  const provenance = checkedFeeds(hr, directory, asOf);
  const read = readPeople(hr, asOf);
  const left = new Set(read.people.filter((each) => hasLeft(each, asOf)).map(({ id }) => id as string));
  const { accounts, contested, findings } = readAccounts(directory, (id) => left.has(id));
  const lines = linesOf(hr);
  if (read.people.length === 0)
    throw unfit(hr, 'has no row of a person that can be read; absence ends no access');
  refuseForeignKeys(directory, accounts, lines);
  const plain = accounts.map(({ value }) => value);
  return {
    ...composed(provenance, read.people, plain, asOf),
    ...ifAny('doubted', doubtedPeople(read.people, read.doubted, plain)),
    ...ifAny('contested', links(contested)),
    ...ifAny(
      'findings',
      findingsInOrder([
        ...read.findings,
        ...judgeReferences(
          read.people,
          (id) => lines.has(id),
          (id) => lines.get(id) ?? 0,
          asOf,
        ),
        ...findings,
        ...unknownOwners(accounts, lines),
        ...severalAccounts(accounts),
      ]),
    ),
  };
}

function checkedFeeds(hr: RawFeed, directory: RawFeed, asOf: Instant): FeedProvenance[] {
  const faults: WritError[] = [];
  const provenance = [hr, directory].flatMap((feed) => {
    try {
      return [checkFeed(feed, asOf)];
    } catch (error) {
      if (!isWritError(error)) throw error;
      faults.push(error);
      return [];
    }
  });
  const [first] = faults;
  if (first && faults.length === 1) throw first;
  if (first) throw new WritErrors(first.code, `the identity feeds have ${faults.length} faults`, faults);
  return provenance;
}

/** The line of each worker id that stands anywhere in the HR feed, readable row or not; the first of several. */
function linesOf(hr: RawFeed): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  hr.rows.forEach((row, index) => {
    const id = tryWorkerId(row);
    if (id !== undefined && !lines.has(id)) lines.set(id, index + 2);
  });
  return lines;
}

/** A directory most of whose people HR does not have is of another organization or another time. */
function refuseForeignKeys(
  directory: RawFeed,
  accounts: readonly Lined<DirectoryAccount>[],
  known: ReadonlyMap<string, number>,
): void {
  const owners = new Set(
    accounts.flatMap(({ value: { owner } }) => (owner.kind === 'person' ? [owner.id] : [])),
  );
  const unknown = [...owners].filter((id) => !known.has(id));
  if (unknown.length * 2 <= owners.size) return;
  throw unfit(directory, `names ${owners.size} people, of whom HR does not have ${unknown.length}`);
}

function unfit({ source, file }: RawFeed, why: string): WritError {
  return new WritError('FEED_REFUSED', `the ${source} feed \`${file}\` ${why}`, {
    place: { file },
    remedy: 'export the feed and its manifest again, together',
  });
}

/** A list under its name; nothing at all when it is empty, so that a whole feed gives the bytes it always gave. */
function ifAny<K extends string, T>(name: K, list: readonly T[]): { readonly [N in K]?: readonly T[] } {
  return list.length === 0 ? {} : ({ [name]: list } as { readonly [N in K]?: readonly T[] });
}
