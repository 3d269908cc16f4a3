import { refKey, type Edge, type EdgeId } from '../../model/index.js';
import { signedOut } from '../able.js';
import { accessesTo, Remaining } from '../access.js';
import { edgesOf, type RevertLine } from '../line.js';
import type { Seat } from '../rails.js';
import { type Ground, type Rail } from './rail.js';

/** Keeps enough active administrators in every configured seat. */
export const administrators: Rail = {
  id: 'administrators',
  prevents: 'The last people who can administer the access system itself are removed in one run.',
  until: 'mended',
  hold: (lines, ground) => {
    const holds = new Map<EdgeId, string>();
    for (const seat of ground.rails.administrators.seats) guard(seat, lines, ground, holds);
    return holds;
  },
};

function guard(seat: Seat, lines: readonly RevertLine[], ground: Ground, holds: Map<EdgeId, string>): void {
  const { atLeast } = ground.rails.administrators;
  const remaining = new Remaining(activeAccesses(seat, ground));
  for (const line of lines) {
    const edges = edgesOf(line);
    const lost = remaining.lostWithout(edges);
    if (lost > 0 && remaining.principals - lost < atLeast) {
      holds.set(
        line.finding.subject.id,
        `fewer than ${atLeast} active administrators of ${seatText(seat)} would be left`,
      );
    } else {
      remaining.take(edges);
    }
  }
}

/** Those who left, or cannot sign in, do not fill a seat: their access is no reason to hold anything. */
function activeAccesses(
  seat: Seat,
  { inventory, carried, holders, identity }: Ground,
): ReturnType<typeof accessesTo> {
  const gone = new Set(
    identity.people
      .filter(({ id }) => holders.leftByHr({ kind: 'person', id }))
      .map(({ id }) => `{"id":${JSON.stringify(id)},"kind":"person"}`),
  );
  const barred = signedOut(inventory);
  return accessesTo(inventory, (edge) => fills(seat, edge) && carriedAsAdmin(seat, edge, carried)).filter(
    (access) => !gone.has(access.principal) && !barred.has(access.principal),
  );
}

function fills(seat: Seat, { target }: Edge): boolean {
  if ('account' in seat) return target.kind === 'aws.assignment' && target.account === seat.account;
  return target.kind !== 'aws.assignment' && refKey(target) === refKey(seat.group);
}

function carriedAsAdmin(seat: Seat, edge: Edge, carried: Ground['carried']): boolean {
  return 'group' in seat || carried.privilegedBy(edge).length > 0;
}

function seatText(seat: Seat): string {
  return 'account' in seat ? `account ${seat.account}` : `group ${seat.group.name}`;
}
