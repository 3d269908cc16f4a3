import { contains } from '../glob.js';
import { OPERATORS, type ConditionClause, type ConditionOperator } from '../grammar/index.js';
import { arnContains, partsOf } from '../resource.js';

/** Whether each clause of `then` holds wherever all of `given` do: a yes is a proof. */
export function implyAll(given: readonly ConditionClause[], then: readonly ConditionClause[]): boolean {
  return then.every((clause) => given.some((each) => implies(each, clause)));
}

/** Whether `then` holds wherever `given` does. */
export function implies(given: ConditionClause, then: ConditionClause): boolean {
  if (given.key !== then.key || given.set !== then.set || given.operator !== then.operator) return false;
  // Where the key is absent, only what says so holds.
  if (given.ifExists && !then.ifExists) return false;
  const operator = OPERATORS.get(given.operator);
  if (!operator) return false;
  if (!isList(operator, given.operator)) return sameTexts(given.values, then.values);
  // Nowhere is it said what a list of nothing to differ from says.
  if (operator.negated && then.values.length === 0) return given.values.length === 0;
  const [fewer, more] = operator.negated ? [then.values, given.values] : [given.values, then.values];
  return fewer.every((value) => more.some((each) => each === value || covers(operator, each, value)));
}

/** Whether its values are alternatives, so that fewer of them say more. Of greater and lesser, only the same says the same. */
function isList({ of }: ConditionOperator, name: string): boolean {
  return of !== 'null' && of !== 'bool' && !/(?:less|greater)than/.test(name);
}

function covers({ like, of }: ConditionOperator, outer: string, inner: string): boolean {
  if (!like) return false;
  return of === 'arn' ? arnCovers(outer, inner) : contains(outer, inner);
}

/**
 * Each of the six parts of an ARN is compared with its own; of a text with fewer, nobody says what it matches.
 * Source: IAM user guide, "IAM JSON policy elements: Condition operators", ARN condition operators.
 */
function arnCovers(outer: string, inner: string): boolean {
  return partsOf(outer).length === partsOf(inner).length && arnContains(outer, inner);
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i]);
}
