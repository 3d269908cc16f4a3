import { z } from 'zod';
import { digest, isWritError, parseInstant, WritError, type Instant } from '../kernel/index.js';
import type { FeedProvenance } from './snapshot.js';

/** What a feed's own manifest claims of it. */
export const feedManifest = z.object({
  generatedAt: z.string().meta({ description: 'when the feed was exported: an RFC 3339 time with a zone' }),
  rows: z.int().nonnegative().meta({ description: 'how many rows it has, the header aside' }),
  digest: z.string().meta({ description: 'of its bytes: `sha256:` and 64 hex digits' }),
});

/** A feed as read: its bytes as text, its parsed rows, and its manifest as parsed JSON. */
export interface RawFeed {
  readonly source: FeedProvenance['source'];
  readonly file: string;
  readonly text: string;
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly manifest: unknown;
}

/** The columns that rows are known by: without them nothing in the feed is about anybody. */
const KEYS: Readonly<Record<RawFeed['source'], readonly string[]>> = {
  hr: ['worker_id'],
  directory: ['owner', 'source', 'native_id'],
};

/** Holds a feed to its manifest: digest of the bytes, row count, key columns, not from the future. Throws FEED_REFUSED. */
export function checkFeed(feed: RawFeed, asOf: Instant): FeedProvenance {
  const parsed = feedManifest.safeParse(feed.manifest);
  if (!parsed.success) throw refused(feed, 'has no manifest with `generatedAt`, `rows` and `digest`');
  const { rows } = parsed.data;
  const found = digest(feed.text);
  if (found !== parsed.data.digest) throw refused(feed, 'does not have the digest that its manifest names');
  if (feed.rows.length !== rows)
    throw refused(feed, `has ${feed.rows.length} rows, its manifest says ${rows}`);
  if (feed.source === 'hr' && rows === 0) throw refused(feed, 'names nobody; absence ends no access');
  const [first] = feed.rows;
  const lacking = KEYS[feed.source].filter((column) => first && !(column in first));
  if (lacking.length > 0 && !feed.rows.some((row) => KEYS[feed.source].every((column) => column in row)))
    throw refused(feed, `lacks the column \`${lacking.join('`, `')}\``);
  const generatedAt = instant(feed, parsed.data.generatedAt);
  if (generatedAt > asOf) throw refused(feed, `was generated at ${generatedAt}, after ${asOf}`);
  return { source: feed.source, generatedAt, rows, digest: found };
}

function instant(feed: RawFeed, text: string): Instant {
  try {
    return parseInstant(text);
  } catch (error) {
    throw refused(feed, isWritError(error) ? error.message : 'has no readable time');
  }
}

function refused(feed: RawFeed, why: string): WritError {
  return new WritError('FEED_REFUSED', `the ${feed.source} feed \`${feed.file}\` ${why}`, {
    place: { file: feed.file },
    remedy: 'export the feed and its manifest again, together',
  });
}
