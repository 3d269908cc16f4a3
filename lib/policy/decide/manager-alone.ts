import { approverRoles, type RiskTier } from '../../manifest/index.js';
import type { ResolvedTicket } from '../resolved.js';

/**
 * Whether somebody would decide as the manager and nobody else beside them, above low risk. What declares a route holds it to the tier
 * that is declared; the tier here is the computed one, which may be higher.
 */
export function isManagerAlone(
  held: readonly string[],
  { package: wanted }: Pick<ResolvedTicket, 'package'>,
  tier: RiskTier,
): boolean {
  const asked = approverRoles(wanted.approval);
  return tier !== 'low' && held.length > 0 && asked.every(({ role }) => role === 'manager');
}
