import { canonicalJson, type Digest, type Instant } from '../../kernel/index.js';
import type { PersonRecord } from '../../identity/index.js';
import type { SeenApproving } from '../approval.js';
import type { Actor, ObservedForge } from './observation.js';

/** Who was seen to approve what, by what a forge said of reviews and whose logins they are. */
export function seenIn(
  { reviews }: ObservedForge,
  logins: (actor: Actor) => PersonRecord | undefined,
): SeenApproving {
  const first = new Map<string, Instant>();
  for (const { by, state, at, contents } of reviews) {
    if (state !== 'approved' || by.kind !== 'user') continue;
    const person = logins(by);
    const who = person ? `hr:${person.id}` : UNTOLD;
    for (const [ticket, content] of Object.entries(contents)) {
      const key = canonicalJson([who, ticket, content]);
      const before = first.get(key);
      if (before === undefined || at < before) first.set(key, at);
    }
  }
  const by = (who: string, ticket: string, content: Digest, at: Instant): boolean =>
    (first.get(canonicalJson([who, ticket, content])) ?? AFTER) <= at;
  return (approver, ticket, content, at) => {
    if (by(approver, ticket, content, at)) return 'seen';
    return by(UNTOLD, ticket, content, at) ? 'untold' : 'unseen';
  };
}

/** Somebody whose login stands for nobody now. */
const UNTOLD = 'nobody';
/** After every instant. */
const AFTER = '~';
