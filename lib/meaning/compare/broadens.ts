import { allowLayers, denials, type Access, type Layer } from '../access.js';
import type { Statement } from '../grammar/index.js';
import type { ActionIndex } from '../index/action-index.js';
import { pinnedActions } from '../index/action-index.js';
import { cut, isAbout, WHOLE, type Cell } from './cell.js';
import { exampleOf, type Example } from './example.js';
import { ActionSets, type Point } from './points.js';

/** What `after` may allow beyond `before`, point by point. */
export interface Gain {
  /** Actions of the index, by number; none where only what AWS may add is gained. */
  readonly points: readonly Point[];
  readonly cell: Cell;
  /** A call that `after` allows and `before` does not; absent where neither that nor the contrary could be shown. */
  readonly example?: Example;
}

/** Whether a change widens access: a proof that it does not, what it adds, or that it cannot be told, which counts as widening. */
export type Broadening =
  | { readonly broadens: false }
  | { readonly broadens: true; readonly gains: readonly Gain[] }
  | { readonly broadens: 'cannot tell'; readonly gains: readonly Gain[] };

/**
 * Whether `after` allows anything that `before` does not. A no is a proof, over every action of the index and whatever AWS adds to the
 * patterns that are written; what is neither proved nor shown by an example is told as such.
 */
export function broadens(before: Access, after: Access, index: ActionIndex = pinnedActions()): Broadening {
  const comparison = new Comparison(before, after, index);
  const gains = [...comparison.gains()];
  if (gains.length === 0) return { broadens: false };
  return { broadens: gains.some(({ example }) => example !== undefined) || 'cannot tell', gains };
}

/** Points for which the same statements count; what is asked of one is asked of all. */
interface Group {
  readonly points: Point[];
}

class Comparison {
  private readonly sets: ActionSets;
  private readonly before: Sides;
  private readonly after: Sides;

  constructor(
    private readonly accessBefore: Access,
    private readonly accessAfter: Access,
    private readonly index: ActionIndex,
  ) {
    this.sets = new ActionSets(index);
    this.before = sidesOf(accessBefore);
    this.after = sidesOf(accessAfter);
  }

  *gains(): Generator<Gain> {
    for (const { points } of this.groups()) {
      const point = points[0];
      if (!point) continue;
      for (const cell of this.cells(point)) {
        if (this.isCovered(point, cell)) continue;
        const example = exampleOf(this.accessBefore, this.accessAfter, point, cell, this.index);
        yield { points, cell, ...(example ? { example } : {}) };
      }
    }
  }

  /** What is allowed afterwards, by the statements that decide on it. */
  private groups(): Iterable<Group> {
    const statements = [...this.after.all, ...this.before.all];
    const groups = new Map<string, Group>();
    for (const point of this.points()) {
      const signature = statements.map((each) => MARK[this.sets.extent(each, point)]).join('');
      const group = groups.get(signature);
      if (group) group.points.push(point);
      else groups.set(signature, { points: [point] });
    }
    return groups.values();
  }

  private *points(): Generator<Point> {
    const allowed = new Uint8Array(this.index.size);
    for (const statement of this.after.allows[0]) {
      const members = this.sets.membersOf(statement);
      for (let id = 0; id < members.length; id += 1) if (members[id] === 1) allowed[id] = 1;
    }
    for (let action = 0; action < allowed.length; action += 1) if (allowed[action] === 1) yield { action };
    for (const statement of this.after.allows[0]) yield* this.sets.beyond(statement);
  }

  /** The cells of a point that `after` may allow. */
  private cells(point: Point): readonly Cell[] {
    const [own, ...others] = this.after.allows;
    let cells = own
      .filter((each) => this.sets.extent(each, point) === 'whole')
      .flatMap((each) => cut(WHOLE, each));
    for (const layer of others) {
      const about = layer.filter((each) => this.sets.extent(each, point) !== 'none');
      cells = cells.flatMap((cell) => about.flatMap((each) => cut(cell, each)));
    }
    return cells.filter((cell) => !this.isDenied(point, cell));
  }

  private isDenied(point: Point, cell: Cell): boolean {
    return this.after.denies.some((each) => this.sets.extent(each, point) === 'whole' && isAbout(each, cell));
  }

  /** Whether `before` is proved to allow all of a cell that `after` does not deny. */
  private isCovered(point: Point, cell: Cell): boolean {
    return (
      this.before.allows.every((layer) =>
        layer.some((each) => this.sets.hasAll(each, point, cell.via) && isAbout(each, cell)),
      ) && this.before.denies.every((each) => this.isDeniedAlike(each, point, cell))
    );
  }

  /** Whether what a statement of `before` denies of a cell is denied by `after` too. */
  private isDeniedAlike(denied: Statement, point: Point, cell: Cell): boolean {
    if (this.sets.extent(denied, point) === 'none') return true;
    return cut(cell, denied).every((part) =>
      this.after.denies.some((each) => this.sets.takesAsMuch(each, denied, point) && isAbout(each, part)),
    );
  }
}

const MARK = { none: '0', part: '1', whole: '2' } as const;

interface Sides {
  readonly allows: readonly [Layer, ...Layer[]];
  readonly denies: Layer;
  readonly all: Layer;
}

function sidesOf(access: Access): Sides {
  const [allows, denies] = [allowLayers(access), denials(access)];
  return { allows, denies, all: [...allows.flat(), ...denies] };
}
