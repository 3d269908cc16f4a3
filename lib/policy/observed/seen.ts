import { canonicalJson, type Digest, type Instant } from '../../kernel/index.js';
import type { PersonRecord } from '../../identity/index.js';
import type { SeenApproving } from '../approval.js';
import type { Actor, ObservedForge, ObservedReview } from './observation.js';

/** Whether a review that was seen could count at an instant for a content of a ticket. */
export type ReviewStood = (review: ObservedReview, ticket: string, content: Digest, at: Instant) => boolean;

/**
 * Who was seen to approve what, by what a forge said of reviews and whose logins they are.
 * @param stood - `untold` is what was seen and could not count: nothing is given on it, nor taken. @default - all could
 */
export function seenIn(
  { reviews }: ObservedForge,
  logins: (actor: Actor) => PersonRecord | undefined,
  stood: ReviewStood = () => true,
): SeenApproving {
  const given = new Map<string, ObservedReview[]>();
  for (const review of reviews) {
    const { by, state, contents } = review;
    if (state !== 'approved' || by.kind !== 'user') continue;
    const person = logins(by);
    const who = person ? `hr:${person.id}` : UNTOLD;
    for (const [ticket, content] of Object.entries(contents)) {
      const key = canonicalJson([who, ticket, content]);
      const before = given.get(key);
      if (before) before.push(review);
      else given.set(key, [review]);
    }
  }
  const by = (who: string, ticket: string, content: Digest, at: Instant): readonly ObservedReview[] =>
    (given.get(canonicalJson([who, ticket, content])) ?? []).filter((review) => review.at <= at);
  return (approver, ticket, content, at) => {
    const own = by(approver, ticket, content, at);
    if (own.some((review) => stood(review, ticket, content, at))) return 'seen';
    return own.length > 0 || by(UNTOLD, ticket, content, at).length > 0 ? 'untold' : 'unseen';
  };
}

/** Somebody whose login stands for nobody now. */
const UNTOLD = 'nobody';
