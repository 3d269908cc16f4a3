import { isOpen } from '../glob.js';
import { OPERATORS, type ConditionClause } from '../grammar/index.js';

/** Whether some call is as a clause says: a yes is certain, as far as its values mean anything. */
export function canHold({ set, operator, values }: ConditionClause): boolean {
  const spec = OPERATORS.get(operator);
  if (values.length === 0) return false;
  // Of each value of the key there has to be one that none of the patterns matches.
  return !(set === 'foranyvalue' && spec?.negated && spec.like && values.some(isOpen));
}

/** Whether some call is not as a clause says: a yes is certain, as far as its values mean anything. */
export function canFail({ set, operator, ifExists, values }: ConditionClause): boolean {
  const spec = OPERATORS.get(operator);
  if (spec?.of === 'null') return new Set(values).size === 1;
  if (spec?.negated) return values.length > 0;
  // Where the key is absent, it fails, unless it says otherwise of that.
  const failsWithout = set === 'foranyvalue' || (!ifExists && set !== 'forallvalues');
  return failsWithout || (!values.some(isOpen) && !values.some((value) => value.endsWith('/0')));
}
