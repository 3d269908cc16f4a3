import { railOfCode } from '../findings/index.js';
import { holdEach, type Rail } from './rail.js';

/** Never reverts what another repository owns. */
export const external: Rail<'external'> = {
  id: 'external',
  prevents: 'Two pipelines undo each other for ever, because one revokes what the other declares.',
  until: 'never',
  hold: (lines) =>
    holdEach(lines, ({ finding }) =>
      railOfCode(finding) === 'external' ? 'another repository owns it' : undefined,
    ),
};
