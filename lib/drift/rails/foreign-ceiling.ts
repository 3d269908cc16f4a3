import type { RevertLine } from '../line.js';
import type { Counted } from '../taken.js';
import { countedAs, withTaken } from './counted.js';
import { hadBasis } from './declared.js';
import type { RevertGround } from '../revert-ground.js';
import type { Rail } from './rail.js';
import type { FindingId } from '../finding-id.js';

/** Bounds how many foreign edges go within a window of time, of one provider and in all. */
export const foreignCeiling: Rail<'foreign-ceiling'> = {
  id: 'foreign-ceiling',
  prevents: 'The wrong manifest, or the manifest of another organization, makes everything look foreign.',
  until: 'released',
  covers: ({ finding }) => !hadBasis(finding),
  hold: (foreign, ground) => {
    const holds = new Map<FindingId, string>();
    for (const line of foreign) {
      const why = ground.doubt.about(line.finding);
      if (why !== undefined) holds.set(line.finding.subject.id, why);
    }
    holdRest(
      foreign.filter(({ finding, queued }) => !queued && !holds.has(finding.subject.id)),
      ground,
      holds,
    );
    return holds;
  },
};

/** Lines come privileged first, and what waits already is no part of what goes, so what is held is what matters least. */
function holdRest(lines: readonly RevertLine[], ground: RevertGround, holds: Map<FindingId, string>): void {
  const { count, total = Math.ceil(count * 1.5) } = ground.rails.foreignCeiling;
  const counted = lines.map((line) => countedAs(line, ground));
  const gone = withTaken(counted, ground.taken.filter(isForeign)).slice(counted.length);
  const went = new Map<string, number>();
  for (const one of gone) add(went, one);
  let all = gone.length;
  for (const one of counted) {
    const ofSystem = went.get(one.system) ?? 0;
    if (ofSystem < count && all < total) {
      add(went, one);
      all++;
    } else {
      const [limit, where] = ofSystem < count ? [total, 'in all'] : [count, `in ${one.system}`];
      holds.set(
        one.id,
        `above the ceiling of ${limit} ${where} within the window; a second person has to release the rest`,
      );
    }
  }
}

function isForeign({ package: of }: Counted): boolean {
  return of === undefined;
}

function add(went: Map<string, number>, { system }: Counted): void {
  went.set(system, (went.get(system) ?? 0) + 1);
}
