import { plus } from '../../kernel/index.js';
import type { Finding } from '../finding.js';
import { findingRow } from '../findings/index.js';
import { holdEach, type Rail } from './rail.js';

/** Warns first: what is foreign and not privileged goes only some time after its first sighting. */
export const grace: Rail<'grace'> = {
  id: 'grace',
  prevents:
    'A grant made by hand during an incident is gone before its owner hears of it and can open a ticket.',
  until: 'time',
  hold: (lines, { rails, sightings, at }) =>
    holdEach(lines, ({ finding }) => {
      if (!isGraced(finding)) return undefined;
      const until = plus(sightings.ever(finding.subject.id) ?? at, rails.grace);
      return until > at ? `its owner is warned first; it is revoked from ${until} on` : undefined;
    }),
};

/** Zero for what is privileged or critical, and for ends: those were announced by their own window. */
function isGraced(finding: Finding): boolean {
  if (finding.privileged.length > 0 || finding.severity === 'critical') return false;
  return findingRow(finding.code).graced;
}
