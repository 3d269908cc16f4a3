import { isList, type List } from '../kernel/index.js';
import { listOf, type OneOrMore } from './words.js';

/** `service:Action`, with wildcards, or `*` for everything. */
export type ActionText = `${string}:${string}` | '*';
/** An ARN pattern, or `*`. */
export type ResourceText = `arn:${string}` | '*';
/** Operator → key → values, as IAM writes conditions. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** One statement of an IAM policy: what is allowed or denied, and where. */
export type Statement = {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Condition?: Conditions;
} & (
  | { readonly Action: OneOrMore<ActionText>; readonly NotAction?: never }
  | { readonly NotAction: OneOrMore<ActionText>; readonly Action?: never }
) &
  (
    | { readonly Resource: OneOrMore<ResourceText>; readonly NotResource?: never }
    | { readonly NotResource: OneOrMore<ResourceText>; readonly Resource?: never }
  );

/** An identity policy of IAM, as AWS documents its JSON. */
export interface PolicyDocument {
  /** The version of the language. */
  readonly Version: '2012-10-17';
  /** What is allowed and denied. */
  readonly Statement: List<Statement>;
}

/** A policy document of these statements. */
export function policy(...statements: List<Statement>): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

/** A statement that allows `actions` on `resources`. */
export function allow(
  actions: OneOrMore<ActionText>,
  resources: OneOrMore<ResourceText> = '*',
  when?: Conditions,
): Statement {
  return statement('Allow', actions, resources, when);
}

/** A statement that denies `actions` on `resources`, whatever else allows them. */
export function deny(
  actions: OneOrMore<ActionText>,
  resources: OneOrMore<ResourceText> = '*',
  when?: Conditions,
): Statement {
  return statement('Deny', actions, resources, when);
}

function statement(
  effect: 'Allow' | 'Deny',
  actions: OneOrMore<ActionText>,
  resources: OneOrMore<ResourceText>,
  when: Conditions | undefined,
): Statement {
  const base = { Effect: effect, Action: single(actions), Resource: single(resources) };
  return when ? { ...base, Condition: when } : base;
}

// AWS returns a list of one as it was sent, so one spelling keeps the digest of the declared and the live equal.
function single<T extends string>(values: OneOrMore<T>): OneOrMore<T> {
  const all = listOf(values);
  const [first] = all;
  return first !== undefined && all.length === 1 ? first : isList(all) ? all : values;
}
