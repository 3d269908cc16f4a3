import { instantOf, plus, type Instant } from '../../lib/kernel/index.js';

/** On which side of a time bound a moment lies: a millisecond before it, on it, a millisecond after it. */
export type Side = 'before' | 'on' | 'after';

const OFFSETS: readonly (readonly [Side, number])[] = [
  ['before', -1],
  ['on', 0],
  ['after', 1],
];

/**
 * What `of` says around a time bound: at −1, 0 and +1 ms. A comparison that is shifted by one millisecond, or lost, changes at least
 * one of the three. `expect(atBounds(end, (at) => stateAt(at))).toEqual({ before: 'open', on: 'ended', after: 'ended' })`
 */
export function atBounds<T>(bound: Instant, of: (at: Instant) => T): Readonly<Record<Side, T>> {
  const at = (offset: number): T => of(instantOf(Date.parse(bound) + offset));
  return Object.fromEntries(OFFSETS.map(([side, offset]) => [side, at(offset)])) as Record<Side, T>;
}

/** As {@link atBounds}, of a span counted from `since`. */
export function aroundSpan<T>(
  since: Instant,
  span: number,
  of: (at: Instant) => T,
): Readonly<Record<Side, T>> {
  return atBounds(plus(since, span), of);
}
