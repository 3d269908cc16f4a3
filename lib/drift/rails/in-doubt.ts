import { railOfCode } from '../findings/index.js';
import { holdEach, type Rail } from './rail.js';

/** Leaves alone what the feeds and the live world do not agree on whose it is. */
export const inDoubt: Rail<'in-doubt'> = {
  id: 'in-doubt',
  prevents:
    'A directory feed loses rows or swaps two ids, and everybody concerned loses what was approved for them.',
  until: 'mended',
  hold: (lines) =>
    holdEach(lines, ({ finding }) => (railOfCode(finding) === 'in-doubt' ? finding.because : undefined)),
};
