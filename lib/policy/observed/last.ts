import { by, canonicalJson, type Instant } from '../../kernel/index.js';
import { loginKey } from './logins.js';
import type { ObservedReview } from './observation.js';

/** In time; of two at one instant an approval comes first, so that what takes it back is the last. */
const IN_TIME = by<ObservedReview>(
  ({ at }) => at,
  ({ state }) => (state === 'approved' ? '0' : '1'),
  ({ id }) => id,
  canonicalJson,
);

/**
 * Whether a review is the last that its login gave on its change at or before `at`, comments left out and dismissals not: a review that
 * was dismissed is over for good, whatever time its approval bears when it is told again.
 */
export function isLastReview(
  review: ObservedReview,
  reviews: readonly ObservedReview[],
  at: Instant,
): boolean {
  const key = loginKey(review.by.login);
  return !reviews.some(
    (each) =>
      each !== review &&
      each.change === review.change &&
      each.at <= at &&
      each.state !== 'commented' &&
      loginKey(each.by.login) === key &&
      (IN_TIME(each, review) > 0 ||
        (each.id === review.id && each.state === 'dismissed' && review.state !== 'dismissed')),
  );
}
