import { by, sorted, type Instant } from '../../kernel/index.js';
import { basisText, principalKey, windowState, type EdgeId } from '../../model/index.js';
import type { EndedGrant } from '../../manifest/index.js';
import type { SettledClaim } from '../claim.js';
import { closure, type Groups } from './closure.js';
import type { Want } from './wanted.js';

/**
 * Claims that are over, with the edges that nothing else holds open at `asOf`: what must not be live any more. One
 * whose edges are all held by another basis leaves nothing to end.
 */
export function endedGrants(
  over: readonly SettledClaim[],
  wants: readonly Want[],
  groups: Groups,
  asOf: Instant,
): EndedGrant[] {
  const open = new Set(wants.filter((want) => windowState(want.window, asOf) === 'open').map(({ id }) => id));
  return sorted(
    over.flatMap((claim) => endedGrant(claim, open, groups)),
    by(
      (each) => principalKey(each.principal),
      (each) => each.package,
      (each) => each.asset,
      (each) => basisText(each.basis),
      (each) => each.window.start,
    ),
  );
}

function endedGrant(claim: SettledClaim, open: ReadonlySet<EdgeId>, groups: Groups): EndedGrant[] {
  const { window, endsBy } = claim;
  const via = exclusiveEdges(claim, open, groups);
  if (window.end === 'standing' || !endsBy || via.length === 0) return [];
  const { principal, package: pack, asset, basis } = claim;
  return [{ principal, package: pack, asset, basis, window, endedAt: window.end, why: endsBy, via }];
}

function exclusiveEdges(claim: SettledClaim, open: ReadonlySet<EdgeId>, groups: Groups): EndedGrant['via'] {
  const edges = claim.entitlements.flatMap((path) => closure(claim.principal, path, groups));
  const own = new Map(
    edges
      .filter(({ id, role }) => role !== 'structure' && !open.has(id))
      .map(({ id, edge }) => [id, { id, edge }] as const),
  );
  return sorted(
    own.values(),
    by(({ id }) => id),
  );
}
