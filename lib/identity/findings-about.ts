import { principalText, type Principal } from '../model/index.js';
import { checkOf, type DecisionPart } from './checks/index.js';
import type { IdentityFinding } from './finding.js';

/** What stands against somebody in one part of a decision. */
export interface StandingFindings {
  /** The identity data are not fit to decide on. */
  readonly refuse: readonly IdentityFinding[];
  /** A person has to look before it goes on. */
  readonly escalate: readonly IdentityFinding[];
}

/**
 * Which findings stand against a principal: as the subject of what is asked for, or as an approver of it. A finding of
 * severity `revoke` is about somebody whose access is due to end, so it refuses; a warning stands against nobody.
 */
export function findingsAbout(
  findings: readonly IdentityFinding[],
): (principal: Principal, part: DecisionPart) => StandingFindings {
  const byPrincipal = new Map<string, IdentityFinding[]>();
  for (const finding of findings)
    for (const who of finding.about) byPrincipal.set(who, [...(byPrincipal.get(who) ?? []), finding]);
  return (principal, part) => {
    const about = (byPrincipal.get(principalText(principal)) ?? []).filter(({ check }) =>
      checkOf(check).against.includes(part),
    );
    return {
      refuse: about.filter(({ severity }) => severity === 'refuse' || severity === 'revoke'),
      escalate: about.filter(({ severity }) => severity === 'escalate'),
    };
  };
}
