import { nearest, sortedTexts } from '../../kernel/index.js';
import { factsShape } from '../facts/shape.js';
import type { Fields } from '../facts/field.js';
import { CONTEXT, PERSON, REQUEST, REVIEW, WORKLOAD } from '../facts/tables.js';
import { cedarValues } from '../facts/values.js';
import { gravest, isFinal } from '../decide/outcome.js';
import { NOTHING_MATCHED } from '../decide/reasons.js';
import type { RuleQuestion, RuleEngine } from '../rules/engine.js';
import type { Rule } from '../rules/rule.js';
import type { NamedFacts, PolicyCase, PolicyCases } from './cases.js';

/** What came of one case. */
export interface CaseResult {
  readonly case: string;
  readonly expected: string;
  /** In the same form; of facts that are no question, what is wrong with them. */
  readonly got: string;
  readonly passed: boolean;
}

/** What came of all cases, and which rules none of them would miss. */
export interface CasesResult {
  readonly results: readonly CaseResult[];
  /** Rules whose removal no case notices, by id; sorted. */
  readonly unnoticed: readonly string[];
}

/** Runs cases over rules. A rule is noticed where a case that passes would have another answer without it. */
export function runCases(engine: RuleEngine, { plain, cases }: PolicyCases): CasesResult {
  const noticed = new Set<string>();
  const results = cases.map((each): CaseResult => {
    const { got, rules } = answered(engine, plain, each);
    const expected = normal(each.expect);
    const passed = got === expected;
    if (passed) for (const id of missed(rules)) noticed.add(id);
    return { case: each.case, expected, got, passed };
  });
  const unnoticed = engine.rules.map(({ id }) => id).filter((id) => !noticed.has(id));
  return { results, unnoticed: sortedTexts(unnoticed) };
}

/** Of the rules that determined an answer, those without which it would say something else. */
function missed(rules: readonly Rule[]): readonly string[] {
  return rules
    .filter((rule) => rules.every((other) => other.id === rule.id || wordOf(other) !== wordOf(rule)))
    .map(({ id }) => id);
}

const wordOf = (rule: Rule): string => (rule.effect === 'permit' ? rule.id : rule.code);

function answered(
  engine: RuleEngine,
  plain: PolicyCases['plain'],
  each: PolicyCase,
): { readonly got: string; readonly rules: readonly Rule[] } {
  const base = plain[each.like];
  if (!base) return { got: `no plain case ${each.like}`, rules: [] };
  const given = { ...base.facts, ...each.facts };
  // Taking out what is not there would leave in what was meant.
  const absent = (each.without ?? []).find((name) => !Object.hasOwn(given, name));
  if (absent !== undefined) return { got: noFact(absent, Object.keys(given)), rules: [] };
  const facts: NamedFacts = Object.fromEntries(
    Object.entries(given).filter(([name]) => !(each.without ?? []).includes(name)),
  );
  const question = questionOf(base, facts);
  if (typeof question === 'string') return { got: question, rules: [] };
  const { determining, erred } = engine.ask(question);
  const reasons = determining.flatMap((rule) =>
    rule.effect === 'forbid' ? [{ outcome: rule.outcome, code: rule.code, message: '', remedy: '' }] : [],
  );
  const failed = erred.map(() => ({
    outcome: 'deny' as const,
    code: 'POLICY_ERROR',
    message: '',
    remedy: '',
  }));
  const found = [...reasons, ...failed];
  const lost = !isFinal(found) && engine.paths(question).length === 0;
  const no = lost ? [...found, NOTHING_MATCHED] : found;
  if (no.length > 0) {
    const codes = sortedTexts(new Set(no.map(({ code }) => code)));
    return { got: `${gravest(no).outcome} ${codes.join(' ')}`, rules: determining };
  }
  return { got: `permit ${determining.map(({ id }) => id).join(' ')}`, rules: determining };
}

const TABLES = { Person: PERSON, Workload: WORKLOAD, Stranger: {} } as const;

/** The question that facts make, or what is wrong with them. */
function questionOf(
  { action, principal }: { readonly action: RuleQuestion['action']; readonly principal: keyof typeof TABLES },
  facts: NamedFacts,
): RuleQuestion | string {
  const parts = nested(facts);
  const attrs = valuesOf('principal', TABLES[principal], parts['principal']);
  const request = valuesOf('request', REQUEST, parts['request']);
  const context = valuesOf('context', action === 'grant' ? CONTEXT : REVIEW, parts['context']);
  const wrong = [attrs, request, context].find((each) => typeof each === 'string');
  if (typeof wrong === 'string') return wrong;
  return {
    action,
    principal: { type: principal, id: 'someone', attrs: attrs as RuleQuestion['principal']['attrs'] },
    request: { id: 'ticket', attrs: request as RuleQuestion['request']['attrs'] },
    context: context as RuleQuestion['context'],
  };
}

function valuesOf(part: string, table: Fields, value: unknown): RuleQuestion['context'] | string {
  const parsed = factsShape(table).safeParse(value ?? {});
  if (parsed.success) return cedarValues(table, parsed.data);
  const [issue] = parsed.error.issues;
  const path = (issue?.path ?? []).map(String);
  const at = [part, ...path].join('.');
  if (issue?.code !== 'unrecognized_keys') return `${WRONG}${at} ${issue?.message ?? ''}`;
  const known = path.reduce<Fields>((fields, step) => fields[step]?.members ?? {}, table);
  return noFact(
    `${at}.${issue.keys[0] ?? ''}`,
    Object.keys(known).map((name) => `${at}.${name}`),
  );
}

const WRONG = 'facts are wrong: ';

function noFact(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return `${WRONG}${name} is none here${meant === undefined ? '' : `; did you mean ${meant}?`}`;
}

/**
 * `request.tier` as `{ request: { tier } }`. What every object has, as `constructor`, is no part of any; a name that is both a fact and a part of
 * another is a part, which no fact is.
 */
function nested(facts: NamedFacts): Record<string, unknown> {
  const root: Parts = {};
  for (const [name, value] of Object.entries(facts)) {
    const path = name.split('.');
    const last = path.pop() ?? name;
    const at = path.reduce(partOf, root);
    if (!isPart(own(at, last))) at[last] = value;
  }
  return root;
}

type Parts = Record<string, unknown>;

function partOf(at: Parts, step: string): Parts {
  const known = own(at, step);
  if (isPart(known)) return known;
  const made: Parts = {};
  at[step] = made;
  return made;
}

function own(at: Parts, name: string): unknown {
  return Object.hasOwn(at, name) ? at[name] : undefined;
}

function isPart(value: unknown): value is Parts {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function normal(expect: string): string {
  const [outcome = '', ...words] = expect.split(' ');
  return `${outcome} ${sortedTexts(new Set(words)).join(' ')}`;
}
