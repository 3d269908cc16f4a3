import type { Instant } from '../kernel/index.js';
import { windowState } from '../model/index.js';
import type { Reason } from '../manifest/index.js';
import { hasTombstone, type SettledClaim } from './claim.js';
import type { WhyHeld } from './edges/admission.js';
import type { PathedClaim } from './edges/paths.js';

/** Claims by what becomes of them. */
export interface Sifted {
  /** Open or still to come. */
  readonly admitted: readonly PathedClaim[];
  readonly refused: readonly RefusedClaim[];
  readonly over: readonly PathedClaim[];
}

/** A claim that was decided and cannot be given, and why. */
export interface RefusedClaim {
  readonly claim: PathedClaim;
  readonly reason: Reason;
}

/** Sorts claims into those that give something now or later, those that cannot be given, and those that are over. */
export function sift(claims: Iterable<PathedClaim>, whyHeld: WhyHeld, asOf: Instant): Sifted {
  const admitted: PathedClaim[] = [];
  const refused: RefusedClaim[] = [];
  const over: PathedClaim[] = [];
  for (const claim of claims) {
    const reason = isOver(claim, asOf) ? 'over' : whyHeld(claim);
    if (reason === 'over') over.push(claim);
    else if (reason) refused.push({ claim, reason });
    else admitted.push(claim);
  }
  return { admitted, refused, over };
}

/** A window that closes before it opens never opens; what has a tombstone is over as of any instant. */
function isOver(claim: SettledClaim, asOf: Instant): boolean {
  const { window } = claim;
  if (hasTombstone(claim)) return true;
  return windowState(window, asOf) === 'ended' || (window.end !== 'standing' && window.end <= window.start);
}
