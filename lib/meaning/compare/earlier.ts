import type { Access } from '../access.js';
import type { PolicyStatement } from '../grammar/index.js';
import type { ResourcePattern } from '../resource.js';
import { AllowedSet, type AllowedGroup } from './allowed-set.js';
import { cutAt, WHOLE, type Cell } from './cell.js';
import { Pairs } from './pairs.js';
import type { Point } from './points.js';
import type { Shared } from './shared.js';

/** What was allowed before, against which each cell of what is allowed afterwards is held. */
export class Earlier {
  readonly statements: readonly PolicyStatement[];
  private readonly before: AllowedSet;
  private readonly after: AllowedSet;
  private readonly allowed = new Pairs((point: Point, cell: Cell) => this.wasAllowed(point, cell));
  private readonly stillDenied = new Pairs((denied: PolicyStatement, point: Point) =>
    this.areStillDenied(denied, point),
  );

  constructor(
    before: Access,
    after: Access,
    private readonly shared: Shared,
  ) {
    this.before = new AllowedSet(before, shared);
    this.after = new AllowedSet(after, shared);
    this.statements = [...this.before.allows.flat(), ...this.before.denies];
  }

  /** Whether all of a cell of a group that `after` does not deny is proved to have been allowed. */
  covers({ points: [point], like }: AllowedGroup, cell: Cell): boolean {
    if (!point || !this.shared.effort.allows(1)) return false;
    return (
      this.allowed.of(like, cell) && this.before.denies.every((each) => this.isDeniedAlike(each, point, cell))
    );
  }

  private wasAllowed(point: Point, cell: Cell): boolean {
    const { cells, effort, sets } = this.shared;
    return this.before.allows.every((layer) =>
      layer.some(
        (each) => effort.allows(1) && sets.hasAll(each, point, cell.via) && cells.isAbout(each, cell),
      ),
    );
  }

  /** Whether what was denied of a cell is denied still. What is denied still of everything need not be looked at within the cell. */
  private isDeniedAlike(denied: PolicyStatement, point: Point, cell: Cell): boolean {
    const { effort, sets } = this.shared;
    if (!effort.allows(1)) return false;
    if (sets.extent(denied, point) === 'none') return true;
    const still = this.stillDenied.of(denied, point);
    return partsOf(denied).every((pattern, i) => {
      if (still[i] === true) return true;
      const part = cutAt(cell, denied, pattern);
      return !part || this.isDenied(denied, point, part);
    });
  }

  private areStillDenied(denied: PolicyStatement, point: Point): readonly boolean[] {
    return partsOf(denied).map((pattern) => {
      const part = cutAt(WHOLE, denied, pattern);
      return !part || this.isDenied(denied, point, part);
    });
  }

  private isDenied(denied: PolicyStatement, point: Point, part: Cell): boolean {
    const { cells, effort, sets } = this.shared;
    return this.after.denies.some(
      (each) => effort.allows(1) && sets.takesAsMuch(each, denied, point) && cells.isAbout(each, part),
    );
  }
}

/** The patterns of a statement one by one; all of what it leaves out is one. */
function partsOf({ resources }: PolicyStatement): readonly (ResourcePattern | undefined)[] {
  return resources.except ? [undefined] : resources.of;
}
