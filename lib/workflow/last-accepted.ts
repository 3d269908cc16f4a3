import { acceptedOf, type FeedProvenance, type LastAccepted } from '../identity/index.js';
import { isAhead, type Instant, type Milliseconds } from '../kernel/index.js';
import { ofKind, type BodySource, type Recorder } from '../record/index.js';

/** The clock that tells which syntheses lie ahead. */
export interface AcceptedBy {
  readonly now: Instant;
  /** How far a synthesis may lie ahead of the clock. @default - CLOCK_SKEW */
  readonly skew?: Milliseconds;
}

/**
 * The feeds that were accepted last, by the newest synthesis that the ledger has; with the snapshot itself where its
 * body was not erased. What was made for a time to come is no evidence of now, and is passed over: nothing would ever be
 * newer. Undefined where nothing was synthesized into this ledger yet.
 */
export async function lastAccepted(
  recorder: Recorder,
  bodies: BodySource,
  { now, skew }: AcceptedBy,
): Promise<LastAccepted | undefined> {
  const all = ofKind(await recorder.read(), 'synthesis')
    .map(({ body }) => body)
    .filter(({ asOf }) => !isAhead(asOf, now, skew));
  const newest = all.reduce<(typeof all)[number] | undefined>(
    (last, each) => (last && last.asOf > each.asOf ? last : each),
    undefined,
  );
  if (!newest) return undefined;
  const accepted = acceptedOf(await bodies.tryFind(newest.identity), newest.identity);
  if (accepted) return accepted;
  return {
    feeds: newest.feeds.map(({ source, ...rest }) => ({
      source: source as FeedProvenance['source'],
      ...rest,
    })),
  };
}
