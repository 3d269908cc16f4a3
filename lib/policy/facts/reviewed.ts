import type { Ticket } from '../../manifest/index.js';

/** Whether a ticket for a workload says what rotation breaks, what depends on it and how to revoke it. Nobody asks that of people. */
export function isReviewAnswered({ principal, review }: Ticket): boolean {
  if (!principal.startsWith('workload:')) return true;
  return [review?.rotation, review?.dependents, review?.revocation].every((each) => each !== undefined);
}
