import type { Instant } from '../kernel/index.js';

/** Contiguous renewals as the one duration that they count as. */
export interface RenewalLine {
  /** The first start. */
  readonly from: Instant;
  /** The last end. */
  readonly end: Instant | 'standing';
}

/**
 * The line that a renewal goes on with; undefined where it begins a duration of its own: after a gap, or where nothing went before.
 * @param before - the line of the ticket that it renews
 * @param start - when the renewal begins
 */
export function wentOn(before: RenewalLine | undefined, start: Instant): RenewalLine | undefined {
  if (!before || (before.end !== 'standing' && start > before.end)) return undefined;
  return { from: before.from < start ? before.from : start, end: before.end };
}
