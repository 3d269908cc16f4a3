import { holdEach, type Rail } from './rail.js';

/** Holds what only a clock that is behind would call too early. */
export const clock: Rail<'clock'> = {
  id: 'clock',
  prevents:
    'The clock of the keeper fell behind, and every grant that began today looks as if it came too early.',
  until: 'mended',
  hold: (lines, { ahead }) =>
    holdEach(lines, ({ finding }) =>
      ahead.doubt && finding.code === 'BEFORE_WINDOW'
        ? 'the record was written ahead of this clock, so its window may be open already'
        : undefined,
    ),
};
