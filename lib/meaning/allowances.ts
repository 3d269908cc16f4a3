import type { Access } from './access.js';
import { AllowedSet } from './compare/allowed-set.js';
import { Shared } from './compare/shared.js';
import type { Cell } from './compare/cell.js';
import type { ActionFacts, ActionId, ActionIndex } from './index/action-index.js';
import type { ResourcePattern } from './resource.js';
import { extentOf, kindOf, reachOver, wider, type ActionReach, type CellExtent } from './reach.js';

/** What may be done with one action. */
export interface Allowance extends ActionFacts {
  readonly id: ActionId;
  readonly reach: ActionReach;
  /** Whether it may be done without any condition, as far as it reaches. */
  readonly always: boolean;
  readonly cells: readonly Cell[];
}

/** What an access allows of the actions of an index, by name in lower case; what has nothing to work on is not among it. */
export class Allowances {
  private readonly byName = new Map<string, Allowance>();
  /** Patterns and names of actions beyond the index that are allowed, in order of the statements. */
  readonly beyond: readonly string[];

  constructor(
    access: Access,
    readonly index: ActionIndex,
  ) {
    const beyond: string[] = [];
    for (const { points, cells } of new AllowedSet(access, new Shared(index)).groups()) {
      const reached = new KnownReaches(cells);
      for (const point of points) {
        if ('beyond' in point) beyond.push(point.beyond);
        else this.add(point.action, reached);
      }
    }
    this.beyond = beyond;
  }

  of(name: string): Allowance | undefined {
    return this.byName.get(name.toLowerCase());
  }

  all(): Iterable<Allowance> {
    return this.byName.values();
  }

  private add(id: ActionId, reached: KnownReaches): void {
    const facts = this.index.facts(id);
    const reaching = reached.over(facts.resources);
    if (reaching) this.byName.set(facts.name.toLowerCase(), { ...facts, id, ...reaching });
  }
}

type Reaching = Pick<Allowance, 'reach' | 'always' | 'cells'>;

/** The actions of a group work on few kinds of things: each list of kinds is asked once, and so is each kind. */
class KnownReaches {
  private readonly byList = new Map<readonly ResourcePattern[], Reaching | undefined>();
  private readonly byKind = new Map<ResourcePattern | undefined, readonly (ActionReach | undefined)[]>();

  private readonly extents: readonly CellExtent[];

  constructor(private readonly cells: readonly Cell[]) {
    this.extents = cells.map(extentOf);
  }

  over(kinds: readonly ResourcePattern[]): Reaching | undefined {
    if (!this.byList.has(kinds)) this.byList.set(kinds, this.reaching(kinds));
    return this.byList.get(kinds);
  }

  private reaching(kinds: readonly ResourcePattern[]): Reaching | undefined {
    const byKind =
      kinds.length === 0 ? [this.reachesOf(undefined)] : kinds.map((kind) => this.reachesOf(kind));
    const cells: Cell[] = [];
    let most: ActionReach | undefined;
    let always = false;
    for (const [i, cell] of this.cells.entries()) {
      const reach = widestAt(byKind, i);
      if (reach === undefined) continue;
      cells.push(cell);
      const isFree = cell.conditions.length === 0;
      if (reach === most) always ||= isFree;
      else if (wider(most, reach) === reach) [most, always] = [reach, isFree];
    }
    if (most === undefined) return undefined;
    // Mostly all of them: one list for all kinds that all of them reach.
    return { reach: most, always, cells: cells.length === this.cells.length ? this.cells : cells };
  }

  /** How far each cell reaches among things of a kind, or of what works on nothing. */
  private reachesOf(kind: ResourcePattern | undefined): readonly (ActionReach | undefined)[] {
    const of = kind === undefined ? undefined : kindOf(kind);
    const known = this.byKind.get(kind) ?? this.extents.map((extent) => reachOver(extent, of));
    this.byKind.set(kind, known);
    return known;
  }
}

function widestAt(
  byKind: readonly (readonly (ActionReach | undefined)[])[],
  i: number,
): ActionReach | undefined {
  let most: ActionReach | undefined;
  for (const reaches of byKind) if (reaches[i] !== most) most = wider(most, reaches[i]);
  return most;
}
