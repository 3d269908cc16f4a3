import { railOfCode } from '../findings/index.js';
import { holdEach, type Rail } from './rail.js';

/** Leaves alone whom a rule or a push may keep where that cannot be told. */
export const notTold: Rail<'not-told'> = {
  id: 'not-told',
  prevents:
    'A group rule that cannot be read or evaluated keeps a member; removing it as a direct one excludes that person from the rule for good.',
  until: 'mended',
  hold: (lines) =>
    holdEach(lines, ({ finding }) =>
      finding.bound === 'not-told' || railOfCode(finding) === 'not-told'
        ? 'what keeps it is not told, so it is not proved direct'
        : undefined,
    ),
};
