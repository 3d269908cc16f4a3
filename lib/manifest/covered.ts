import { compareText, sorted } from '../kernel/index.js';
import type { Window } from '../model/index.js';

/** Whether every instant of a window lies in one of others. Windows are half-open, so that contiguous ones leave no gap. */
export function isCovered({ start, end }: Window, by: readonly Window[]): boolean {
  const others = sorted(by, (a, b) => compareText(a.start, b.start));
  let reached: Window['end'] = start;
  for (const other of others) {
    if (reached === 'standing' || other.start > reached) break;
    if (other.end === 'standing' || other.end > reached) reached = other.end;
  }
  return reached === 'standing' || (end !== 'standing' && reached >= end);
}
