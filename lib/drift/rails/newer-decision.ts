import { railOfCode } from '../findings/index.js';
import { holdEach, type Rail } from './rail.js';

/** Leaves what the ledger knows approved and open, whatever the manifest given says. */
export const newerDecision: Rail<'newer-decision'> = {
  id: 'newer-decision',
  prevents: 'A manifest of yesterday takes away what was approved today.',
  until: 'mended',
  hold: (lines) =>
    holdEach(lines, ({ finding }) =>
      railOfCode(finding) === 'newer-decision' ? 'the ledger knows it approved and still open' : undefined,
    ),
};
