import { canonicalJson } from '../../kernel/index.js';
import type { Access } from '../access.js';
import type { Answer } from '../answer.js';
import { pinnedActions, type ActionIndex } from '../index/action-index.js';
import { AllowedSet } from './allowed-set.js';
import type { Cell } from './cell.js';
import { Earlier } from './earlier.js';
import { Trials, type Example } from './trials.js';
import type { Point } from './points.js';
import { Shared } from './shared.js';

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
  const shared = new Shared(index);
  const earlier = new Earlier(before, after, shared);
  const trials = new Trials(before, after, shared);
  const gains: AccessGain[] = [];
  for (const group of new AllowedSet(after, shared).groups(earlier.statements)) {
    for (const cell of group.cells) {
      if (earlier.covers(group, cell)) continue;
      const example = trials.exampleIn(group.points, cell);
      gains.push({ points: group.points, cell, ...(example ? { example } : {}) });
    }
  }
  if (gains.length === 0) return NOTHING;
  return { broadens: gains.some(({ example }) => example !== undefined) ? 'yes' : 'cannot-tell', gains };
}
