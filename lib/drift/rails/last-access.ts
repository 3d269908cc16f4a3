import { ofTarget, principalKey, type PerTarget, type Principal } from '../../model/index.js';
import { accessesTo, Remaining } from '../access.js';
import { edgesOf, type RevertLine } from '../line.js';
import { isProvedEnd } from '../findings/index.js';
import type { RevertGround } from '../revert-ground.js';
import { type Holds, type Rail } from './rail.js';

/** Never takes the last access of whoever acts. */
export const lastAccess: Rail<'last-access'> = {
  id: 'last-access',
  prevents: 'Whoever runs the revert locks themselves out half-way, and nobody can finish or undo it.',
  until: 'mended',
  hold: (lines, ground) => {
    if (ground.actor) return holdLast(lines, ground, ground.actor);
    return ground.actorUnknown === undefined ? new Map() : holdAnyones(lines, ground, ground.actorUnknown);
  },
};

/** Whether a target gives access by itself; an Okta group that carries nothing here is there for what is not modelled. */
const IS_ACCESS: PerTarget<boolean, [RevertGround['carried']]> = {
  'okta.group-membership': (group, carried) => carried.entitlementsOf(group).length === 0,
  'aws.group-membership': () => false,
  'aws.assignment': () => true,
  'okta.app-assignment': () => true,
};

/** Holds what may be the last privileged access of anybody, since any of them may be the one who acts; proved ends go on. */
function holdAnyones(lines: readonly RevertLine[], ground: RevertGround, why: string): Holds {
  const doubtful = lines.filter(({ finding }) => finding.privileged.length > 0 && !isProvedEnd(finding));
  const { inventory, carried } = ground;
  const remaining = new Remaining(accessesTo(inventory, (edge) => carried.privilegedBy(edge).length > 0));
  const holds = new Map<RevertLine['finding']['subject']['id'], string>();
  for (const line of doubtful) {
    const edges = edgesOf(line);
    if (remaining.lostWithout(edges) > 0)
      holds.set(line.finding.subject.id, `it may be the last access of whoever runs this: ${why}`);
    else remaining.take(edges);
  }
  return holds;
}

function holdLast(
  lines: readonly RevertLine[],
  { inventory, carried }: RevertGround,
  actor: Principal,
): Holds {
  const who = principalKey(actor);
  const accesses = accessesTo(inventory, ({ target }) => ofTarget(IS_ACCESS, target, carried));
  const remaining = new Remaining(accesses.filter((access) => access.principal === who));
  const holds = new Map<RevertLine['finding']['subject']['id'], string>();
  for (const line of lines) {
    const edges = edgesOf(line);
    if (remaining.lostWithout(edges) > 0)
      holds.set(line.finding.subject.id, 'it is the last access of whoever runs this');
    else remaining.take(edges);
  }
  return holds;
}
