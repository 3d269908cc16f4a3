import { groupBy } from '../../kernel/index.js';
import { specOf, type EdgeId } from '../../model/index.js';
import type { RevertLine } from '../line.js';
import { hadBasis } from './declared.js';
import { isReleased } from './release.js';
import { type Rail } from './rail.js';

/** Bounds how many foreign edges of one provider go in one run. */
export const foreignCeiling: Rail = {
  id: 'foreign-ceiling',
  prevents: 'The wrong manifest, or the manifest of another organization, makes everything look foreign.',
  until: 'released',
  hold: (lines, ground) => {
    const { count } = ground.rails.foreignCeiling;
    const foreign = lines.filter((line) => !hadBasis(line.finding) && !isReleased(line, ground));
    const holds = new Map<EdgeId, string>();
    for (const ofSystem of groupBy(foreign, systemOf).values()) {
      // Lines come privileged first, so what is held is what matters least.
      for (const line of ofSystem.slice(count)) {
        const why = `${ofSystem.length} at once, above the ceiling of ${count}; a second person has to release the rest`;
        holds.set(line.finding.subject.id, why);
      }
    }
    return holds;
  },
};

function systemOf({ finding }: RevertLine): string {
  return finding.subject.what === 'edge' ? specOf(finding.subject.edge).system : 'aws';
}
