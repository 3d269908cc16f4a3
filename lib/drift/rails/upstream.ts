import { holdEach, type Rail } from './rail.js';

/** Leaves pushed memberships to their source. */
export const upstream: Rail = {
  id: 'upstream',
  prevents:
    'A pushed membership is removed at its target, and the next push brings it back while the record says gone.',
  until: 'mended',
  hold: (lines) =>
    holdEach(lines, ({ finding }) =>
      finding.bound === 'upstream' ? 'a push brings it from its source; it ends there' : undefined,
    ),
};
