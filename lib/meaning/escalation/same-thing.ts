import type { Cell } from '../compare/cell.js';
import { resourcesOverlap } from '../resource.js';

/** Beyond so many pairs nothing is compared any more, and they count as having something in common. */
const PAIRS = 10_000;

/** Whether each two of the lists may have a thing in common. */
export function haveSameThing(lists: readonly (readonly Cell[])[]): boolean {
  return lists.every((list, i) => lists.slice(i + 1).every((other) => meet(list, other)));
}

function meet(some: readonly Cell[], others: readonly Cell[]): boolean {
  if (some.length * others.length > PAIRS) return true;
  return some.some((cell) => others.some((other) => overlap(cell, other)));
}

function overlap(a: Cell, b: Cell): boolean {
  return a === b || a.within.every((each) => b.within.every((other) => resourcesOverlap(each, other)));
}
