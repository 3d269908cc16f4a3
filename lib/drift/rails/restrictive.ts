import { railOfCode } from '../findings/index.js';
import { holdEach, type Rail } from './rail.js';

/** Never removes what restricts. */
export const restrictive: Rail<'restrictive'> = {
  id: 'restrictive',
  prevents:
    'An account that security quarantined gets its access back, because the quarantine looked like drift.',
  until: 'never',
  hold: (lines) =>
    holdEach(lines, ({ finding }) =>
      railOfCode(finding) === 'restrictive' ? 'it takes access away; removing it would widen' : undefined,
    ),
};
