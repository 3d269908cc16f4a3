import { by, sorted } from '../../kernel/index.js';
import type { Edge, EdgeId, Pushes } from '../../model/index.js';
import type { SettledClaim } from '../claim.js';
import { closure, type PathEdge } from './closure.js';

/** A claim with the edges of each of its entitlements, from the holder onwards. */
export interface PathedClaim extends SettledClaim {
  readonly paths: readonly (readonly PathEdge[])[];
}

/** The claim with its edges, worked out once for everybody who asks. */
export function pathed(claim: SettledClaim, pushes: Pushes): PathedClaim {
  return { ...claim, paths: claim.entitlements.map((path) => closure(claim.principal, path, pushes)) };
}

/** Every edge of some paths that is the holder's own, each once, by id. What a carrier holds is nobody's own. */
export function ownEdges(
  paths: PathedClaim['paths'],
): readonly { readonly id: EdgeId; readonly edge: Edge }[] {
  const own = paths.flat().filter(({ role }) => role !== 'structure');
  return sorted(
    new Map(own.map(({ id, edge }) => [id, { id, edge }] as const)).values(),
    by(({ id }) => id),
  );
}
