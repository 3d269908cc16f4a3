import { parseInstant, WritError, WritErrors, type Milliseconds } from '../kernel/index.js';
import { tryParsePrincipal } from '../model/index.js';
import { hasLeft } from './employment.js';
import {
  refusedCredentials,
  type CredentialsFeed,
  type CredentialsLast,
  type CredentialsSaid,
} from './credentials.js';
import { lostFacts } from './lost-facts.js';
import { apart, staleFeed } from './clocks.js';
import { remembering } from './remember.js';
import type { FeedProvenance, IdentitySnapshot } from './snapshot.js';

/** What every feed is held to, beside its own manifest. */
export interface FeedLimits {
  /** A fall is refused beyond both: a small organization may lose a few rows, a large one its share. */
  readonly fall: { readonly count: number; readonly fraction: number };
  /** The four clocks. How old a source may be, by when it generated the feed, when grants are decided on it. */
  readonly age: Milliseconds;
  /** How old our copy may be, by when we took it, where that is told. */
  readonly copy: Milliseconds;
  /** How far apart the sources that are used in one decision may have been generated. */
  readonly skew: Milliseconds;
  /** How old a policy may be that decisions are made under. */
  readonly policy: Milliseconds;
}

const DAY: Milliseconds = 24 * 3_600_000;

/** Two rows or a tenth, whichever is more; a source of a week, a copy of a day, three days between sources, a policy of a year. */
export const DEFAULT_FEED_LIMITS: FeedLimits = {
  fall: { count: 2, fraction: 0.1 },
  age: 7 * DAY,
  copy: DAY,
  skew: 3 * DAY,
  policy: 366 * DAY,
};

/** A named person's word that exactly this feed is right although it fell. */
export interface FallAccepted {
  /** The digest that the feed's manifest names. */
  readonly digest: string;
  /** Who says so: `hr:…`, at work. */
  readonly by: string;
  /** When: at or after the feed was generated. */
  readonly on: string;
  /** Why it is right although it fell. */
  readonly why: string;
}

/** The feeds that were accepted last. */
export interface LastAccepted {
  readonly feeds: readonly FeedProvenance[];
  /** What they were correlated to, where that is still kept. */
  readonly snapshot?: IdentitySnapshot;
}

/** What a snapshot is held to. */
export interface FeedStandard {
  readonly limits?: Partial<FeedLimits>;
  readonly accepted?: readonly FallAccepted[];
  /** Absent where nothing was accepted yet. */
  readonly last?: LastAccepted | undefined;
}

/**
 * Holds the feeds of a snapshot to their limits and to those that were accepted last, and gives the snapshot with what
 * it remembers of them. Throws SOURCE_STALE and FEED_REFUSED, all faults at once: such feeds are fit for neither grants
 * nor ends, but for those that they say outright.
 */
export function heldTo(standard: FeedStandard, snapshot: IdentitySnapshot): IdentitySnapshot {
  const faults = standingFaults(standard, snapshot);
  const [first] = faults;
  if (first && faults.length === 1) throw first;
  if (first) throw new WritErrors(first.code, `the identity feeds have ${faults.length} faults`, faults);
  return remembering(withCredentials(standard, snapshot), standard.last?.snapshot);
}

/**
 * A snapshot whose credentials are held to the clocks and to those that were fit last. What falls short makes them unfit and nothing
 * else: whom else the feeds speak of is not held up by it.
 */
function withCredentials(standard: FeedStandard, snapshot: IdentitySnapshot): IdentitySnapshot {
  const { credentials } = snapshot;
  if (!credentials) return snapshot;
  const before = credentialsBefore(standard.last?.snapshot?.credentials);
  const held =
    'unfit' in credentials ? credentials : heldCredentials(credentials, before, standard, snapshot);
  if (!('unfit' in held) || !before) return { ...snapshot, credentials: held };
  return { ...snapshot, credentials: { ...held, last: before } };
}

/** The feed that was fit last: an unfit one between the two makes no fall acceptable. */
function credentialsBefore(feed: CredentialsFeed | undefined): CredentialsLast | undefined {
  if (!feed || 'unfit' in feed) return feed?.last;
  const { generatedAt, rows, digest } = feed;
  return { generatedAt, rows, digest };
}

function heldCredentials(
  credentials: CredentialsSaid,
  before: CredentialsLast | undefined,
  standard: FeedStandard,
  snapshot: IdentitySnapshot,
): CredentialsFeed {
  const limits = { ...DEFAULT_FEED_LIMITS, ...standard.limits };
  const [stale] = staleFeed({ ...credentials, source: 'credentials' }, snapshot.asOf, limits);
  if (stale) return { unfit: { code: 'SOURCE_STALE', message: stale.message } };
  const fell = before && credentialsFell(credentials, before, standard, snapshot, limits);
  return fell === undefined ? credentials : refusedCredentials(fell);
}

/** A credential that is left out would pass for rotated, so a fall is refused as one of people is. */
function credentialsFell(
  now: CredentialsSaid,
  before: CredentialsLast,
  { accepted = [] }: FeedStandard,
  snapshot: IdentitySnapshot,
  { fall }: FeedLimits,
): string | undefined {
  if (before.digest === now.digest) return undefined;
  if (now.generatedAt < before.generatedAt)
    return `was generated at ${now.generatedAt}, before the one accepted last (${before.generatedAt})`;
  if (!isFall(before.rows - now.rows, before.rows, fall)) return undefined;
  if (accepted.some((each) => confirms(each, now, snapshot))) return undefined;
  return `fell beyond its limit: it has ${now.rows} rows where the last accepted one had ${before.rows}`;
}

