import { canonicalJson, groupBy } from '../../kernel/index.js';
import type { Tombstone } from '../../manifest/index.js';
import { bounded, type Claim } from '../claim.js';

/**
 * Ends every claim whose basis has a tombstone. A tombstone wins over any window and over the instant of the
 * synthesis, which may lie before it; a birthright that begins after it,
 * as for somebody hired again, is another basis.
 */
export function endedByTombstone<C extends Claim>(
  claims: readonly C[],
  tombstones: readonly Tombstone[],
): C[] {
  const byBasis = groupBy(tombstones, endedKey);
  return claims.map((claim) => {
    const ends = (byBasis.get(endedKey(claim)) ?? []).filter(
      ({ endedAt }) => claim.basis.kind !== 'birthright' || claim.start <= endedAt,
    );
    return bounded(claim, ...ends.map(({ endedAt }) => ({ at: endedAt, why: 'tombstone' as const })));
  });
}

function endedKey({ principal, package: pack, asset, basis }: Omit<Tombstone, 'endedAt'>): string {
  return canonicalJson([principal, pack, asset, basis]);
}
