import type { Inventory } from '../../inventory/index.js';
import { groupBy } from '../../kernel/index.js';
import { holderKey, objectOf, refKey, type Edge } from '../../model/index.js';
import { controlTowerGives, isControlTower } from '../control-tower.js';
import type { Finding } from '../finding.js';
import { hadBasis } from './declared.js';
import { holdEach, type Rail } from './rail.js';

/** Leaves what AWS Control Tower assigns to its own groups until somebody says whose it is. */
export const controlTower: Rail<'control-tower'> = {
  id: 'control-tower',
  prevents:
    'The assignments by which Control Tower runs the landing zone are revoked at first sight, and it breaks.',
  until: 'mended',
  hold: (lines, { inventory }) => {
    const own = lines.filter(({ finding }) => isItsOwn(finding));
    const countLike = own.length > 0 ? countsOf(inventory) : undefined;
    return holdEach(own, ({ finding }) => countLike && whyHeld(finding, countLike));
  },
};

const REMEDY =
  'declare its group or permission set `external("AWS Control Tower")`, or declare the assignment; if Control Tower is not yours, take it off by hand';

/** Only what nothing explains, and only the group's own assignment: people in such a group are judged as anywhere. */
function isItsOwn(finding: Finding): boolean {
  if (finding.subject.what !== 'edge' || finding.code !== 'ORPHANED_GRANT' || hadBasis(finding)) return false;
  return controlTowerGives(finding.subject.edge) !== undefined && !isBySomebodyElse(finding);
}

function whyHeld({ subject }: Finding, countLike: (edge: Edge) => number): string | undefined {
  const accounts = subject.what === 'edge' ? controlTowerGives(subject.edge) : undefined;
  if (subject.what !== 'edge' || accounts === undefined) return undefined;
  const live = countLike(subject.edge);
  return live > accounts
    ? `Control Tower gives this to its group in ${accounts} of the ${live} accounts that have it, and which is not told; ${REMEDY}`
    : `AWS Control Tower makes this for its own group; ${REMEDY}`;
}

/** A name is no proof: what the log says that somebody else did is not Control Tower's. */
function isBySomebodyElse({ attribution }: Finding): boolean {
  switch (attribution.by) {
    case 'unknown':
      return false;
    case 'service':
    case 'rule':
    case 'person':
      return !isControlTower(attribution.actor);
    default:
      return true;
  }
}

/** In how many accounts a group of Control Tower's has a set of its own; counted in one pass. */
function countsOf({ edges }: Inventory): (edge: Edge) => number {
  const own = edges.map(({ edge }) => edge).filter((edge) => controlTowerGives(edge) !== undefined);
  const groups = groupBy(own, likeKey);
  return (edge) => groups.get(likeKey(edge))?.length ?? 0;
}

function likeKey({ holder, target }: Edge): string {
  return JSON.stringify([holderKey(holder), refKey(objectOf(target))]);
}
