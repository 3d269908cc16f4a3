import type { Fact, LedgerRecord } from '../evidence/index.js';
import { digestOf, type Instant } from '../kernel/index.js';
import type { Tombstone } from '../manifest/index.js';
import { principalText, tryParsePrincipal } from '../model/index.js';
import { basisKey, ofKind } from './basis.js';
import type { WantedStanding } from './standings.js';

/**
 * The end of a basis, for good. Only what was asked for ends so: a birthright that is over begins anew with the job, and
 * comes back with somebody who comes back.
 */
export function tombstoneFact(
  { principal, package: pack, asset, basis, why = 'window' }: Omit<WantedStanding, 'window' | 'edges'>,
  endedAt: Instant,
): Fact[] {
  if (basis.kind === 'birthright') return [];
  const grant = { principal: principalText(principal), package: pack, asset };
  return [{ kind: 'tombstone', body: { basis, grant: digestOf(grant), ...grant, endedAt, reason: why } }];
}

/** The ends that a ledger has for good, for synthesis to read. */
export function tombstonesIn(records: readonly LedgerRecord[]): Tombstone[] {
  return ofKind(records, 'tombstone').flatMap(({ body }) => {
    const principal = body.principal === undefined ? undefined : tryParsePrincipal(body.principal);
    if (!principal || body.package === undefined || body.asset === undefined) return [];
    const { package: pack, asset, basis, endedAt } = body;
    return [{ principal, package: pack, asset, basis, endedAt }];
  });
}

/** Whether the ledger has an end of this basis, at or before an instant. */
export function tombstoneKnownIn(
  records: readonly LedgerRecord[],
): (standing: Pick<WantedStanding, 'basis'>, at: Instant) => boolean {
  const ends = new Map<string, Instant>();
  for (const { body } of ofKind(records, 'tombstone')) {
    const known = ends.get(basisKey(body.basis));
    if (known === undefined || body.endedAt < known) ends.set(basisKey(body.basis), body.endedAt);
  }
  return ({ basis }, at) => (ends.get(basisKey(basis)) ?? '~') <= at;
}
