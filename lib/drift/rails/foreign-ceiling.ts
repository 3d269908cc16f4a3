import { groupBy } from '../../kernel/index.js';
import { specOf, type EdgeId } from '../../model/index.js';
import type { RevertLine } from '../line.js';
import { hadBasis } from './declared.js';
import { isReleased } from './release.js';
import { type Ground, type Rail } from './rail.js';

/** Bounds how many foreign edges of one provider go in one run. */
export const foreignCeiling: Rail = {
  id: 'foreign-ceiling',
  prevents: 'The wrong manifest, or the manifest of another organization, makes everything look foreign.',
  until: 'released',
  hold: (lines, ground) => {
    const { count } = ground.rails.foreignCeiling;
    const doubt = manifestDoubt(ground);
    const foreign = lines.filter((line) => !hadBasis(line.finding) && !isReleased(line, ground));
    const holds = new Map<EdgeId, string>();
    for (const ofSystem of groupBy(foreign, systemOf).values()) {
      // Lines come privileged first, so what is held is what matters least.
      const tooMany = `${ofSystem.length} at once, above the ceiling of ${count}; a second person has to release the rest`;
      for (const line of doubt ? ofSystem : ofSystem.slice(count))
        holds.set(line.finding.subject.id, doubt ?? tooMany);
    }
    return holds;
  },
};

/** Why the manifest cannot be the one of this world: most of what is live would be foreign by it. */
function manifestDoubt({ rails, seen: { matched, foreign } }: Ground): string | undefined {
  const { fraction = 0.5, fractionFrom = 20 } = rails.foreignCeiling;
  const all = matched + foreign;
  if (all < fractionFrom || foreign <= fraction * all) return undefined;
  return `${foreign} of ${all} live grants would be foreign by this manifest; a second person has to release them`;
}

function systemOf({ finding }: RevertLine): string {
  return finding.subject.what === 'edge' ? specOf(finding.subject.edge).system : 'aws';
}
