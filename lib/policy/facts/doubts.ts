import { sortedTexts } from '../../kernel/index.js';
import type { Principal } from '../../model/index.js';
import type { CheckId, IdentityFinding } from '../../identity/index.js';
import type { FactGround } from './ground.js';

/** What makes the data about a beneficiary unfit to decide on. */
export interface IdentityDoubt {
  readonly code: 'IDENTITY_INCOMPLETE' | 'IDENTITY_INCONSISTENT';
  readonly finding: IdentityFinding;
}

/** Checks that find a field or a feed empty; all others find that two things do not go together. */
const INCOMPLETE: ReadonlySet<CheckId> = new Set<CheckId>([
  'fact-missing',
  'manager-missing',
  'credentials-unfit',
]);

/** Checks that find what facts of their own say, so that rules decide over them: nothing is in doubt there. */
const SAID_BY_FACTS: ReadonlySet<CheckId> = new Set<CheckId>(['sponsor-left', 'workload-ownerless']);

/** The findings of severity refuse against a beneficiary. No rule decides over them, and none can set them aside. */
export function identityDoubts(
  principal: Principal,
  { findings }: Pick<FactGround, 'findings'>,
): readonly IdentityDoubt[] {
  return findings(principal, 'subject')
    .refuse.filter(({ check, severity }) => severity === 'refuse' && !SAID_BY_FACTS.has(check))
    .map((finding) => ({
      code: INCOMPLETE.has(finding.check) ? 'IDENTITY_INCOMPLETE' : 'IDENTITY_INCONSISTENT',
      finding,
    }));
}

/** The findings after which a person has to look: of severity escalate, and those that say that access is due to end. */
export function standingAgainst(
  principal: Principal,
  { findings }: Pick<FactGround, 'findings'>,
): readonly IdentityFinding[] {
  const { refuse, escalate } = findings(principal, 'subject');
  return [...refuse.filter(({ severity }) => severity === 'revoke'), ...escalate];
}

/** The checks that found them. */
export function escalatesAgainst(
  principal: Principal,
  ground: Pick<FactGround, 'findings'>,
): readonly string[] {
  return sortedTexts(new Set(standingAgainst(principal, ground).map(({ check }) => check)));
}
