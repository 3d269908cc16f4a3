import { allowLayers, denials, type Access, type PolicyLayer } from '../access.js';
import { decoded } from '../encode.js';
import { matchesOf, type PolicyRequest } from '../evaluate.js';
import type { ConditionClause, PolicyStatement } from '../grammar/index.js';
import type { Cell } from './cell.js';
import { Pairs } from './pairs.js';
import type { Point } from './points.js';
import { newAction, resourcesIn } from './samples.js';
import type { Shared } from './shared.js';
import { KnownClauses, SupposedCall } from './supposed-call.js';

/** A call that is allowed afterwards and was not before. */
export interface Example {
  readonly action: string;
  readonly resource: string;
  /** What has to hold for it. */
  readonly when: readonly ConditionClause[];
}

/** What is tried out on both sides, to find calls that only `after` allows. */
export class Trials {
  private readonly matched = new Matched();
  private readonly clauses = new KnownClauses();
  private readonly samples = new Pairs(resourcesIn);
  private readonly before: Side;
  private readonly after: Side;

  constructor(
    before: Access,
    after: Access,
    private readonly shared: Shared,
  ) {
    this.before = new Side(before, this.matched);
    this.after = new Side(after, this.matched);
  }

  /**
   * A call in a cell that only `after` allows, tried out on both; undefined where none was found. Clauses that the cell says
   * nothing of are taken not to hold, then to hold, as far as one call can have it so.
   */
  exampleIn([point]: readonly Point[], cell: Cell): Example | undefined {
    const { index, effort } = this.shared;
    if (!point) return undefined;
    const action = 'action' in point ? index.nameOf(point.action) : newAction(point.beyond);
    const known = 'action' in point ? index.facts(point.action).resources : NOTHING;
    for (const resource of this.samples.of(cell, known)) {
      for (const otherwise of [false, true]) {
        const call = new SupposedCall(cell.conditions, otherwise, this.clauses);
        const request: PolicyRequest = { action, resource, holds: (clause) => call.holds(clause) };
        if (!effort.allows(this.before.size + this.after.size)) return undefined;
        if (this.after.isAllowed(request) && !this.before.isAllowed(request) && call.isPossible())
          return { action, resource: decoded(resource), when: cell.conditions };
      }
    }
    return undefined;
  }
}

const NOTHING: readonly string[] = [];

/** One side, made ready to be asked about many calls. */
class Side {
  private readonly allows: readonly PolicyLayer[];
  private readonly denies: PolicyLayer;

  constructor(
    access: Access,
    private readonly matched: Matched,
  ) {
    this.allows = allowLayers(access);
    this.denies = denials(access);
  }

  /** How many statements are asked. */
  get size(): number {
    return this.allows.reduce((sum, layer) => sum + layer.length, this.denies.length);
  }

  /** Whether a call is allowed: `isAllowed`, with what was found of its action and its resource before. */
  isAllowed(request: PolicyRequest): boolean {
    const applies = (statement: PolicyStatement): boolean => this.matched.applies(statement, request);
    return !this.denies.some(applies) && this.allows.every((layer) => layer.some(applies));
  }
}

/** What statements match, once for all calls. */
class Matched {
  private readonly actions = new Pairs(({ actions }: PolicyStatement, action: string) =>
    matchesOf(actions, action.toLowerCase()),
  );
  private readonly resources = new Pairs(({ resources }: PolicyStatement, resource: string) =>
    matchesOf(resources, resource),
  );

  applies(statement: PolicyStatement, { action, resource, holds }: PolicyRequest): boolean {
    return (
      this.actions.of(statement, action) &&
      this.resources.of(statement, resource) &&
      statement.conditions.every((clause) => holds(clause))
    );
  }
}
