import { edgeKey, isPrincipal, type Edge, type EdgeKey, type Grant } from '../../model/index.js';
import type { Ground } from '../ground.js';
import type { Unwanted } from '../sight.js';

/** The declared grant that gives a holder the same thing by another path, if there is one. */
export type BesidePaths = (edge: Edge) => Grant | undefined;

/** Looks declared grants up for the edges in question only: one pass over the grants, memory for the few that fit. */
export function besidePaths({ manifest }: Ground, unwanted: readonly Unwanted[]): BesidePaths {
  const grants = new Map<EdgeKey, Grant | undefined>();
  const holders = new Set<string>();
  for (const { live, declared } of unwanted) {
    const key = declared ? undefined : grantKey(live.edge);
    if (key === undefined) continue;
    grants.set(key, undefined);
    if ('id' in live.edge.holder) holders.add(live.edge.holder.id);
  }
  for (const grant of grants.size > 0 ? manifest.grants : []) {
    if (!holders.has(grant.principal.id)) continue;
    const key = edgeKey({ holder: grant.principal, target: grant.entitlement });
    if (grants.has(key)) grants.set(key, grants.get(key) ?? grant);
  }
  return (edge) => {
    const key = grantKey(edge);
    return key === undefined ? undefined : grants.get(key);
  };
}

function grantKey(edge: Edge): EdgeKey | undefined {
  return isPrincipal(edge.holder) ? edgeKey(edge) : undefined;
}
