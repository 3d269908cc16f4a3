import { z } from 'zod';
import { digest, isWritError, parseInstant, WritError, type Instant } from '../kernel/index.js';
import type { FeedProvenance } from './snapshot.js';

/** What a feed's own manifest claims of it. */
export const feedManifest = z.object({
  generatedAt: z.string().meta({ description: 'when the feed was exported: an RFC 3339 time with a zone' }),
  observedAt: z
    .string()
    .optional()
    .meta({ description: 'when our copy was taken, where that was another time' }),
  rows: z.int().nonnegative().meta({ description: 'how many rows it has, the header aside' }),
  digest: z.string().meta({ description: 'of its bytes: `sha256:` and 64 hex digits' }),
});

/** A feed of rows as read: its bytes as text, its parsed rows, and its manifest as parsed JSON. */
export interface RawFeed {
  readonly source: 'hr' | 'directory';
  readonly file: string;
  readonly text: string;
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly manifest: unknown;
  /** Delegations that HR carries with its people, as the delegations feed would have them. */
  readonly delegations?: readonly unknown[];
}

/** A feed of typed records as read: JSON that is held to its shape record by record. */
export interface RawRecords {
  readonly source: 'delegations' | 'events';
  readonly file: string;
  readonly text: string;
  readonly records: readonly unknown[];
  readonly manifest: unknown;
}

/** The columns that rows are known by: without them nothing in the feed is about anybody. */
const KEYS: Readonly<Record<RawFeed['source'], readonly string[]>> = {
  hr: ['worker_id'],
  directory: ['owner', 'source', 'native_id'],
};

/** What every feed is named and held to its manifest by. */
interface Manifested {
  readonly source: string;
  readonly file: string;
  readonly text: string;
  readonly manifest: unknown;
}

/** Holds a feed to its manifest: digest of the bytes, row count, key columns, not from the future. Throws FEED_REFUSED. */
export function checkFeed(feed: RawFeed | RawRecords, asOf: Instant): FeedProvenance {
  const count = 'rows' in feed ? feed.rows.length : feed.records.length;
  const held = checkManifest(feed, count, asOf);
  if (feed.source === 'hr' && held.rows === 0) throw refused(feed, 'names nobody; absence ends no access');
  if ('rows' in feed) refuseLackingKeys(feed);
  return { source: feed.source, ...held };
}

/** Holds a feed of `count` rows to its manifest alone: digest of the bytes, row count, not from the future. Throws FEED_REFUSED. */
export function checkManifest(
  feed: Manifested,
  count: number,
  asOf: Instant,
): Omit<FeedProvenance, 'source' | 'keys'> {
  const parsed = feedManifest.safeParse(feed.manifest);
  if (!parsed.success) throw refused(feed, 'has no manifest with `generatedAt`, `rows` and `digest`');
  const { rows } = parsed.data;
  const found = digest(feed.text);
  if (found !== parsed.data.digest) throw refused(feed, 'does not have the digest that its manifest names');
  if (count !== rows) throw refused(feed, `has ${count} rows, its manifest says ${rows}`);
  const generatedAt = instant(feed, parsed.data.generatedAt);
  if (generatedAt > asOf) throw refused(feed, `was generated at ${generatedAt}, after ${asOf}`);
  const observed = parsed.data.observedAt === undefined ? undefined : instant(feed, parsed.data.observedAt);
  if (observed === undefined) return { generatedAt, rows, digest: found };
  if (observed > asOf) throw refused(feed, `was observed at ${observed}, after ${asOf}`);
  if (observed < generatedAt)
    throw refused(feed, `was observed at ${observed}, before it was generated at ${generatedAt}`);
  return { generatedAt, observedAt: observed, rows, digest: found };
}

function refuseLackingKeys(feed: RawFeed): void {
  const [first] = feed.rows;
  const lacking = KEYS[feed.source].filter((column) => first && !(column in first));
  if (lacking.length > 0 && !feed.rows.some((row) => KEYS[feed.source].every((column) => column in row)))
    throw refused(feed, `lacks the column \`${lacking.join('`, `')}\``);
}

function instant(feed: Manifested, text: string): Instant {
  try {
    return parseInstant(text);
  } catch (error) {
    throw refused(feed, isWritError(error) ? error.message : 'has no readable time');
  }
}

function refused(feed: Pick<Manifested, 'source' | 'file'>, why: string): WritError {
  return new WritError('FEED_REFUSED', `the ${feed.source} feed \`${feed.file}\` ${why}`, {
    place: { file: feed.file },
    remedy: 'export the feed and its manifest again, together',
  });
}
