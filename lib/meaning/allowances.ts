import type { Access } from './access.js';
import { AllowedSet } from './compare/allowed.js';
import type { Cell } from './compare/cell.js';
import type { ActionFacts, ActionId, ActionIndex } from './index/action-index.js';
import { reachIn, wider, type ActionReach } from './reach.js';

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
    for (const { points, cells } of new AllowedSet(access, index).groups()) {
      const reached = new KnownReaches();
      for (const point of points) {
        if ('beyond' in point) beyond.push(point.beyond);
        else this.add(point.action, cells, reached);
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

  private add(id: ActionId, cells: readonly Cell[], reached: KnownReaches): void {
    const facts = this.index.facts(id);
    const reaching = cells.flatMap((cell) => {
      const reach = reached.by(cell, facts.resources);
      return reach === undefined ? [] : [{ cell, reach }];
    });
    const reach = reaching.reduce<ActionReach | undefined>(
      (most, each) => wider(most, each.reach),
      undefined,
    );
    if (reach === undefined) return;
    this.byName.set(facts.name.toLowerCase(), {
      ...facts,
      id,
      reach,
      always: reaching.some((each) => each.reach === reach && each.cell.conditions.length === 0),
      cells: reaching.map(({ cell }) => cell),
    });
  }
}

/** The actions of a group work on few kinds of things: each is asked once. */
class KnownReaches {
  private readonly known = new Map<Cell, Map<readonly string[], ActionReach | undefined>>();

  by(cell: Cell, worksOn: readonly string[]): ActionReach | undefined {
    const byKinds = this.known.get(cell) ?? new Map<readonly string[], ActionReach | undefined>();
    this.known.set(cell, byKinds);
    if (!byKinds.has(worksOn)) byKinds.set(worksOn, reachIn(cell, worksOn));
    return byKinds.get(worksOn);
  }
}
