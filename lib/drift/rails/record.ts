import { isProvedEnd } from '../findings/index.js';
import { holdEach, type Rail } from './rail.js';

/** Holds everything but proved ends while journal or ledger does not verify. */
export const record: Rail<'record'> = {
  id: 'record',
  prevents:
    'A lost or damaged record makes every decided grant look foreign, and a sweep revokes the organization.',
  until: 'mended',
  hold: (lines, { recordVerifies }) =>
    holdEach(lines, ({ finding }) =>
      recordVerifies || isProvedEnd(finding)
        ? undefined
        : 'the record does not verify, so what looks foreign may be decided',
    ),
};
