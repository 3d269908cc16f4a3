import { railOfCode } from '../findings/index.js';
import { holdEach, type Rail } from './rail.js';

/** Leaves members whom a group rule put there to a change of the rule. */
export const byRule: Rail<'by-rule'> = {
  id: 'by-rule',
  prevents:
    'Removing a member whom a group rule put there excludes that person from the rule for good, unseen.',
  until: 'mended',
  hold: (lines) =>
    holdEach(lines, ({ finding }) =>
      finding.bound === 'rule' || railOfCode(finding) === 'by-rule'
        ? 'a group rule puts it there; the rule has to change'
        : undefined,
    ),
};
