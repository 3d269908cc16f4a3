import type { ConditionClause, PolicyStatement } from '../grammar/index.js';
import { EVERY_RESOURCE, resourceContains, type ResourcePattern } from '../resource.js';
import { cut, isAboutWhom, mayHold, type Cell } from './cell.js';
import { implyAll } from './implies.js';
import { Pairs } from './pairs.js';

/** The cells of one comparison, each cut once, and what was found of them: every group of actions asks about the same few. */
export class Cells {
  private readonly cuts = new Pairs(cut);
  private readonly about = new Pairs((statement: PolicyStatement, cell: Cell) =>
    this.findAbout(statement, cell),
  );
  private readonly implied = new Pairs(({ conditions }: PolicyStatement, given: readonly ConditionClause[]) =>
    implyAll(given, conditions),
  );
  /** Whether one pattern of a statement has all of another. */
  private readonly held = new Pairs(({ resources }: PolicyStatement, inner: ResourcePattern) =>
    resources.of.some((pattern) => resourceContains(pattern, inner)),
  );

  /** The parts of a cell that a statement is about; none where they have no resource in common. */
  cut(cell: Cell, statement: PolicyStatement): readonly Cell[] {
    return this.cuts.of(cell, statement);
  }

  /** Whether a statement is about all of a cell: a yes is a proof. */
  isAbout(statement: PolicyStatement, cell: Cell): boolean {
    return this.about.of(statement, cell);
  }

  private findAbout(statement: PolicyStatement, cell: Cell): boolean {
    const { resources } = statement;
    if (!this.implied.of(statement, cell.conditions) || !isAboutWhom(statement, cell)) return false;
    if (resources.except) return resources.of.every((pattern) => !mayHold(cell, pattern));
    return resources.of.includes(EVERY_RESOURCE) || cell.within.some((each) => this.held.of(statement, each));
  }
}
