import type { ObservedChange, ObservedForge } from './observation.js';

/** The change that brought a ticket: the one that was opened first, whatever later ones say. */
export function changeOf({ changes }: ObservedForge, ticket: string): ObservedChange | undefined {
  const [first] = changes
    .filter(({ tickets }) => tickets.includes(ticket))
    .sort((a, b) => (a.openedAt < b.openedAt ? -1 : a.openedAt > b.openedAt ? 1 : 0));
  return first;
}
