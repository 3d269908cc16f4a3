import { by, groupBy, isList, sorted } from '../../kernel/index.js';
import { basisText, principalKey, targetKey, type Grant, type Standing } from '../../model/index.js';
import type { SettledClaim } from '../claim.js';
import type { PathEdge } from './closure.js';
import type { PathedClaim } from './paths.js';

/** The grants of admitted claims: one per principal, package, asset and entitlement, on all its bases. */
export function wantedGrants(admitted: readonly PathedClaim[]): Grant[] {
  const parts = admitted.flatMap((claim) =>
    claim.entitlements.map(({ target }, index) => ({ claim, target, path: claim.paths[index] ?? [] })),
  );
  const byGrant = groupBy(parts, ({ claim, target }) => grantKey(claim, targetKey(target)));
  return sorted(
    [...byGrant],
    by(([key]) => key),
  ).flatMap(([, [first, ...more]]) =>
    first
      ? grantOf(
          first,
          [first, ...more].map(({ claim }) => ({ basis: claim.basis, window: claim.window })),
        )
      : [],
  );
}

function grantOf(
  { claim, target, path }: { claim: SettledClaim; target: Grant['entitlement']; path: readonly PathEdge[] },
  standings: readonly Standing[],
): Grant[] {
  const via = path.map(({ id }) => id);
  const bases = sorted(
    standings,
    by(
      (each) => basisText(each.basis),
      (each) => each.window.start,
    ),
  );
  if (!isList(via) || !isList(bases)) return [];
  return [
    {
      principal: claim.principal,
      package: claim.package,
      asset: claim.asset,
      entitlement: target,
      via,
      bases,
    },
  ];
}

/** Orders by principal, package, asset, entitlement: none of the texts holds the separator. */
function grantKey({ principal, package: pack, asset }: SettledClaim, entitlement: string): string {
  return JSON.stringify([principalKey(principal), pack, asset, entitlement]);
}
