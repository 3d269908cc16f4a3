import { canonicalJson, type Digest, type Instant } from '../../kernel/index.js';
import type { PersonRecord } from '../../identity/index.js';
import type { Actor, ObservedForge } from './observation.js';

/** Whether somebody was seen to approve a content, by ticket and digest, at or before an instant. */
export function seenIn(
  { reviews }: ObservedForge,
  logins: (actor: Actor) => PersonRecord | undefined,
): (approver: string, ticket: string, content: Digest, at: Instant) => boolean {
  const first = new Map<string, Instant>();
  for (const { by, state, at, contents } of reviews) {
    const person = state === 'approved' ? logins(by) : undefined;
    if (!person) continue;
    for (const [ticket, content] of Object.entries(contents)) {
      const key = canonicalJson([`hr:${person.id}`, ticket, content]);
      const before = first.get(key);
      if (before === undefined || at < before) first.set(key, at);
    }
  }
  return (approver, ticket, content, at) => {
    const seen = first.get(canonicalJson([approver, ticket, content]));
    return seen !== undefined && seen <= at;
  };
}
