import { by, sorted, sortedTexts } from '../../kernel/index.js';
import type { Truth } from './rule-clause.js';
import { parseCondition, type Condition } from './rule-expression.js';
import { mayNegateMembership, type NamedGroup } from './rule-negation.js';
import type { OktaRule, OktaUser } from './schema.js';

/** What keeps a membership beside whoever added it. */
export type Keeper =
  | { readonly by: 'rule'; readonly rule: string }
  /** Rules that may, by name; none where the rules were not listed whole. */
  | { readonly by: 'not-told'; readonly rules: readonly string[] };

/** Tells which group rule accounts for a membership, where that can be proved; Okta's API does not say it. */
export interface RuleBook {
  /** The rule that keeps this user in this group, or the doubt whether one does; undefined when none is proved to. */
  keeperOf(group: string, user: OktaUser): Keeper | undefined;
  /** Names of active rules that cannot be evaluated here, or not in every part; sorted. */
  readonly unreadable: readonly string[];
}

/** A rule that runs, and whom it means. */
interface RunningRule {
  readonly name: string;
  readonly isWhole: boolean;
  means(user: OktaUser): Truth;
}

/**
 * The book of the rules that were listed, `whole` or not. A member whom an active rule of the group means counts as put
 * there by it, as Okta itself has it: it takes such a member over even when somebody had added it by hand.
 */
export function ruleBook(rules: readonly OktaRule[], whole: boolean): RuleBook {
  const byGroup = new Map<string, RunningRule[]>();
  const running = sorted(rules, IN_ORDER)
    .filter(runs)
    .map((rule) => ({ rule, run: runningRule(rule) }));
  for (const { rule, run } of running)
    for (const group of targetsOf(rule)) byGroup.set(group, [...(byGroup.get(group) ?? []), run]);
  return {
    keeperOf: (group, user) => {
      const verdicts = (byGroup.get(group) ?? []).map((rule) => ({ rule, verdict: rule.means(user) }));
      const proved = verdicts.find(({ verdict }) => verdict === 'yes');
      if (proved) return { by: 'rule', rule: proved.rule.name };
      const open = verdicts.filter(({ verdict }) => verdict === 'unknown').map(({ rule }) => rule.name);
      return open.length > 0 || !whole ? { by: 'not-told', rules: open } : undefined;
    },
    unreadable: sortedTexts(running.filter(({ run }) => !run.isWhole).map(({ run }) => run.name)),
  };
}

const IN_ORDER = by<OktaRule>(
  ({ name }) => name,
  ({ id }) => id,
);

/** A status that Okta adds one day counts as running: doubt never makes a member a direct one. */
export function runs({ status }: OktaRule): boolean {
  return status !== 'INACTIVE' && status !== 'INVALID';
}

/**
 * Names of the rules that may bring this user into other groups once it is out of this one; sorted. Okta evaluates its
 * rules anew whenever a user's groups change.
 */
export function rulesThatOpen(
  rules: readonly OktaRule[],
  user: OktaUser,
  group: NamedGroup,
): readonly string[] {
  const open = rules.filter(
    (rule) =>
      runs(rule) &&
      mayNegateMembership(rule.conditions?.expression?.value ?? '', group) &&
      runningRule(rule).means(user) !== 'no',
  );
  return sortedTexts(open.map(({ name }) => name));
}

/** Native ids of the groups that a rule aims at. */
export function targetsOf(rule: OktaRule): readonly string[] {
  return rule.actions.assignUserToGroups?.groupIds ?? [];
}

const EXPRESSION = 'urn:okta:expression:1.0';

function runningRule(rule: OktaRule): RunningRule {
  const { name, status, conditions } = rule;
  const { value, type } = conditions?.expression ?? {};
  const condition = type && type !== EXPRESSION ? undefined : parseCondition(value ?? '');
  const excluded = new Set(conditions?.people?.users?.exclude ?? []);
  // Okta publishes the exclusion of groups as not supported: what one that is there does is not known.
  const excludesGroups = (conditions?.people?.groups?.exclude ?? []).length > 0;
  const certain = status === 'ACTIVE' && !excludesGroups;
  return {
    name,
    isWhole: certain && condition?.isWhole === true,
    means: (user) => (excluded.has(user.id) ? 'no' : verdictOn(user, condition, certain)),
  };
}

/** Rules do not run on who is not active yet; whom one brought in before a deactivation may be its member still. */
function verdictOn(user: OktaUser, condition: Condition | undefined, certain: boolean): Truth {
  if (user.status === 'STAGED') return 'no';
  const verdict = condition?.holds(user.profile) ?? 'unknown';
  return verdict === 'yes' && (!certain || user.status === 'DEPROVISIONED') ? 'unknown' : verdict;
}
