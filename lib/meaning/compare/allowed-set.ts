import { allowLayers, denials, type Access, type PolicyLayer } from '../access.js';
import type { PolicyStatement } from '../grammar/index.js';
import type { ActionIndex } from '../index/action-index.js';
import { cut, isAbout, WHOLE, type Cell } from './cell.js';
import { ActionSets, type Point } from './points.js';

/** Points for which the same statements count: what is allowed of one is allowed of all. */
export interface AllowedGroup {
  readonly points: readonly Point[];
  /** What may be allowed of each point; what a Deny surely takes is not among it. */
  readonly cells: readonly Cell[];
}

/** What an access may allow, over the actions of an index and whatever AWS adds to the patterns that are written. */
export class AllowedSet {
  private readonly sets: ActionSets;
  readonly allows: readonly [PolicyLayer, ...PolicyLayer[]];
  readonly denies: PolicyLayer;

  constructor(
    access: Access,
    private readonly index: ActionIndex,
    sets?: ActionSets,
  ) {
    this.sets = sets ?? new ActionSets(index);
    this.allows = allowLayers(access);
    this.denies = denials(access);
  }

  /** By group, those without a cell left out; `also` divides the groups further. */
  *groups(also: readonly PolicyStatement[] = []): Generator<AllowedGroup> {
    for (const points of this.bySignature([...this.allows.flat(), ...this.denies, ...also])) {
      const cells = points[0] ? this.cells(points[0]) : [];
      if (cells.length > 0) yield { points, cells };
    }
  }

  private bySignature(statements: readonly PolicyStatement[]): Iterable<Point[]> {
    const groups = new Map<string, Point[]>();
    for (const point of this.points()) {
      const extents = statements.map((each) => this.sets.extent(each, point));
      // Which part a statement has of a pattern is each pattern's own: such a point stands for itself alone.
      const own = extents.includes('part') ? JSON.stringify(point) : '';
      const signature = extents.map((extent) => MARK[extent]).join('') + own;
      const group = groups.get(signature);
      if (group) group.push(point);
      else groups.set(signature, [point]);
    }
    return groups.values();
  }

  private *points(): Generator<Point> {
    const allowed = new Uint8Array(this.index.size);
    for (const statement of this.allows[0]) {
      const members = this.sets.membersOf(statement);
      for (let id = 0; id < members.length; id += 1) if (members[id] === 1) allowed[id] = 1;
    }
    for (let action = 0; action < allowed.length; action += 1) if (allowed[action] === 1) yield { action };
    for (const statement of this.allows[0]) yield* this.sets.beyond(statement);
  }

  private cells(point: Point): readonly Cell[] {
    const [own, ...others] = this.allows;
    let cells: readonly Cell[] = own
      .filter((each) => this.sets.extent(each, point) === 'whole')
      .flatMap((each) => cut(WHOLE, each));
    for (const layer of others) {
      const about = layer.filter((each) => this.sets.extent(each, point) !== 'none');
      cells = this.within(point, cells, about);
    }
    return cells.filter((cell) => !this.isDenied(point, cell));
  }

  /** What a layer leaves of cells. Of a cell that one of its statements is all about, the others have no more. */
  private within(point: Point, cells: readonly Cell[], about: PolicyLayer): readonly Cell[] {
    const cuts = cells.length * about.reduce((sum, { resources }) => sum + resources.of.length, 0);
    return cells.flatMap((cell) => {
      const whole = about.find((each) => this.sets.hasAll(each, point, cell.via) && isAbout(each, cell));
      if (whole) return [{ ...cell, via: [...cell.via, whole] }];
      // Too much to tell apart: more than is allowed, never less.
      return cuts > MOST_CUTS ? [cell] : about.flatMap((each) => cut(cell, each));
    });
  }

  private isDenied(point: Point, cell: Cell): boolean {
    return this.denies.some((each) => this.sets.hasAll(each, point, cell.via) && isAbout(each, cell));
  }
}

/** A boundary and the policies that it bounds have some hundred patterns at most in earnest. */
const MOST_CUTS = 20_000;

const MARK = { none: '0', part: '1', whole: '2' } as const;
