import { by, sorted, type Instant } from '../../kernel/index.js';
import { basisText, principalKey, windowState, type EdgeId } from '../../model/index.js';
import type { EndedGrant } from '../../manifest/index.js';
import { ownEdges, type PathedClaim } from './paths.js';
import type { Want } from './wanted.js';

/**
 * Claims that are over, with the edges that nothing else holds open at `asOf`: what must not be live any more. One
 * whose edges are all held by another basis leaves nothing to end; nor does one on whose edges something stands that is neither given
 * nor taken now.
 */
export function endedGrants(
  over: readonly PathedClaim[],
  wants: readonly Want[],
  asOf: Instant,
  held: readonly PathedClaim[] = [],
): EndedGrant[] {
  const isOpen = ({ window }: Pick<Want, 'window'>): boolean => windowState(window, asOf) === 'open';
  const open = new Set([
    ...wants.filter(isOpen).map(({ id }) => id),
    ...held.filter(isOpen).flatMap(({ paths }) => ownEdges(paths).map(({ id }) => id)),
  ]);
  return sorted(
    over.flatMap((claim) => endedGrant(claim, open)),
    by(
      (each) => principalKey(each.principal),
      (each) => each.package,
      (each) => each.asset,
      (each) => basisText(each.basis),
      (each) => each.window.start,
    ),
  );
}

function endedGrant(claim: PathedClaim, open: ReadonlySet<EdgeId>): EndedGrant[] {
  const { principal, package: pack, asset, basis, window, endsBy, paths } = claim;
  const via = ownEdges(paths).filter(({ id }) => !open.has(id));
  if (window.end === 'standing' || !endsBy || via.length === 0) return [];
  return [{ principal, package: pack, asset, basis, window, endedAt: window.end, why: endsBy, via }];
}
