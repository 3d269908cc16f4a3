import type { Instant } from '../kernel/index.js';
import { windowState } from '../model/index.js';
import type { Reason } from '../manifest/index.js';
import type { SettledClaim } from './claim.js';
import { isRefusal, type Admit, type Admitted } from './edges/admission.js';

/** Claims by what becomes of them. */
export interface Sifted {
  /** Open or still to come, with their edges. */
  readonly admitted: readonly Admitted<SettledClaim>[];
  readonly refused: readonly { readonly claim: SettledClaim; readonly reason: Reason }[];
  readonly over: readonly SettledClaim[];
}

/** Sorts claims into those that give something now or later, those that cannot be given, and those that are over. */
export function sift(claims: readonly SettledClaim[], admit: Admit, asOf: Instant): Sifted {
  const admitted: Admitted<SettledClaim>[] = [];
  const refused: { claim: SettledClaim; reason: Reason }[] = [];
  const over: SettledClaim[] = [];
  for (const claim of claims) {
    if (isOver(claim, asOf)) {
      over.push(claim);
      continue;
    }
    const outcome = admit(claim);
    if (isRefusal(outcome)) refused.push({ claim, reason: outcome });
    else admitted.push(outcome);
  }
  return { admitted, refused, over };
}

/** A window that closes before it opens never opens. */
function isOver({ window }: SettledClaim, asOf: Instant): boolean {
  return windowState(window, asOf) === 'ended' || (window.end !== 'standing' && window.end <= window.start);
}
