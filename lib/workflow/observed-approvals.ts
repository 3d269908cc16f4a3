import { declaredFindings, findingsAbout, linksOf } from '../identity/index.js';
import { fallbackAskedIn, loginsOf, seenIn, type ObservedForge } from '../policy/index.js';
import type { WantedInput } from '../wanted/index.js';

/**
 * What a forge was seen to say of approvals, as what is wanted asks about it: who approved what, and whether the fallback of a role was asked
 * then.
 */
export function observedApprovals({
  catalogue,
  identity,
  observations,
  asOf,
}: WantedInput & { readonly observations: ObservedForge }): Required<Pick<WantedInput, 'seen' | 'fallback'>> {
  const logins = loginsOf(identity);
  return {
    seen: seenIn(observations, logins),
    fallback: fallbackAskedIn({
      catalogue,
      links: linksOf(identity),
      observations,
      logins,
      delegations: identity.delegations ?? [],
      findings: findingsAbout([...(identity.findings ?? []), ...declaredFindings({ identity, catalogue })]),
      at: asOf,
    }),
  };
}
