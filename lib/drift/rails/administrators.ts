import { groupBy } from '../../kernel/index.js';
import { accountOf, groupOf, refKey, type Edge, type EdgeKey } from '../../model/index.js';
import { ableIn } from '../able.js';
import { accessesBy, Remaining } from '../access.js';
import type { FindingId } from '../finding-id.js';
import { edgesOf, type RevertLine } from '../line.js';
import type { AdminSeat, Rails } from '../rails.js';
import type { RevertGround } from '../revert-ground.js';
import type { Rail } from './rail.js';

/** Keeps enough active administrators in every configured seat. */
export const administrators: Rail<'administrators'> = {
  id: 'administrators',
  prevents: 'The last people who can administer the access system itself are removed in one run.',
  until: 'mended',
  hold: (lines, ground) => {
    const { seats, atLeast } = ground.rails.administrators;
    const holds = new Map<FindingId, string>();
    if (seats.length === 0) return holds;
    const takingAway = linesByEdge(lines);
    for (const seated of seatedIn(ground)) guard(seated, takingAway(seated.possible.edges), atLeast, holds);
    return holds;
  },
};

/** A line with the keys of the edges that it takes away. */
interface Taking {
  readonly id: FindingId;
  readonly edges: readonly EdgeKey[];
}

/** Finds the lines that take away any of some edges, in the order of the lines. */
function linesByEdge(lines: readonly RevertLine[]): (edges: Iterable<EdgeKey>) => readonly Taking[] {
  const taking = lines.map((line): Taking => ({ id: line.finding.subject.id, edges: edgesOf(line) }));
  const positions = groupBy(
    taking.flatMap(({ edges }, position) => edges.map((edge) => ({ edge, position }))),
    ({ edge }) => edge,
  );
  return (edges) => {
    const touched = new Set(
      [...edges].flatMap((edge) => positions.get(edge) ?? []).map((each) => each.position),
    );
    return [...touched].sort((a, b) => a - b).flatMap((position) => taking[position] ?? []);
  };
}

function guard(
  { seat, proved, possible }: Seated,
  lines: readonly Taking[],
  atLeast: Rails['administrators']['atLeast'],
  holds: Map<FindingId, string>,
): void {
  for (const { id, edges } of lines) {
    if (possible.lostWithout(edges) > 0 && proved.principals - proved.lostWithout(edges) < atLeast) {
      holds.set(id, `fewer than ${atLeast} active administrators of ${seatText(seat)} would be left`);
    } else {
      proved.take(edges);
      possible.take(edges);
    }
  }
}

/** Who fills a seat: those of whom it is proved, and those who may. */
interface Seated {
  readonly seat: AdminSeat;
  readonly proved: Remaining;
  readonly possible: Remaining;
}

/**
 * Who fills each seat. Who left or cannot sign in does not; neither does a machine, nor whom no record links. Whose
 * accounts could not be read may fill one, and is not counted among those who would be left.
 */
function seatedIn({ rails, inventory, carried, holders, identity }: RevertGround): Seated[] {
  const { seats } = rails.administrators;
  const ableOf = ableIn(inventory, identity, (who) => holders.leftByHr(who));
  const accesses = accessesBy(inventory, seatsOf(seats, carried));
  return seats.map((seat, position) => {
    const by = groupBy(accesses.get(position) ?? [], ({ principal }) => ableOf(principal));
    const [yes, unread] = [by.get('yes') ?? [], by.get('unread') ?? []];
    return { seat, proved: new Remaining(yes), possible: new Remaining([...yes, ...unread]) };
  });
}

/** Which seats an edge leads to, by position: those of its account where it is privileged there, and those of its group. */
function seatsOf(
  seats: readonly AdminSeat[],
  carried: RevertGround['carried'],
): (edge: Edge) => readonly number[] {
  const known = groupBy(
    seats.map((seat, position) => ({ key: seatKey(seat), position })),
    ({ key }) => key,
  );
  const at = (seat: AdminSeat): readonly number[] =>
    (known.get(seatKey(seat)) ?? []).map(({ position }) => position);
  return (edge) => {
    const account = accountOf(edge.target);
    const group = groupOf(edge.target);
    const ofAccount = account === undefined ? [] : at({ account });
    const isAdmin = ofAccount.length > 0 && carried.privilegedBy(edge).length > 0;
    return [...(isAdmin ? ofAccount : []), ...(group ? at({ group }) : [])];
  };
}

function seatKey(seat: AdminSeat): string {
  return 'account' in seat ? JSON.stringify(['account', seat.account]) : refKey(seat.group);
}

function seatText(seat: AdminSeat): string {
  return 'account' in seat ? `account ${seat.account}` : `group ${seat.group.name}`;
}
