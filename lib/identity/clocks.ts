import {
  compareText,
  epochOf,
  sorted,
  spanWords,
  WritError,
  type Instant,
  type Milliseconds,
} from '../kernel/index.js';
import type { FeedProvenance } from './snapshot.js';

/** The limits of the clocks that feeds are held to. */
interface ClockLimits {
  readonly age: Milliseconds;
  readonly copy: Milliseconds;
  readonly skew: Milliseconds;
}

/** A feed whose source, or our copy of it, is older at `asOf` than its limit: one SOURCE_STALE for each. */
export function staleFeed(
  {
    source,
    generatedAt,
    observedAt,
  }: Pick<FeedProvenance, 'generatedAt' | 'observedAt'> & { readonly source: string },
  asOf: Instant,
  { age, copy }: ClockLimits,
): WritError[] {
  return [
    ...older(source, `the ${source} feed was generated`, generatedAt, asOf, age),
    ...(observedAt === undefined
      ? []
      : older(source, `our copy of the ${source} feed was taken`, observedAt, asOf, copy)),
  ];
}

/** Feeds that were generated further apart than their limit: they do not speak of one time. */
export function apart(feeds: readonly FeedProvenance[], { skew }: ClockLimits): WritError[] {
  const inTime = sorted(feeds, (one, other) => compareText(one.generatedAt, other.generatedAt));
  const [first, last] = [inTime[0], inTime.at(-1)];
  if (!first || !last) return [];
  const span = epochOf(last.generatedAt) - epochOf(first.generatedAt);
  if (span <= skew) return [];
  return [
    stale(
      first.source,
      `the ${first.source} feed was generated at ${first.generatedAt} and the ${last.source} feed at ${last.generatedAt}, ${spanWords(span)} apart; the limit is ${spanWords(skew)}`,
    ),
  ];
}

function older(source: string, what: string, at: Instant, asOf: Instant, limit: Milliseconds): WritError[] {
  const span = epochOf(asOf) - epochOf(at);
  if (span <= limit) return [];
  return [
    stale(source, `${what} at ${at}, ${spanWords(span)} before ${asOf}; the limit is ${spanWords(limit)}`),
  ];
}

function stale(source: string, message: string): WritError {
  return new WritError('SOURCE_STALE', message, {
    place: { path: `feeds.${source}` },
    remedy: 'export all feeds again; what is granted stands on what the sources say now',
  });
}
