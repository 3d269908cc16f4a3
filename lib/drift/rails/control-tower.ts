import type { Inventory } from '../../inventory/index.js';
import { refKey, type Edge, isAssignment, isGroup } from '../../model/index.js';
import { controlTowerGives, isControlTower } from '../control-tower.js';
import type { Finding } from '../finding.js';
import { hadBasis } from './declared.js';
import { holdEach, type Rail } from './rail.js';

/** Leaves what AWS Control Tower assigns to its own groups until somebody says whose it is. */
export const controlTower: Rail = {
  id: 'control-tower',
  prevents:
    'The assignments by which Control Tower runs the landing zone are revoked at first sight, and it breaks.',
  until: 'mended',
  hold: (lines, { inventory }) => holdEach(lines, ({ finding }) => whyHeld(finding, inventory)),
};

const REMEDY =
  'declare its group or permission set `external("AWS Control Tower")`, or declare the assignment; if Control Tower is not yours, take it off by hand';

/** Only what nothing explains, and only the group's own assignment: people in such a group are judged as anywhere. */
function whyHeld(finding: Finding, inventory: Inventory): string | undefined {
  if (finding.subject.what !== 'edge' || finding.code !== 'ORPHANED_GRANT' || hadBasis(finding))
    return undefined;
  const accounts = controlTowerGives(finding.subject.edge);
  if (accounts === undefined || isBySomebodyElse(finding)) return undefined;
  const live = countLike(finding.subject.edge, inventory);
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

function countLike({ holder, target }: Edge, { edges }: Inventory): number {
  if (!isAssignment(target) || !isGroup(holder)) return 0;
  const [group, set] = [refKey(holder), refKey(target.set)];
  return edges.filter(
    ({ edge }) =>
      isAssignment(edge.target) &&
      isGroup(edge.holder) &&
      refKey(edge.target.set) === set &&
      refKey(edge.holder) === group,
  ).length;
}
