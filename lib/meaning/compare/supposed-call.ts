import { canonicalJson } from '../../kernel/index.js';
import { overlaps } from '../glob.js';
import { OPERATORS, type ConditionClause } from '../grammar/index.js';
import { implies } from './implies.js';
import { Pairs } from './pairs.js';
import { canFail, canHold } from './satisfied.js';

/** A call of which some clauses are known to hold, and all others are supposed to hold or not. */
export class SupposedCall {
  private readonly supposed = new Map<string, ConditionClause>();

  constructor(
    private readonly known: readonly ConditionClause[],
    private readonly otherwise: boolean,
    private readonly clauses: KnownClauses,
  ) {}

  holds(clause: ConditionClause): boolean {
    if (this.clauses.imply(this.known, clause)) return true;
    this.supposed.set(this.clauses.textOf(clause), clause);
    return this.otherwise;
  }

  /**
   * Whether one call can be so: what is known can hold together, and of what is supposed, no two clauses are about one key, and none
   * is about a known one.
   */
  isPossible(): boolean {
    const keys = [...this.supposed.values()].map(({ key }) => key);
    return (
      new Set(keys).size === keys.length &&
      this.clauses.mayHoldTogether(this.known) &&
      [...this.supposed.values()].every(this.otherwise ? canHold : canFail) &&
      [...this.supposed.values()].every((clause) =>
        this.known.every((given) => given.key !== clause.key || this.isApart(given, clause)),
      )
    );
  }

  /**
   * Whether the first may hold where the second does not: where the key is absent, or of a text that is in the first
   * list alone.
   */
  private isApart(given: ConditionClause, clause: ConditionClause): boolean {
    const operator = OPERATORS.get(given.operator);
    if (this.otherwise || given.operator !== clause.operator || given.set !== clause.set) return false;
    // Of a negated operator, and of all values of a key, absence is no failure.
    const failsWithout =
      clause.set === 'foranyvalue' || (operator?.negated !== true && clause.set !== 'forallvalues');
    if (given.ifExists && !clause.ifExists && failsWithout) return true;
    return (
      operator?.of === 'text' &&
      !operator.negated &&
      given.values.some((value) => !clause.values.some((each) => overlaps(each, value)))
    );
  }
}

/** What is found of clauses, once for all calls. */
export class KnownClauses {
  private readonly implied = new Pairs((known: readonly ConditionClause[], clause: ConditionClause) =>
    known.some((given) => implies(given, clause)),
  );
  private readonly together = new Map<readonly ConditionClause[], boolean>();
  private readonly texts = new Map<ConditionClause, string>();

  /** Whether a clause holds wherever one of those that are known does. */
  imply(known: readonly ConditionClause[], clause: ConditionClause): boolean {
    return this.implied.of(known, clause);
  }

  mayHoldTogether(known: readonly ConditionClause[]): boolean {
    const before = this.together.get(known);
    if (before !== undefined) return before;
    const found = known.every((clause) => canHold(clause) && holdsBeside(clause, known));
    this.together.set(known, found);
    return found;
  }

  /** What two clauses that say the same have in common. */
  textOf(clause: ConditionClause): string {
    const text = this.texts.get(clause) ?? canonicalJson(clause);
    this.texts.set(clause, text);
    return text;
  }
}

/** Whether a known clause holds wherever the others about its key do, or they where it does: of others nobody can tell here. */
function holdsBeside(clause: ConditionClause, known: readonly ConditionClause[]): boolean {
  return known.every((other) => other.key !== clause.key || implies(other, clause) || implies(clause, other));
}
