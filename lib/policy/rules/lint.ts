import { epochOf, nearest, quoted, WritError, type Instant } from '../../kernel/index.js';
import type { Catalogue } from '../../manifest/index.js';
import { WORDS } from '../facts/words.js';
import { REQUIRED_CODES } from './required.js';
import type { ForbidRule, Rule } from './rule.js';

/** The longest that a rule may go without a review. */
const LONGEST_DAYS = 400;
const DAY = 86_400_000;

/**
 * What is wrong with a whole set of rules that can be asked: rules that nobody answers for or that are reviewed too late, and what the set
 * leaves out. Sorted as found: rule by rule, then the set. What is wrong with one rule by itself is told when it is read.
 */
export function lintRules(
  rules: readonly Rule[],
  catalogue: Pick<Catalogue, 'teams' | 'operatingModel'>,
  at: Instant,
): readonly WritError[] {
  return [
    ...rules.flatMap((rule) => [...ownerFaults(rule, catalogue), ...reviewFaults(rule, at)]),
    ...missingCodes(rules),
    ...uncoveredKinds(rules),
    ...uncoveredTiers(catalogue),
  ];
}

function ownerFaults({ id, owner, place }: Rule, { teams }: Pick<Catalogue, 'teams'>): WritError[] {
  const names = teams.map(({ name }) => name);
  if (names.includes(owner)) return [];
  const meant = nearest(owner, names);
  return [
    new WritError('RULE_INVALID', `${quoted(id)} is owned by ${quoted(owner)}, which is no declared team`, {
      place,
      remedy: meant === undefined ? 'name a declared team as `@owner`' : `write \`@owner("${meant}")\``,
      candidates: meant === undefined ? [] : [meant],
    }),
  ];
}

function reviewFaults({ id, reviewBy, place }: Rule, at: Instant): WritError[] {
  if (epochOf(reviewBy) - epochOf(at) <= LONGEST_DAYS * DAY) return [];
  return [
    new WritError('RULE_INVALID', `${quoted(id)} is reviewed only by ${reviewBy.slice(0, 10)}`, {
      place,
      remedy: `date \`@reviewBy\` at most ${LONGEST_DAYS} days ahead`,
    }),
  ];
}

/** A reason that no forbid gives any more: whoever deleted the rule let through what it held back. */
function missingCodes(rules: readonly Rule[]): WritError[] {
  return (['grant', 'approve'] as const).flatMap((action) => {
    const given = new Set(
      rules
        .filter((rule): rule is ForbidRule => rule.effect === 'forbid' && rule.action === action)
        .map(({ code }) => code),
    );
    return REQUIRED_CODES[action]
      .filter((code) => !given.has(code))
      .map((code) =>
        incomplete(
          `no forbid of \`${action}\` gives \`${code}\``,
          'restore the rule that gives it; Writ ships one in `entitlements/policy`',
        ),
      );
  });
}

/** Which tickets people decide and which nobody may open: every kind but an end, which needs no decision, is on some path. */
function uncoveredKinds(rules: readonly Rule[]): WritError[] {
  const covered = new Set(
    rules.flatMap((rule) => (rule.effect === 'permit' && rule.action === 'grant' ? rule.kinds : [])),
  );
  return WORDS.Kind.filter((kind) => kind !== 'removal' && !covered.has(kind)).map((kind) =>
    incomplete(`no permit says how a ticket of kind \`${kind}\` is decided`, 'write its path'),
  );
}

function uncoveredTiers({ operatingModel }: Pick<Catalogue, 'operatingModel'>): WritError[] {
  return WORDS.Tier.filter((tier) => (operatingModel?.[tier].routes ?? []).length === 0).map((tier) =>
    incomplete(
      `the operating model names no route for tier \`${tier}\``,
      'say in `operatingModel` where people decide and where automation may',
    ),
  );
}

function incomplete(message: string, remedy: string): WritError {
  return new WritError('RULES_INCOMPLETE', message, { remedy });
}
