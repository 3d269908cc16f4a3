import { railOfCode } from '../findings/index.js';
import { holdEach, type Rail } from './rail.js';

/** Leaves edges alone where the feeds and the live world disagree about the holder. */
export const inDoubt: Rail<'in-doubt'> = {
  id: 'in-doubt',
  prevents:
    'A directory feed loses rows or swaps two ids, and everybody concerned loses what was approved for them.',
  until: 'mended',
  hold: (lines) =>
    holdEach(lines, ({ finding }) => (railOfCode(finding) === 'in-doubt' ? finding.because : undefined)),
};
