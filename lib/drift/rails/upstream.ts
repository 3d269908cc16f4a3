import { holdEach, type Rail } from './rail.js';

/** Leaves to its source what a declared push makes of an edge that is wanted there. */
export const upstream: Rail<'upstream'> = {
  id: 'upstream',
  prevents:
    'A pushed membership is removed at its target, and the next push brings it back while the record says gone.',
  until: 'mended',
  hold: (lines) =>
    holdEach(lines, ({ finding }) =>
      finding.bound === 'upstream'
        ? 'a declared push brings it from a source where it is wanted; it ends there'
        : undefined,
    ),
};
