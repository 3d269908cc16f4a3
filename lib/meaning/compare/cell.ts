import { canonicalJson } from '../../kernel/index.js';
import { EVERYBODY, type ConditionClause, type PolicyStatement } from '../grammar/index.js';
import { resourceContains, resourcesOverlap, type ResourcePattern } from '../resource.js';

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
  const said = saidOf(cell, statement);
  if (resources.except) return [{ ...said, without: [...cell.without, ...resources.of] }];
  return resources.of
    .filter((pattern) => mayHold(cell, pattern))
    .map((pattern) => ({ ...said, within: [...cell.within, pattern] }));
}

/** The part that one pattern of the statement is about, or all that it does not leave out; undefined where that has nothing of the cell. */
export function cutAt(
  cell: Cell,
  statement: PolicyStatement,
  pattern: ResourcePattern | undefined,
): Cell | undefined {
  if (pattern === undefined) return cut(cell, statement)[0];
  if (!mayHold(cell, pattern)) return undefined;
  return { ...saidOf(cell, statement), within: [...cell.within, pattern] };
}

/** What is true of every part that a statement cuts: its conditions hold as well. */
function saidOf(cell: Cell, statement: PolicyStatement): Cell {
  return {
    within: cell.within,
    without: cell.without,
    // One list for what is said under no more conditions, so that it is recognized.
    conditions:
      statement.conditions.length === 0 ? cell.conditions : [...cell.conditions, ...statement.conditions],
    via: [...cell.via, statement],
  };
}

/** Whether a statement is about everybody that a cell is about: only the same principals are known to be the same. */
export function isAboutWhom({ principals }: PolicyStatement, { via }: Cell): boolean {
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
