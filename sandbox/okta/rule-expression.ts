import { Unevaluable, type Subject } from './el/functions.js';
import { parse } from './el/parse.js';

/** Tells whether a user is meant by a rule. */
export type Condition = (subject: Subject) => boolean;

const parsed = new Map<string, Condition | undefined>();

/**
 * The condition of an expression in Okta's language, as far as the sandbox plays it; undefined for anything else. One
 * that comes to no truth for a user does not mean that user. Each expression is parsed once.
 */
export function conditionOf(expression: string): Condition | undefined {
  if (!parsed.has(expression)) parsed.set(expression, conditionFrom(expression));
  return parsed.get(expression);
}

function conditionFrom(expression: string): Condition | undefined {
  const evaluate = parse(expression);
  if (evaluate === undefined) return undefined;
  return (subject) => {
    try {
      return evaluate(subject) === true;
    } catch (error) {
      if (error instanceof Unevaluable) return false;
      throw error;
    }
  };
}
