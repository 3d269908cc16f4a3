import type { Instant } from '../kernel/index.js';

/** Half-open: from `start` up to but not at `end`. */
export interface Window {
  readonly start: Instant;
  readonly end: Instant | 'standing';
}

/** Where an instant lies: before, inside or after a window. */
export type WindowState = 'upcoming' | 'open' | 'ended';

/** Where `at` lies in a window. */
export function windowState(window: Window, at: Instant): WindowState {
  if (at < window.start) return 'upcoming';
  return window.end === 'standing' || at < window.end ? 'open' : 'ended';
}
