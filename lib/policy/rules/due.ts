import { by, plus, sorted, type Instant } from '../../kernel/index.js';
import type { Rule } from './rule.js';

/** How long before its review date a rule is told: long enough for a governance change to be made and approved. */
const REVIEW_AHEAD = 30 * 86_400_000;

/** The rules whose review is due by 30 days from now or was before, the most pressing first. */
export function rulesDue<R extends Pick<Rule, 'id' | 'reviewBy'>>(
  rules: readonly R[],
  at: Instant,
): readonly R[] {
  return sorted(
    rules.filter(({ reviewBy }) => reviewBy <= plus(at, REVIEW_AHEAD)),
    by<R>(
      ({ reviewBy }) => reviewBy,
      ({ id }) => id,
    ),
  );
}
