import { canonicalJson } from '../../kernel/index.js';
import type { Access } from '../access.js';
import type { Answer } from '../answer.js';
import type { PolicyStatement } from '../grammar/index.js';
import { pinnedActions, type ActionIndex } from '../index/action-index.js';
import { AllowedSet } from './allowed-set.js';
import { cut, isAbout, type Cell } from './cell.js';
import { exampleOf, type Example } from './example.js';
import { ActionSets, type Point } from './points.js';

/** What `after` may allow beyond `before`, point by point. */
export interface AccessGain {
  readonly points: readonly Point[];
  readonly cell: Cell;
  /** A call that `after` allows and `before` does not; absent where neither that nor the contrary could be shown. */
  readonly example?: Example;
}

/** Whether a change widens access, and by what. */
export interface Broadening {
  readonly broadens: Answer;
  /** None where it is proved not to. */
  readonly gains: readonly AccessGain[];
}

const NOTHING: Broadening = { broadens: 'no', gains: [] };

/**
 * Whether `after` allows anything that `before` does not. A no is a proof, over every action of the index and whatever AWS adds to the
 * patterns that are written; what is neither proved nor shown by an example is told as such.
 */
export function broadens(before: Access, after: Access, index: ActionIndex = pinnedActions()): Broadening {
  if (canonicalJson(before) === canonicalJson(after)) return NOTHING;
  const sets = new ActionSets(index);
  const earlier = new Earlier(before, after, index, sets);
  const later = new AllowedSet(after, index, sets);
  const gains: AccessGain[] = [];
  for (const { points, cells } of later.groups(earlier.statements)) {
    const point = points[0];
    if (!point) continue;
    for (const cell of cells) {
      if (earlier.covers(point, cell)) continue;
      const example = exampleOf(before, after, point, cell, index);
      gains.push({ points, cell, ...(example ? { example } : {}) });
    }
  }
  if (gains.length === 0) return NOTHING;
  return { broadens: gains.some(({ example }) => example !== undefined) ? 'yes' : 'cannot-tell', gains };
}

/** What was allowed before, against which each cell of what is allowed afterwards is held. */
class Earlier {
  readonly statements: readonly PolicyStatement[];
  private readonly before: AllowedSet;
  private readonly after: AllowedSet;

  constructor(
    before: Access,
    after: Access,
    index: ActionIndex,
    private readonly sets: ActionSets,
  ) {
    this.before = new AllowedSet(before, index, sets);
    this.after = new AllowedSet(after, index, sets);
    this.statements = [...this.before.allows.flat(), ...this.before.denies];
  }

  /** Whether all of a cell that `after` does not deny is proved to have been allowed. */
  covers(point: Point, cell: Cell): boolean {
    return (
      this.before.allows.every((layer) =>
        layer.some((each) => this.sets.hasAll(each, point, cell.via) && isAbout(each, cell)),
      ) && this.before.denies.every((each) => this.isDeniedAlike(each, point, cell))
    );
  }

  /** Whether what was denied of a cell is denied still. */
  private isDeniedAlike(denied: PolicyStatement, point: Point, cell: Cell): boolean {
    if (this.sets.extent(denied, point) === 'none') return true;
    return cut(cell, denied).every((part) =>
      this.after.denies.some((each) => this.sets.takesAsMuch(each, denied, point) && isAbout(each, part)),
    );
  }
}
