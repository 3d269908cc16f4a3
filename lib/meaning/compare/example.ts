import { canonicalJson } from '../../kernel/index.js';
import type { Access } from '../access.js';
import { decoded } from '../encode.js';
import { isAllowed, type PolicyRequest } from '../evaluate.js';
import { OPERATORS, type ConditionClause } from '../grammar/index.js';
import type { ActionIndex } from '../index/action-index.js';
import { matches, overlaps } from '../glob.js';
import type { Cell } from './cell.js';
import { canFail, canHold } from './satisfied.js';
import { implies } from './implies.js';
import type { Point } from './points.js';

/** A call that is allowed afterwards and was not before. */
export interface Example {
  readonly action: string;
  readonly resource: string;
  /** What has to hold for it. */
  readonly when: readonly ConditionClause[];
}

/**
 * A call in a cell that only `after` allows, tried out on both; undefined where none was found. Clauses that the cell says
 * nothing of are taken not to hold, then to hold, as far as one call can have it so.
 */
export function exampleOf(
  before: Access,
  after: Access,
  point: Point,
  cell: Cell,
  index: ActionIndex,
): Example | undefined {
  const action = 'action' in point ? index.nameOf(point.action) : newAction(point.beyond);
  const known = 'action' in point ? index.facts(point.action).resources : [];
  for (const resource of resourcesIn(cell, known)) {
    for (const otherwise of [false, true]) {
      const call = new SupposedCall(cell.conditions, otherwise);
      const request: PolicyRequest = { action, resource, holds: (clause) => call.holds(clause) };
      if (isAllowed(after, request) && !isAllowed(before, request) && call.isPossible())
        return { action, resource: decoded(resource), when: cell.conditions };
    }
  }
  return undefined;
}

/** A call of which some clauses are known to hold, and all others are supposed to hold or not. */
class SupposedCall {
  private readonly supposed = new Map<string, ConditionClause>();

  constructor(
    private readonly known: readonly ConditionClause[],
    private readonly otherwise: boolean,
  ) {}

  holds(clause: ConditionClause): boolean {
    if (this.known.some((given) => implies(given, clause))) return true;
    this.supposed.set(canonicalJson(clause), clause);
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
      this.known.every((clause) => canHold(clause) && this.holdsBeside(clause)) &&
      [...this.supposed.values()].every(this.otherwise ? canHold : canFail) &&
      [...this.supposed.values()].every((clause) =>
        this.known.every((given) => given.key !== clause.key || this.isApart(given, clause)),
      )
    );
  }

  /** Whether a known clause holds wherever the others about its key do, or they where it does: of others nobody can tell here. */
  private holdsBeside(clause: ConditionClause): boolean {
    return this.known.every(
      (other) => other.key !== clause.key || implies(other, clause) || implies(clause, other),
    );
  }

  /**
   * Whether the first may hold where the second does not: where the key is absent, or of a text that is in the first
   * list alone.
   */
  private isApart(given: ConditionClause, clause: ConditionClause): boolean {
    const operator = OPERATORS.get(given.operator);
    if (this.otherwise || given.operator !== clause.operator || given.set !== clause.set) return false;
    if (given.ifExists && !clause.ifExists) return true;
    return (
      operator?.of === 'text' &&
      !operator.negated &&
      given.values.some((value) => !clause.values.some((each) => overlaps(each, value)))
    );
  }
}

const FILLINGS = ['x', '', '111122223333', 'us-east-1', 'a/b', 'zz-other'];

/** Resources of a cell, those that the action works on first. */
function resourcesIn({ within, without }: Cell, known: readonly string[]): readonly string[] {
  const patterns = within.length > 0 ? within : ['*'];
  const narrowest = [...patterns].sort((a, b) => b.length - a.length)[0] ?? '*';
  const shapes =
    narrowest === '*' ? [...known, '*'] : [...known.filter((each) => overlaps(each, narrowest)), narrowest];
  const samples = [...new Set(shapes.flatMap((shape) => FILLINGS.map((text) => concrete(shape, text))))];
  return samples.filter(
    (sample) =>
      patterns.every((pattern) => pattern === '*' || matches(pattern, sample)) &&
      !without.some((pattern) => pattern === '*' || matches(pattern, sample)),
  );
}

/** An action that AWS may add to a pattern; of a service that it may add where the pattern is all of them. */
function newAction(pattern: string): string {
  return pattern === '*' ? 'x:x' : concrete(pattern, 'x');
}

/** A text that a pattern matches. */
function concrete(pattern: string, filling: string): string {
  if (pattern === '*') return filling === 'x' ? '*' : `arn:aws:s3:::${filling}`;
  return pattern.replace(/\*/g, filling).replace(/\?/g, filling[0] ?? 'x');
}
