import { by, canonicalJson, sorted } from '../../kernel/index.js';
import { indexed } from './indexed.js';
import type { ObservedChange, ObservedForge } from './observation.js';

/** The change that brought a ticket: the one that was opened first, whatever later ones say and in whatever order they stand. */
export function changeOf(forge: ObservedForge, ticket: string): ObservedChange | undefined {
  const bringing = indexed(forge).bringing(ticket);
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
