import { decoded } from './encode.js';
import { operatorText } from './grammar/conditions.js';
import type { ConditionClause, Patterns, Policy, PolicyStatement } from './grammar/index.js';
import { publishedPolicy } from './managed/index.js';

/** A text that AWS published: `v188`, the day of it, and the document. */
export interface PublishedText {
  readonly version: string;
  /** `2026-07-21`. */
  readonly published: string;
  readonly document: object;
}

/** What AWS published of a policy of its own, as a document that means the same; undefined where it is not known. */
export function publishedText(arn: string): PublishedText | undefined {
  const known = publishedPolicy(arn);
  return known && { version: known.version, published: known.published, document: documentOf(known.policy) };
}

/** A document of which `policy` is the normal form. Statements that say whom they are about are not among what it writes. */
export function documentOf({ statements }: Policy): object {
  return { Version: '2012-10-17', Statement: statements.map(statementOf) };
}

function statementOf({ effect, actions, resources, conditions }: PolicyStatement): object {
  return {
    Effect: effect,
    ...patternsOf('Action', actions),
    ...patternsOf('Resource', resources),
    ...(conditions.length > 0 ? { Condition: conditionsOf(conditions) } : {}),
  };
}

function patternsOf(element: 'Action' | 'Resource', { except, of }: Patterns<string>): object {
  return { [except ? `Not${element}` : element]: of.map(decoded) };
}

/** One operator with one key twice, spelt differently, would need two places of one name; AWS publishes none such. */
function conditionsOf(clauses: readonly ConditionClause[]): Record<string, Record<string, string[]>> {
  const block: Record<string, Record<string, string[]>> = {};
  for (const clause of clauses) {
    const said = operatorText(clause);
    block[said] = { ...block[said], [clause.key]: clause.values.map(decoded) };
  }
  return block;
}
