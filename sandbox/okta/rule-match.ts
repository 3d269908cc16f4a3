import type { Runtime } from '../core/runtime.js';
import type { OktaRule, OktaUser } from '../core/state.js';
import { conditionOf } from './rule-expression.js';
import { groupsOf } from './tables.js';
import { userFacts } from './views.js';

/**
 * Whether a rule means a user. Whom it excludes it does not mean; excluded groups are shown and do nothing, since Okta
 * publishes them as not supported. Where the rule says whom it means, that goes before its expression.
 */
export function means(runtime: Runtime, rule: OktaRule, user: OktaUser): boolean {
  if (rule.excludedUsers.includes(user.id)) return false;
  if (rule.matches !== undefined) return rule.matches.includes(user.id);
  const profile = userFacts(user)['profile'] as Record<string, unknown>;
  return conditionOf(rule.expression)?.({ profile, groups: groupsOf(runtime, user.id) }) ?? false;
}
