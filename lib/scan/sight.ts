import type { Completeness, Inventory } from '../inventory/index.js';
import { counted } from '../kernel/index.js';
import { AWS_SOURCE, isAssignment } from '../model/index.js';

/** How far a scan could see: an empty answer is one only where everything was read. */
export type Visibility =
  | { readonly state: 'read' }
  | { readonly state: 'unsure'; readonly why: string }
  | { readonly state: 'not-read'; readonly why: string };

/** How far assignments could be seen: who holds which permission set on which account. */
export function sightOfAssignments({ sources, roles, edges }: Inventory): Visibility {
  const aws = sources.filter(({ source }) => source === AWS_SOURCE);
  if (aws.length === 0) return { state: 'not-read', why: 'AWS was not among what was scanned' };
  const seen = sightOf(aws);
  if (seen.state !== 'read' || roles.length === 0) return seen;
  if (edges.some(({ edge }) => isAssignment(edge.target))) return seen;
  const sets = counted(roles.length, 'permission set is', 'permission sets are');
  return { state: 'unsure', why: `${sets} there, and AWS lists no assignment of any` };
}

/** How far holders could be seen, wherever they hold something. */
export function sightOfHolders({ sources }: Inventory): Visibility {
  if (sources.length === 0) return { state: 'not-read', why: 'no source was scanned' };
  return sightOf(sources);
}

/** A headline that says nothing is there, only where that was seen. */
export function emptyHeadline(sight: Visibility, seen: string): string {
  switch (sight.state) {
    case 'read':
      return seen;
    case 'unsure':
      return 'none was seen, and not everything was read';
    case 'not-read':
      return 'not judged: it was not read';
  }
}

/** What makes an answer uncertain, joined; undefined when nothing does. */
export function doubtFrom(sight: Visibility, ...others: readonly (string | undefined)[]): string | undefined {
  const doubts = [sight.state === 'read' ? undefined : sight.why, ...others].filter(
    (text) => text !== undefined,
  );
  return doubts.length === 0 ? undefined : doubts.join('; ');
}

function sightOf(sources: readonly Completeness[]): Visibility {
  const short = sources.filter(({ complete }) => !complete);
  if (short.length === 0) return { state: 'read' };
  const names = short.map(({ source }) => source).join(' and ');
  if (sources.every(({ answered }) => answered === 0))
    return { state: 'not-read', why: `nothing of ${names} could be read` };
  return { state: 'unsure', why: `${names} could not be read whole` };
}
