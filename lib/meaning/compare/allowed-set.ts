import { allowLayers, denials, type Access, type PolicyLayer } from '../access.js';
import type { PolicyStatement } from '../grammar/index.js';
import { WHOLE, type Cell } from './cell.js';
import type { Point } from './points.js';
import type { Shared } from './shared.js';

/** Points for which the same statements count: what is allowed of one is allowed of all. */
export interface AllowedGroup {
  readonly points: readonly Point[];
  /** The first point of which the same is allowed, of all such groups. */
  readonly like: Point;
  /** What may be allowed of each point; what a Deny surely takes is not among it. */
  readonly cells: readonly Cell[];
}

/** What an access may allow, over the actions of an index and whatever AWS adds to the patterns that are written. */
export class AllowedSet {
  readonly allows: readonly [PolicyLayer, ...PolicyLayer[]];
  readonly denies: PolicyLayer;

  constructor(
    access: Access,
    private readonly shared: Shared,
  ) {
    this.allows = allowLayers(access);
    this.denies = denials(access);
  }

  /** By group, those without a cell left out; `also` divides the groups further. What counts the same has one list of cells. */
  *groups(also: readonly PolicyStatement[] = []): Generator<AllowedGroup> {
    const known = new Map<string, Omit<AllowedGroup, 'points'>>();
    for (const { points, signature } of this.bySignature([...this.allows.flat(), ...this.denies, ...also])) {
      const [like] = points;
      const group = known.get(signature) ?? (like && { like, cells: this.cells(like) });
      if (!group) continue;
      known.set(signature, group);
      if (group.cells.length > 0) yield { points, ...group };
    }
  }

  private bySignature(statements: readonly PolicyStatement[]): Iterable<SignedPoints> {
    const { sets } = this.shared;
    const groups = new Map<string, SignedPoints>();
    for (const point of this.points()) {
      let signature = '';
      let isPart = false;
      for (const each of statements) {
        const extent = sets.extent(each, point);
        signature += MARK[extent];
        isPart ||= extent === 'part';
      }
      // Which part a statement has of a pattern is each pattern's own: such a point stands for itself alone.
      const key = isPart ? signature + JSON.stringify(point) : signature;
      const group = groups.get(key);
      if (group) group.points.push(point);
      else groups.set(key, { points: [point], signature });
    }
    return groups.values();
  }

  private *points(): Generator<Point> {
    const allowed = new Uint8Array(this.shared.index.size);
    for (const statement of this.allows[0]) {
      const members = this.shared.sets.membersOf(statement);
      for (let id = 0; id < members.length; id += 1) if (members[id] === 1) allowed[id] = 1;
    }
    for (let action = 0; action < allowed.length; action += 1) if (allowed[action] === 1) yield { action };
    for (const statement of this.allows[0]) yield* this.shared.sets.beyond(statement);
  }

  private cells(point: Point): readonly Cell[] {
    const [own, ...others] = this.allows;
    const { sets } = this.shared;
    let cells: readonly Cell[] = own
      .filter((each) => sets.extent(each, point) === 'whole')
      .flatMap((each) => this.shared.cells.cut(WHOLE, each));
    for (const layer of others) {
      const about = layer.filter((each) => sets.extent(each, point) !== 'none');
      cells = this.within(point, cells, about);
    }
    return cells.filter((cell) => !this.isDenied(point, cell));
  }

  /** What a layer leaves of cells. Of a cell that one of its statements is all about, the others have no more. */
  private within(point: Point, cells: readonly Cell[], about: PolicyLayer): readonly Cell[] {
    const cuts = cells.length * about.reduce((sum, { resources }) => sum + resources.of.length, 0);
    return cells.flatMap((cell) => {
      const whole = about.find((each) => this.isAllOf(each, point, cell));
      if (whole) return [{ ...cell, via: [...cell.via, whole] }];
      // Too much to tell apart: more than is allowed, never less.
      if (cuts > MOST_CUTS || !this.shared.effort.allows((CUT * cuts) / cells.length)) return [cell];
      return about.flatMap((each) => this.shared.cells.cut(cell, each));
    });
  }

  private isDenied(point: Point, cell: Cell): boolean {
    return this.denies.some((each) => this.isAllOf(each, point, cell));
  }

  private isAllOf(statement: PolicyStatement, point: Point, cell: Cell): boolean {
    const { cells, effort, sets } = this.shared;
    return effort.allows(1) && sets.hasAll(statement, point, cell.via) && cells.isAbout(statement, cell);
  }
}

interface SignedPoints {
  readonly points: Point[];
  /** How far each statement goes over each of them. */
  readonly signature: string;
}

/** A boundary and the policies that it bounds have some hundred patterns at most in earnest. */
const MOST_CUTS = 20_000;

/** A part that is cut is asked about many times, and kept. */
const CUT = 10;

const MARK = { none: '0', part: '1', whole: '2' } as const;
