import { groupBy } from '../../kernel/index.js';
import type { ObservedChange, ObservedForge, ObservedReview } from './observation.js';

/** Observations by what is asked of them, each in the order in which they were given. */
export interface IndexedForge {
  /** The changes that bring a ticket. */
  readonly bringing: (ticket: string) => readonly ObservedChange[];
  /** The reviews of a change. */
  readonly of: (change: string) => readonly ObservedReview[];
  /** The reviews, of whatever change, that saw a ticket. */
  readonly seeing: (ticket: string) => readonly ObservedReview[];
}

/** Built on the first question and kept as long as the observations are: a run asks for every ticket. */
const indexes = new WeakMap<ObservedForge, IndexedForge>();

/** What a forge said, found without looking through all of it. */
export function indexed(forge: ObservedForge): IndexedForge {
  const known = indexes.get(forge) ?? indexOf(forge);
  indexes.set(forge, known);
  return known;
}

function indexOf({ changes, reviews }: ObservedForge): IndexedForge {
  const byTicket = byKeys(changes, ({ tickets }) => tickets);
  const byChange = groupBy(reviews, ({ change }) => change);
  const bySeen = byKeys(reviews, ({ contents }) => Object.keys(contents));
  return {
    bringing: (ticket) => byTicket.get(ticket) ?? [],
    of: (change) => byChange.get(change) ?? [],
    seeing: (ticket) => bySeen.get(ticket) ?? [],
  };
}

function byKeys<T>(
  all: readonly T[],
  keysOf: (each: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const each of all) {
    for (const key of new Set(keysOf(each))) {
      const before = found.get(key);
      if (before) before.push(each);
      else found.set(key, [each]);
    }
  }
  return found;
}
