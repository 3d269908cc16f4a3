import { by, sorted, type Instant, type List } from '../../kernel/index.js';
import type { Window } from '../../model/index.js';

/**
 * The window in which something is wanted when any of `windows` wants it: the stretch without a gap that is open at
 * `asOf`, else the first that is still to come. A gap is never bridged, since nothing wants the edge in it.
 */
export function unionAt(windows: List<Window>, asOf: Instant): Window {
  const stretches = merged(windows);
  return stretches.find(({ end }) => end === 'standing' || asOf < end) ?? stretches.at(-1) ?? windows[0];
}

function merged(windows: readonly Window[]): readonly Window[] {
  const stretches: Window[] = [];
  for (const window of sorted(
    windows,
    by((each) => each.start),
  )) {
    const last = stretches.at(-1);
    if (last && (last.end === 'standing' || window.start <= last.end)) {
      stretches[stretches.length - 1] = { start: last.start, end: laterEnd(last.end, window.end) };
    } else {
      stretches.push(window);
    }
  }
  return stretches;
}

/** The later of two ends; what stands ends after everything. */
export function laterEnd(a: Window['end'], b: Window['end']): Window['end'] {
  if (a === 'standing' || b === 'standing') return 'standing';
  return a > b ? a : b;
}
