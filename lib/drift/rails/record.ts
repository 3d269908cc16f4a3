import { isProvedEnd } from '../findings/index.js';
import { holdEach, type Rail } from './rail.js';

/** Holds everything but proved ends while there is no ledger, or none that verifies. */
export const record: Rail<'record'> = {
  id: 'record',
  prevents:
    'A lost or damaged record makes every decided grant look foreign, and a sweep revokes the organization.',
  until: 'mended',
  hold: (lines, { recordVerifies }) =>
    holdEach(lines, ({ finding }) =>
      recordVerifies || isProvedEnd(finding)
        ? undefined
        : 'there is no record that verifies, so what looks foreign may be decided',
    ),
};