/** Every way in which the feeds of a snapshot fall short of what they are held to; `feeds.<source>` is the place of each. */
export function standingFaults(standard: FeedStandard, snapshot: IdentitySnapshot): WritError[] {
  const { limits, last } = standard;
  const all = { ...DEFAULT_FEED_LIMITS, ...limits };
  return [
    ...apart(snapshot.feeds, all),
    ...snapshot.feeds.flatMap((feed) => {
      const before = last?.feeds.find(({ source }) => source === feed.source);
      return [
        ...staleFeed(feed, snapshot.asOf, all),
        ...mostlyUnreadable(feed, snapshot, standard, all),
        ...(before && before.digest !== feed.digest
          ? againstLast(feed, before, snapshot, standard, all)
          : []),
      ];
    }),
  ];
}

/** A header without its column, or whatever else makes many rows unreadable: what is left of such a feed speaks for few. */
function mostlyUnreadable(
  feed: FeedProvenance,
  snapshot: IdentitySnapshot,
  { accepted = [] }: FeedStandard,
  { fall }: FeedLimits,
): WritError[] {
  const lines = (snapshot.findings ?? [])
    .filter((each) => each.check === 'row-unreadable' && each.feed === feed.source)
    .flatMap((each) => each.lines);
  const unread = new Set(lines).size;
  if (!isFall(unread, feed.rows, fall) || accepted.some((each) => confirms(each, feed, snapshot))) return [];
  return [
    refused(
      feed,
      `the ${feed.source} feed has ${unread} of ${feed.rows} rows that cannot be read, which is beyond its limit`,
      'export it again with every column; terminations that it says outright are heard all the same',
    ),
  ];
}

function againstLast(
  feed: FeedProvenance,
  before: FeedProvenance,
  snapshot: IdentitySnapshot,
  { accepted = [], last }: FeedStandard,
  limits: FeedLimits,
): WritError[] {
  if (feed.generatedAt < before.generatedAt) {
    const message = `the ${feed.source} feed was generated at ${feed.generatedAt}, before the one accepted last (${before.generatedAt})`;
    return [refused(feed, message, 'export the feed again, or restore the newer one')];
  }
  const fell = [...fallsOf(feed, before, limits), ...emptiedColumns(feed, snapshot, last, limits)];
  if (fell.length === 0 || accepted.some((each) => confirms(each, feed, snapshot))) return [];
  return fell.map((what) =>
    refused(
      feed,
      `the ${feed.source} feed fell beyond its limit: ${what}; nobody's access ends by what is missing`,
      `export it again, whole; if it is right, a person at work confirms the fall of \`${feed.digest}\` in \`feeds.accepted\` of the configuration`,
    ),
  );
}

function fallsOf(feed: FeedProvenance, before: FeedProvenance, { fall }: FeedLimits): string[] {
  // A delegation or event that is missing gives nothing, and ends nothing.
  if (feed.source !== 'hr' && feed.source !== 'directory') return [];
  const counts = (of: FeedProvenance): Readonly<Record<string, number>> =>
    before.keys && feed.keys ? (of.keys ?? {}) : { rows: of.rows };
  const now = counts(feed);
  return Object.entries(counts(before)).flatMap(([name, had]) => {
    const has = now[name] ?? 0;
    if (!isFall(had - has, had, fall)) return [];
    const what = name === 'rows' || name === 'people' ? name : `${name} accounts`;
    return [`it has ${has} ${what} where the last accepted one had ${had}`];
  });
}

/** People who are still there, of whom the feed says less than it did: a column that was emptied is a fall like rows. */
function emptiedColumns(
  { source }: FeedProvenance,
  snapshot: IdentitySnapshot,
  last: LastAccepted | undefined,
  { fall }: FeedLimits,
): string[] {
  if (source !== 'hr' || !last?.snapshot) return [];
  return lostFacts(snapshot, last.snapshot)
    .filter(({ lost, had }) => isFall(lost, had, fall))
    .map(
      ({ words, lost, had }) =>
        `it has ${lost} of ${had} people ${words}, who were not so in the last accepted one`,
    );
}

function isFall(lost: number, had: number, { count, fraction }: FeedLimits['fall']): boolean {
  const isAll = lost === had && had > 1;
  return isAll || (lost > count && lost > fraction * had);
}

/** Whether somebody at work confirmed exactly this feed, when it was there to be seen and not after this synthesis. */
function confirms(
  { digest, by, on }: FallAccepted,
  feed: Pick<FeedProvenance, 'digest' | 'generatedAt'>,
  { people, asOf }: IdentitySnapshot,
): boolean {
  const who = tryParsePrincipal(by);
  const record = people.find(({ id }) => who?.kind === 'person' && id === who.id);
  const at = parseInstant(on);
  return (
    digest === feed.digest &&
    record !== undefined &&
    !hasLeft(record, asOf) &&
    at >= feed.generatedAt &&
    at <= asOf
  );
}

function refused({ source }: FeedProvenance, message: string, remedy: string): WritError {
  return new WritError('FEED_REFUSED', message, { place: { path: `feeds.${source}` }, remedy });
}
