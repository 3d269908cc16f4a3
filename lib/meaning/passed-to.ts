import { FIRST_RESERVED, matches, overlaps } from './glob.js';
import { OPERATORS, type ConditionClause } from './grammar/index.js';

/** Whether a clause is about the service that a role is passed to; each request that passes one has this key, with one value. */
export function isPassedTo({ key }: ConditionClause): boolean {
  return key === 'iam:passedtoservice';
}

/** Whether a role may be passed to one of these services under all of the conditions. Only what is certain says no. */
export function mayPassTo(conditions: readonly ConditionClause[], services: readonly string[]): boolean {
  const said = conditions.filter(isPassedTo);
  return services.some((service) => said.every((clause) => lets(clause, service)));
}

function lets({ operator, values }: ConditionClause, service: string): boolean {
  const spec = OPERATORS.get(operator);
  if (spec?.of === 'null') return values.some((value) => value !== 'true');
  if (spec?.of !== 'text') return true;
  // In China a service's name may end in `.cn`. Source: Amazon Web Services in China, "Service principals".
  const names = [service, `${service}.cn`];
  const texts = operator.endsWith('ignorecase') ? values.map((value) => value.toLowerCase()) : values;
  const [match, mayMatch] = spec.like ? [matches, overlaps] : [isSame, maybeSame];
  return spec.negated
    ? !names.some((name) => texts.some((text) => match(text, name)))
    : names.some((name) => texts.some((text) => mayMatch(text, name)));
}

function isSame(text: string, name: string): boolean {
  return text === name;
}

/** A text with a variable may be anything. */
function maybeSame(text: string, name: string): boolean {
  return text === name || text.includes(String.fromCharCode(FIRST_RESERVED));
}
