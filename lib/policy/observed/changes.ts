import { by, canonicalJson, sorted } from '../../kernel/index.js';
import { indexed } from './indexed.js';
import type { Actor, ObservedChange, ObservedForge } from './observation.js';

/**
 * The change that brought a ticket: the one that was opened first, whatever later ones say and in whatever order they stand. One that was closed brings
 * nothing, so that nobody takes an id by asking and leaving; opened again it is the same that it was.
 */
export function changeOf(forge: ObservedForge, ticket: string): ObservedChange | undefined {
  const all = indexed(forge).bringing(ticket);
  const alive = all.filter(({ state }) => state !== 'closed');
  const bringing = alive.length > 0 ? alive : all;
  if (bringing.length < 2) return bringing[0];
  const [first] = sorted(
    bringing,
    by<ObservedChange>(
      ({ openedAt }) => openedAt,
      ({ change }) => change,
      canonicalJson,
    ),
  );
  return first;
}

/** Who opened a change that brought a ticket and was closed, or pushed to it: they have a part in it as long as it is asked for. */
export function formerActors(forge: ObservedForge, ticket: string): readonly Actor[] {
  return indexed(forge)
    .bringing(ticket)
    .filter(({ state }) => state === 'closed')
    .flatMap(({ openedBy, pushedBy }) => [openedBy, ...pushedBy]);
}
