import type { ActionIndex } from '../index/action-index.js';
import { Cells } from './cells.js';
import { Effort } from './effort.js';
import { ActionSets } from './points.js';

/** What both sides of one comparison work with. */
export class Shared {
  readonly sets: ActionSets;
  readonly cells = new Cells();
  readonly effort = new Effort();

  constructor(readonly index: ActionIndex) {
    this.sets = new ActionSets(index);
  }
}
