import { by, sorted, sortedTexts } from '../../kernel/index.js';
import { parseCondition, type Condition } from './rule-expression.js';
import type { OktaRule, OktaUser } from './schema.js';

interface ReadableRule {
  readonly name: string;
  readonly condition: Condition;
  readonly excluded: ReadonlySet<string>;
}

/** Tells which group rule accounts for a membership, where that can be proved; Okta's API does not say it. */
export interface RuleBook {
  /** The name of an active rule that keeps this user in this group; undefined when none is proved to. */
  ruleOf(group: string, user: OktaUser): string | undefined;
  /** Names of active rules that cannot be evaluated here, sorted. */
  readonly unreadable: readonly string[];
}

/**
 * The book of the rules that were listed. A member whom an active rule of the group means counts as put there by it,
 * as Okta itself has it: it takes such a member over even when somebody had added it by hand.
 */
export function ruleBook(rules: readonly OktaRule[]): RuleBook {
  const readable = new Map<string, ReadableRule[]>();
  const unreadable: string[] = [];
  for (const rule of sorted(
    rules,
    by(
      ({ name }) => name,
      ({ id }) => id,
    ),
  )) {
    if (rule.status !== 'ACTIVE') continue;
    const read = readRule(rule);
    if (!read) unreadable.push(rule.name);
    else for (const group of targetsOf(rule)) readable.set(group, [...(readable.get(group) ?? []), read]);
  }
  return {
    ruleOf: (group, user) => readable.get(group)?.find((rule) => means(rule, user))?.name,
    unreadable: sortedTexts(unreadable),
  };
}

function readRule({ name, conditions }: OktaRule): ReadableRule | undefined {
  const condition = parseCondition(conditions?.expression?.value ?? '');
  const excludesGroups = (conditions?.people?.groups?.exclude ?? []).length > 0;
  if (!condition || excludesGroups) return undefined;
  return { name, condition, excluded: new Set(conditions?.people?.users?.exclude ?? []) };
}

function targetsOf(rule: OktaRule): readonly string[] {
  return rule.actions.assignUserToGroups?.groupIds ?? [];
}

/** Rules do not run on users who are not active yet or any more. */
const OUT_OF_REACH: readonly string[] = ['STAGED', 'DEPROVISIONED'];

function means({ condition, excluded }: ReadableRule, user: OktaUser): boolean {
  return !OUT_OF_REACH.includes(user.status) && !excluded.has(user.id) && condition(user.profile) === 'yes';
}
