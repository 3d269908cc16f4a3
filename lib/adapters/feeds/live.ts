import type { RawFeed } from '../../identity/index.js';
import { canonicalJson, CLOCK_SKEW, digest, epochOf, type Clock, type Instant } from '../../kernel/index.js';

/**
 * When a live source is said to have spoken: now, or `asOf` where that was a moment ago, so that a run that took its
 * instant before it asked is not told of its future. What is read for another time says nothing of it.
 */
export function spokenAt(asOf: Instant, clock: Clock): Instant {
  const now = clock.now();
  const since = epochOf(now) - epochOf(asOf);
  return since >= 0 && since <= CLOCK_SKEW ? asOf : now;
}

/** A feed of rows that a live source answered whole, with the manifest that it would have. */
export function liveFeed(
  source: RawFeed['source'],
  file: string,
  rows: RawFeed['rows'],
  at: Instant,
  delegations: readonly unknown[] = [],
): RawFeed {
  const text = canonicalJson([rows, delegations]);
  const manifest = { generatedAt: at, observedAt: at, rows: rows.length, digest: digest(text) };
  return { source, file, text, rows, manifest, ...(delegations.length > 0 ? { delegations } : {}) };
}
