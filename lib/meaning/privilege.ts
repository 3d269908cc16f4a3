import { sortedTexts } from '../kernel/index.js';
import type { PermissionSetContent } from '../model/index.js';
import { allowedBy } from './allowed.js';
import { NONE_LIVE, type LivePolicies } from './managed/index.js';

/**
 * Why a permission set counts as privileged, in plain words that follow "it", sorted; empty when it does not. What cannot be judged
 * (a policy that is not read, a statement that is not understood) counts as privileged.
 */
export function privilegeOf(
  content: PermissionSetContent,
  live: LivePolicies = NONE_LIVE,
): readonly string[] {
  return sortedTexts(allowedBy([{ name: '', content }], live).reasons.map(({ says }) => says));
}
