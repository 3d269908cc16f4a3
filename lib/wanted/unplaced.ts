import { by, sorted } from '../kernel/index.js';
import { basisText, principalKey } from '../model/index.js';
import type { UnplacedGrant } from '../manifest/index.js';
import type { RefusedClaim } from './sift.js';

/** Birthrights that nobody can be given, sorted. */
export function unplacedGrants(refused: readonly RefusedClaim[]): UnplacedGrant[] {
  return sorted(
    refused.filter(({ claim }) => !('ticket' in claim.basis) && !claim.hold).map(unplaced),
    by(
      (each) => principalKey(each.principal),
      (each) => each.package,
      (each) => each.asset,
      (each) => basisText(each.basis),
    ),
  );
}

function unplaced({ claim, reason }: RefusedClaim): UnplacedGrant {
  const { principal, package: pack, asset, basis } = claim;
  return { principal, package: pack, asset, basis, reason };
}
