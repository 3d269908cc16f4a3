import { isWritError, WritError, WritErrors, type Instant } from '../kernel/index.js';
import { readAccounts } from './accounts.js';
import type { Lined } from './checks/index.js';
import { composed, links } from './compose.js';
import { readCredentials, type CredentialsUnfit, type RawCredentials } from './credentials.js';
import { doubtedPeople } from './doubted.js';
import { hasLeft } from './employment.js';
import { checkFeed, type RawFeed, type RawRecords } from './feed.js';
import { findingsInOrder } from './finding.js';
import { readPeople } from './people.js';
import { readDelegations, readEvents } from './records.js';
import { tryWorkerId, type DirectoryAccount } from './rows.js';
import { feedFindings } from './run-checks.js';
import type { FeedProvenance, IdentitySnapshot } from './snapshot.js';

/** What the feeds are read with beside themselves. */
export interface CorrelateOptions {
  /** People who have no manager by right, by worker id. @default - the one without a manager, where there is only one */
  readonly heads?: readonly string[];
  /** Who may approve for whom. Absent = nobody for anybody. */
  readonly delegations?: RawRecords | undefined;
  /** What happened elsewhere. Absent = nothing that could be referred to. */
  readonly events?: RawRecords | undefined;
  /** Static credentials of workloads, or why they could not be read. Absent = nothing is concluded of them. */
  readonly credentials?: RawCredentials | CredentialsUnfit | undefined;
}

/**
 * Correlates the HR and directory feeds by HR worker id into one snapshot at `asOf`. A wrong row condemns itself and
 * whom it is about; a feed is refused for its manifest, its count and its keys. Throws FEED_REFUSED, all faults at once.
 */
export function correlate(
  hr: RawFeed,
  directory: RawFeed,
  asOf: Instant,
  { heads, delegations, events, credentials }: CorrelateOptions = {},
): IdentitySnapshot {
  const feeds = [hr, directory, delegations, events].filter((each) => each !== undefined);
  const provenance = checkedFeeds(feeds, asOf);
  const read = readPeople(hr, asOf);
  const people = read.people.map(({ value }) => value);
  const left = new Set(people.filter((each) => hasLeft(each, asOf)).map(({ id }) => id as string));
  const { accounts, contested, findings } = readAccounts(directory, (id) => left.has(id), asOf);
  const known = idsOf(hr);
  if (people.length === 0) throw unfit(hr, 'has no row of a person that can be read; absence ends no access');
  refuseForeignKeys(directory, accounts, known);
  const plain = accounts.map(({ value }) => value);
  const delegated = readDelegations([...(delegations?.records ?? []), ...(hr.delegations ?? [])]);
  const happened = readEvents(events?.records ?? [], asOf);
  const across = feedFindings({
    asOf,
    people: new Map(read.people.map((each) => [each.value.id, each])),
    accounts,
    hasRow: (id) => known.has(id),
    delegations: delegated.records,
    ...(heads ? { heads: new Set(heads) } : {}),
  });
  return {
    ...composed(provenance, people, plain, asOf),
    ...ifAny('doubted', doubtedPeople(people, read.doubted, plain)),
    ...ifAny('contested', links(contested)),
    ...ifAny(
      'delegations',
      delegated.records.map(({ value }) => value),
    ),
    ...ifAny(
      'events',
      happened.records.map(({ value }) => value),
    ),
    ...(credentials
      ? { credentials: 'unfit' in credentials ? credentials : readCredentials(credentials, asOf) }
      : {}),
    ...ifAny(
      'findings',
      findingsInOrder([
        ...read.findings,
        ...findings,
        ...delegated.findings,
        ...happened.findings,
        ...across,
      ]),
    ),
  };
}

function checkedFeeds(feeds: readonly (RawFeed | RawRecords)[], asOf: Instant): FeedProvenance[] {
  const faults: WritError[] = [];
  const provenance = feeds.flatMap((feed) => {
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

/** Each worker id that stands anywhere in the HR feed, readable row or not. */
function idsOf(hr: RawFeed): ReadonlySet<string> {
  return new Set(hr.rows.map(tryWorkerId).filter((id) => id !== undefined));
}

/** A directory most of whose people HR does not have is of another organization or another time. */
function refuseForeignKeys(
  directory: RawFeed,
  accounts: readonly Lined<DirectoryAccount>[],
  known: ReadonlySet<string>,
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
