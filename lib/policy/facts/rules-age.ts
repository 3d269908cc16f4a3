import { epochOf, type Instant } from '../../kernel/index.js';

const DAY = 86_400_000;

/** Whole days since the rule longest past its review was due; 0 where none is past it. A rule is due at the end of its day. */
export function overdueDays(rules: readonly { readonly reviewBy: Instant }[], at: Instant): number {
  const late = rules.map(({ reviewBy }) => Math.floor((epochOf(at) - epochOf(reviewBy)) / DAY));
  return Math.max(0, ...late);
}
