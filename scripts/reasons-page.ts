import { join } from 'node:path';
import { readRuleFiles } from '../lib/adapters/files/rules.js';
import { OWN_REASONS, RuleEngine, type Rule } from '../lib/policy/index.js';
import { REQUIRED_CODES } from '../lib/policy/rules/required.js';

type Forbid = Extract<Rule, { readonly effect: 'forbid' }>;

/** The reason codes of decisions: those of the example's rules as these say them of themselves, and those that Writ gives itself. */
export async function reasonsPage(
  root: string,
  note: string,
  cell: (text: string) => string,
): Promise<string> {
  const { rules } = await RuleEngine.of(await readRuleFiles(join(root, 'entitlements', 'policy')));
  const of = (action: Rule['action']): readonly Forbid[] =>
    rules
      .filter((rule): rule is Forbid => rule.effect === 'forbid' && rule.action === action)
      .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : a.id < b.id ? -1 : 1));
  const required = (rule: Forbid): string => (REQUIRED_CODES[rule.action].includes(rule.code) ? 'yes' : '');
  return [
    '# Reasons',
    '',
    note,
    '',
    'What `writ decide` and `writ policy` give as reasons, what each means, and what to do. `writ policy explain TICKET` shows beside each rule the facts that it saw. Codes of',
    'faults, which say that something cannot be read or resolved, are in [errors.md](errors.md).',
    '',
    'Of several reasons the gravest is the outcome: `refuse` (the data are not fit to decide on), `deny`, `escalate`, `pending`. A reason stands until what it says is so no more: **no approval',
    'sets aside what a rule says**, of `escalate` neither. Must: a set of rules without a rule that gives this code is `RULES_INCOMPLETE`.',
    '',
    '## Of a ticket, by the rules of the example',
    '',
    '| code | outcome | means | to do | rule | must |',
    '|---|---|---|---|---|---|',
    ...of('grant').map(
      (rule) =>
        `| \`${rule.code}\` | ${rule.outcome} | ${cell(rule.why)} | ${cell(rule.remedy)} | \`${rule.id}\` | ${required(rule)} |`,
    ),
    '',
    '## Of a ticket, by Writ itself',
    '',
    'No rule gives these, and none sets them aside.',
    '',
    '| code | outcome | means | to do |',
    '|---|---|---|---|',
    ...Object.entries(OWN_REASONS.ticket).map(
      ([code, { outcome, means, todo }]) => `| \`${code}\` | ${outcome} | ${cell(means)} | ${cell(todo)} |`,
    ),
    '',
    '## Of a review, by the rules of the example',
    '',
    'A review with one of these does not count; the ticket goes on waiting.',
    '',
    '| code | means | to do | rule | must |',
    '|---|---|---|---|---|',
    ...of('approve').map(
      (rule) =>
        `| \`${rule.code}\` | ${cell(rule.why)} | ${cell(rule.remedy)} | \`${rule.id}\` | ${required(rule)} |`,
    ),
    '',
    '## Of a review, by Writ itself',
    '',
    '| code | means | to do |',
    '|---|---|---|',
    ...own(OWN_REASONS.review, cell),
    '',
    '## Of `writ policy who`',
    '',
    '| code | means | to do |',
    '|---|---|---|',
    ...own(OWN_REASONS.who, cell),
    '',
  ].join('\n');
}

function own(
  reasons: Readonly<Record<string, { readonly means: string; readonly todo: string }>>,
  cell: (text: string) => string,
): readonly string[] {
  return Object.entries(reasons).map(
    ([code, { means, todo }]) => `| \`${code}\` | ${cell(means)} | ${cell(todo)} |`,
  );
}
