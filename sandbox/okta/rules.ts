import type { Runtime } from '../core/runtime.js';
import type { OktaRule, OktaUser } from '../core/state.js';
import type { Doer } from './call.js';
import { invalid } from './errors.js';
import { logEvent, ruleTarget } from './log.js';
import { enter, leave } from './members.js';
import { conditionOf } from './rule-expression.js';
import { means } from './rule-match.js';
import { membersOf, okta, tryFindUser } from './tables.js';

/** What a rule is made of. */
export interface RuleInput {
  readonly name: string;
  readonly expression: string;
  readonly groupIds: readonly string[];
  readonly excludedUsers: readonly string[];
  readonly excludedGroups: readonly string[];
}

/** Makes an inactive rule. */
export function createRule(runtime: Runtime, doer: Doer, input: RuleInput): OktaRule {
  checkRule(runtime, input, undefined);
  const now = runtime.now();
  const rule: OktaRule = {
    id: runtime.nextId('okta-rule'),
    name: input.name,
    status: 'INACTIVE',
    expression: input.expression,
    groupIds: [...input.groupIds],
    excludedUsers: [...input.excludedUsers],
    excludedGroups: [...input.excludedGroups],
    created: now,
    lastUpdated: now,
  };
  okta(runtime).rules.set(rule.id, rule);
  logEvent(runtime, doer, 'policy.rule.add', [ruleTarget(rule)]);
  return rule;
}

/** Changes an inactive rule; which groups it assigns is fixed for its life. */
export function updateRule(runtime: Runtime, doer: Doer, rule: OktaRule, input: RuleInput): void {
  if (rule.status === 'ACTIVE')
    throw invalid('status', 'status: a rule can only be updated while it is INACTIVE');
  if (JSON.stringify([...input.groupIds].sort()) !== JSON.stringify([...rule.groupIds].sort()))
    throw invalid('actions', 'actions: the groups of a rule cannot be updated');
  checkRule(runtime, input, rule);
  rule.name = input.name;
  rule.expression = input.expression;
  rule.excludedUsers = [...input.excludedUsers];
  rule.excludedGroups = [...input.excludedGroups];
  delete rule.matches;
  rule.lastUpdated = runtime.now();
  logEvent(runtime, doer, 'policy.rule.update', [ruleTarget(rule)]);
}

/** Switches a rule on and evaluates it over everybody. */
export function activateRule(runtime: Runtime, doer: Doer, rule: OktaRule): void {
  if (rule.status === 'INVALID') throw invalid('status', 'status: a group of this rule no longer exists');
  if (rule.status === 'ACTIVE') return;
  rule.status = 'ACTIVE';
  rule.lastUpdated = runtime.now();
  logEvent(runtime, doer, 'policy.rule.activate', [ruleTarget(rule)]);
  for (const user of okta(runtime).users.values()) applyRule(runtime, doer, rule, user);
}

/** Switches a rule off; whom it brought in stays, as in Okta. */
export function deactivateRule(runtime: Runtime, doer: Doer, rule: OktaRule): void {
  if (rule.status !== 'ACTIVE') return;
  rule.status = 'INACTIVE';
  rule.lastUpdated = runtime.now();
  logEvent(runtime, doer, 'policy.rule.deactivate', [ruleTarget(rule)]);
}

/** Deletes a rule; its members leave with it or stay as direct members. */
export function deleteRule(runtime: Runtime, doer: Doer, rule: OktaRule, removeUsers: boolean): void {
  if (rule.status === 'ACTIVE')
    throw invalid('status', 'status: an ACTIVE rule cannot be deleted, deactivate it first');
  for (const groupId of rule.groupIds) {
    const group = okta(runtime).groups.get(groupId);
    if (group === undefined) continue;
    const members = membersOf(runtime, groupId);
    for (const [userId, cause] of [...members.entries()]) {
      if (cause.by !== 'rule' || cause.ruleId !== rule.id) continue;
      const user = tryFindUser(runtime, userId);
      if (removeUsers && user !== undefined) leave(runtime, asRule(doer, rule), group, user);
      else members.set(userId, { by: 'direct', userId });
    }
  }
  okta(runtime).rules.delete(rule.id);
  logEvent(runtime, doer, 'policy.rule.delete', [ruleTarget(rule)]);
}

/** Evaluates every active rule for one user, whose attributes or status may have changed. */
export function applyRulesTo(runtime: Runtime, doer: Doer, user: OktaUser): void {
  for (const rule of okta(runtime).rules.values()) {
    if (rule.status === 'ACTIVE') applyRule(runtime, doer, rule, user);
  }
}

function applyRule(runtime: Runtime, doer: Doer, rule: OktaRule, user: OktaUser): void {
  // A deactivated user keeps its groups: Okta does not evaluate rules for it.
  if (user.status === 'DEPROVISIONED') return;
  const meant = means(runtime, rule, user);
  for (const groupId of rule.groupIds) {
    const group = okta(runtime).groups.get(groupId);
    if (group === undefined) continue;
    const cause = membersOf(runtime, groupId).get(user.id);
    if (meant) enter(runtime, asRule(doer, rule), group, user, { by: 'rule', ruleId: rule.id });
    else if (cause?.by === 'rule' && cause.ruleId === rule.id)
      leave(runtime, asRule(doer, rule), group, user);
  }
}

function asRule(doer: Doer, rule: OktaRule): Doer {
  return { ...doer, actor: { kind: 'rule', ruleId: rule.id, name: rule.name } };
}

function checkRule(runtime: Runtime, input: RuleInput, self: OktaRule | undefined): void {
  const { rules, groups } = okta(runtime);
  const causes = [
    ...(input.name.length < 1 || input.name.length > 50 ? ['name: must be 1 to 50 characters'] : []),
    ...([...rules.values()].some((rule) => rule.name === input.name && rule.id !== self?.id)
      ? ['name: An object with this field already exists in the current organization']
      : []),
    ...(conditionOf(input.expression) === undefined
      ? ['expression: Invalid expression, or one with a function that the sandbox does not play']
      : []),
    ...(input.groupIds.length === 0 ? ['groupIds: at least one group is needed'] : []),
    ...input.groupIds
      .filter((id) => groups.get(id)?.type !== 'OKTA_GROUP')
      .map((id) => `groupIds: \`${id}\` is not an Okta group`),
  ];
  if (causes.length > 0) throw invalid(causes[0]?.split(':')[0] ?? 'rule', ...causes);
}
