import { canonicalJson } from '../../kernel/index.js';
import { EVERYBODY, type ConditionClause, type PolicyStatement } from '../grammar/index.js';
import { resourceContains, resourcesOverlap, type ResourcePattern } from '../resource.js';
import { implyAll } from './implies.js';

/** Resources under conditions: what matches all of `within` and nothing of `without`, where all clauses hold. */
export interface Cell {
  readonly within: readonly ResourcePattern[];
  readonly without: readonly ResourcePattern[];
  readonly conditions: readonly ConditionClause[];
  /** The statements that it was cut by: only what is among the actions of them all is in it. */
  readonly via: readonly PolicyStatement[];
}

/** Everything, always. */
export const WHOLE: Cell = { within: [], without: [], conditions: [], via: [] };

/** The parts of a cell that a statement is about; none where they have no resource in common. */
export function cut(cell: Cell, statement: PolicyStatement): readonly Cell[] {
  const { resources } = statement;
  const conditions = [...cell.conditions, ...statement.conditions];
  const via = [...cell.via, statement];
  if (resources.except) {
    return [{ within: cell.within, without: [...cell.without, ...resources.of], conditions, via }];
  }
  return resources.of
    .filter((pattern) => mayHold(cell, pattern))
    .map((pattern) => ({ within: [...cell.within, pattern], without: cell.without, conditions, via }));
}

/** Whether a statement is about all of a cell: a yes is a proof. */
export function isAbout(statement: PolicyStatement, cell: Cell): boolean {
  const { resources, conditions } = statement;
  if (!implyAll(cell.conditions, conditions) || !isAboutWhom(statement, cell)) return false;
  if (resources.except) return resources.of.every((pattern) => !mayHold(cell, pattern));
  return resources.of.some(
    (pattern) => pattern === '*' || cell.within.some((each) => resourceContains(pattern, each)),
  );
}

/** Whether a statement is about everybody that a cell is about: only the same principals are known to be the same. */
function isAboutWhom({ principals }: PolicyStatement, { via }: Cell): boolean {
  if (principals?.except === false && principals.of.includes(EVERYBODY)) return true;
  return via.some(
    (each) =>
      each.principals === principals ||
      canonicalJson(each.principals ?? null) === canonicalJson(principals ?? null),
  );
}

/** Whether a cell may have a resource that a pattern matches. */
export function mayHold({ within, without }: Cell, pattern: ResourcePattern): boolean {
  return (
    within.every((each) => resourcesOverlap(each, pattern)) &&
    !without.some((each) => resourceContains(each, pattern))
  );
}
