import {
  checkFeed,
  correlate,
  type FeedRead,
  type FeedReads,
  type IdentitySnapshot,
  type RawFeed,
} from '../../identity/index.js';
import {
  canonicalJson,
  digest,
  isWritError,
  sortedTexts,
  systemClock,
  WritError,
  type Clock,
  type Instant,
} from '../../kernel/index.js';
import { readFeed } from '../files/feeds.js';
import { readCredentialsFeed } from './credentials.js';
import { readJsonRows } from './json-rows.js';
import { readOktaUsers } from './okta-users.js';
import { readRecordsFeed } from './records.js';
import { readScimDump } from './scim/dump.js';
import { readScimEndpoint } from './scim/endpoint.js';
import type { FeedSource, IdentitySources } from './source.js';

/** When a feed is read for, and by which clock a live source speaks. */
export interface FeedMoment {
  readonly asOf: Instant;
  /** @default - the machine's own */
  readonly clock?: Clock;
}

/** Reads every feed, and says of each that cannot be read why not. */
export async function readEach(
  sources: IdentitySources,
  asOf: Instant,
  clock: Clock = systemClock,
): Promise<FeedReads> {
  const moment = { asOf, clock };
  const { delegations, events } = sources;
  return {
    hr: await tried('hr', () => readSource('hr', sources.hr, moment)),
    directory: await tried('directory', () => readDirectory(sources.directory, moment)),
    ...(delegations
      ? { delegations: await tried('delegations', () => readRecordsFeed('delegations', delegations)) }
      : {}),
    ...(events ? { events: await tried('events', () => readRecordsFeed('events', events)) } : {}),
  };
}

async function tried<T>(source: string, read: () => Promise<T>): Promise<FeedRead<T>> {
  try {
    return { feed: await available(source, read) };
  } catch (error) {
    if (!isWritError(error)) throw error;
    return { fault: error };
  }
}

/** Reads and correlates every feed. Throws SOURCE_UNAVAILABLE, INPUT_*, FEED_REFUSED. */
export async function readIdentity(
  sources: IdentitySources,
  asOf: Instant,
  clock: Clock = systemClock,
): Promise<IdentitySnapshot> {
  const moment = { asOf, clock };
  const { delegations, events, credentials, heads } = sources;
  return correlate(
    await available('hr', () => readSource('hr', sources.hr, moment)),
    await available('directory', () => readDirectory(sources.directory, moment)),
    asOf,
    {
      ...(heads ? { heads } : {}),
      ...(delegations
        ? { delegations: await available('delegations', () => readRecordsFeed('delegations', delegations)) }
        : {}),
      ...(events ? { events: await available('events', () => readRecordsFeed('events', events)) } : {}),
      ...(credentials ? { credentials: await readCredentialsFeed(credentials) } : {}),
    },
  );
}

/** Reads one feed as it is, whatever its form. Throws INPUT_*, PROVIDER_*, SOURCE_UNAVAILABLE, FEED_REFUSED. */
export async function readSource(
  feed: RawFeed['source'],
  from: FeedSource,
  { asOf, clock = systemClock }: FeedMoment,
): Promise<RawFeed> {
  if ('json' in from) return readJsonRows(feed, from.json);
  if ('okta' in from) return readOktaUsers(from.okta, { asOf, clock });
  if (!('scim' in from)) return readFeed(feed, from);
  const { scim } = from;
  const source = scim.source ?? 'scim';
  return 'url' in scim
    ? readScimEndpoint(feed, scim, source, { asOf, clock })
    : readScimDump(feed, scim, source);
}

/** Reads the directory; several feeds come to one, each held to its own manifest first, as old as the oldest. */
async function readDirectory(from: IdentitySources['directory'], moment: FeedMoment): Promise<RawFeed> {
  const several = Array.isArray(from) ? (from as readonly FeedSource[]) : [from as FeedSource];
  const feeds = await Promise.all(several.map((each) => readSource('directory', each, moment)));
  const [only] = feeds;
  return only && feeds.length === 1 ? only : together(feeds, moment.asOf);
}

function together(feeds: readonly RawFeed[], asOf: Instant): RawFeed {
  const checked = feeds.map((each) => checkFeed(each, asOf));
  const text = canonicalJson(sortedTexts(checked.map((each) => each.digest)));
  const rows = feeds.flatMap((each) => each.rows);
  const oldest = sortedTexts(checked.map(({ generatedAt }) => generatedAt))[0];
  const copies = checked.flatMap(({ observedAt }) => (observedAt === undefined ? [] : [observedAt]));
  return {
    source: 'directory',
    file: feeds.map(({ file }) => file).join(', '),
    text,
    rows,
    manifest: {
      generatedAt: oldest,
      rows: rows.length,
      digest: digest(text),
      ...(copies.length === feeds.length ? { observedAt: sortedTexts(copies)[0] } : {}),
    },
  };
}

/** A source that is not there, or does not answer, is unavailable, by whatever name its adapter says so. */
async function available<T>(source: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (!isWritError(cause) || !/^(INPUT_UNREADABLE$|PROVIDER_)/.test(cause.code)) throw cause;
    throw new WritError('SOURCE_UNAVAILABLE', `the ${source} feed cannot be read: ${cause.message}`, {
      cause,
      remedy: cause.remedy,
      ...(cause.place ? { place: cause.place } : {}),
    });
  }
}
