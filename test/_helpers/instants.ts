import { plus, type Instant } from '../../lib/kernel/index.js';

/** One answer just before an instant, one at it and one just after: each bound is met at −1, 0 and +1 ms. */
export function around<T>(bound: Instant, ask: (at: Instant) => T): readonly [before: T, at: T, after: T] {
  return [ask(plus(bound, -1)), ask(bound), ask(plus(bound, 1))];
}
