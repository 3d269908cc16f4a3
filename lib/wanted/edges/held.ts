import { by, sorted } from '../../kernel/index.js';
import { basisText, principalKey } from '../../model/index.js';
import type { HeldGrant, Reason } from '../../manifest/index.js';
import type { SettledClaim } from '../claim.js';
import { closure, type Groups } from './closure.js';

/**
 * Claims that were decided and cannot be given, with every edge that they would give. Whoever judges the live world
 * needs them: an account whose row was lost still holds what was approved.
 */
export function heldGrants(
  refused: readonly { readonly claim: SettledClaim; readonly reason: Reason }[],
  groups: Groups,
): HeldGrant[] {
  return sorted(
    refused.map(({ claim, reason }) => heldGrant(claim, reason, groups)),
    by(
      (each) => principalKey(each.principal),
      (each) => each.package,
      (each) => each.asset,
      (each) => basisText(each.basis),
      (each) => each.window.start,
    ),
  );
}

function heldGrant(claim: SettledClaim, reason: Reason, groups: Groups): HeldGrant {
  const { principal, package: pack, asset, basis, window } = claim;
  const edges = claim.entitlements.flatMap((path) => closure(principal, path, groups));
  const via = new Map(
    edges.filter(({ role }) => role !== 'structure').map(({ id, edge }) => [id, { id, edge }] as const),
  );
  return {
    principal,
    package: pack,
    asset,
    basis,
    window,
    via: sorted(
      via.values(),
      by(({ id }) => id),
    ),
    reason,
  };
}
