import { by, sorted } from '../../kernel/index.js';
import { basisText, principalKey } from '../../model/index.js';
import type { HeldGrant, Reason } from '../../manifest/index.js';
import { ownEdges, type PathedClaim } from './paths.js';

/**
 * Claims that were decided and cannot be given, with every edge that they would give. Whoever judges the live world
 * needs them: an account whose row was lost still holds what was approved.
 */
export function heldGrants(
  refused: readonly { readonly claim: PathedClaim; readonly reason: Reason }[],
): HeldGrant[] {
  return sorted(
    refused.map(({ claim, reason }) => heldGrant(claim, reason)),
    by(
      (each) => principalKey(each.principal),
      (each) => each.package,
      (each) => each.asset,
      (each) => basisText(each.basis),
      (each) => each.window.start,
    ),
  );
}

function heldGrant(claim: PathedClaim, reason: Reason): HeldGrant {
  const { principal, package: pack, asset, basis, window, paths } = claim;
  return { principal, package: pack, asset, basis, window, via: ownEdges(paths), reason };
}
