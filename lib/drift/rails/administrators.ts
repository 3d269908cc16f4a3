import { accountOf, groupOf, refKey, type Edge } from '../../model/index.js';
import { ableIn, type Able } from '../able.js';
import { accessesTo, Remaining } from '../access.js';
import { edgesOf, type RevertLine } from '../line.js';
import type { Seat } from '../rails.js';
import { type RevertGround, type Rail } from './rail.js';
import type { FindingId } from '../finding-id.js';

/** Keeps enough active administrators in every configured seat. */
export const administrators: Rail = {
  id: 'administrators',
  prevents: 'The last people who can administer the access system itself are removed in one run.',
  until: 'mended',
  hold: (lines, ground) => {
    const holds = new Map<FindingId, string>();
    for (const seat of ground.rails.administrators.seats) guard(seat, lines, ground, holds);
    return holds;
  },
};

function guard(
  seat: Seat,
  lines: readonly RevertLine[],
  ground: RevertGround,
  holds: Map<FindingId, string>,
): void {
  const { atLeast } = ground.rails.administrators;
  const { proved, possible } = seated(seat, ground);
  for (const line of lines) {
    const edges = edgesOf(line);
    if (possible.lostWithout(edges) > 0 && proved.principals - proved.lostWithout(edges) < atLeast) {
      holds.set(
        line.finding.subject.id,
        `fewer than ${atLeast} active administrators of ${seatText(seat)} would be left`,
      );
    } else {
      proved.take(edges);
      possible.take(edges);
    }
  }
}

/**
 * Who fills a seat. Who left or cannot sign in does not; neither does a machine, nor whom no record links. Whose accounts
 * could not be read may fill one, and is not counted among those who would be left.
 */
function seated(
  seat: Seat,
  { inventory, carried, holders, identity }: RevertGround,
): { readonly proved: Remaining; readonly possible: Remaining } {
  const ableOf = ableIn(inventory, identity, (who) => holders.leftByHr(who));
  const accesses = accessesTo(inventory, (edge) => fills(seat, edge) && carriedAsAdmin(seat, edge, carried));
  const only = (...of: readonly Able[]): Remaining =>
    new Remaining(accesses.filter(({ principal }) => of.includes(ableOf(principal))));
  return { proved: only('yes'), possible: only('yes', 'unread') };
}

function fills(seat: Seat, { target }: Edge): boolean {
  if ('account' in seat) return accountOf(target) === seat.account;
  const group = groupOf(target);
  return group !== undefined && refKey(group) === refKey(seat.group);
}

function carriedAsAdmin(seat: Seat, edge: Edge, carried: RevertGround['carried']): boolean {
  return 'group' in seat || carried.privilegedBy(edge).length > 0;
}

function seatText(seat: Seat): string {
  return 'account' in seat ? `account ${seat.account}` : `group ${seat.group.name}`;
}
