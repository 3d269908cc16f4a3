import { contains, isOpen, overlaps } from '../glob.js';
import { EVERY_ACTION, type ActionPattern, type PolicyStatement } from '../grammar/index.js';
import type { ActionId, ActionIndex } from '../index/action-index.js';
import { Pairs } from './pairs.js';

/**
 * What a comparison asks about: an action of the index, or what a pattern matches beyond the index, today or once AWS
 * adds to it.
 */
export type Point =
  | { readonly action: ActionId }
  | { readonly beyond: ActionPattern; readonly except: readonly ActionPattern[] };

/** How far a statement's actions go over a point. */
export type Extent = 'none' | 'part' | 'whole';

/** Statements with their actions made ready to be asked. */
export class ActionSets {
  private readonly members = new Map<PolicyStatement, Uint8Array>();
  private readonly nearby = new Pairs((statement: PolicyStatement, service: string) =>
    this.findNear(statement, service),
  );

  private readonly holding = new Pairs(hasActionsOf);

  constructor(private readonly index: ActionIndex) {}

  extent(statement: PolicyStatement, point: Point): Extent {
    if ('action' in point) return this.membersOf(statement)[point.action] === 1 ? 'whole' : 'none';
    const { beyond, except } = point;
    const said = this.near(statement, beyond);
    if (!statement.actions.except) {
      if (said.some((pattern) => contains(pattern, beyond))) return 'whole';
      return said.some((pattern) => overlaps(pattern, beyond) && !isWithin(pattern, except))
        ? 'part'
        : 'none';
    }
    if (said.some((pattern) => contains(pattern, beyond))) return 'none';
    return said.every((pattern) => !overlaps(pattern, beyond) || isWithin(pattern, except))
      ? 'whole'
      : 'part';
  }

  /** Whether a statement has all of a point that is among the actions of others too. */
  hasAll(statement: PolicyStatement, point: Point, others: readonly PolicyStatement[]): boolean {
    return (
      this.extent(statement, point) === 'whole' ||
      ('beyond' in point && others.some((other) => this.holding.of(statement, other)))
    );
  }

  /** Whether whatever `denied` takes of a point, `by` takes too. */
  takesAsMuch(by: PolicyStatement, denied: PolicyStatement, point: Point): boolean {
    if ('action' in point) return this.extent(by, point) === 'whole';
    if (this.extent(by, point) === 'whole') return true;
    const patterns = this.near(denied, point.beyond).filter((each) => overlaps(each, point.beyond));
    if (!denied.actions.except) {
      return patterns.every((beyond) => this.extent(by, { beyond, except: point.except }) === 'whole');
    }
    return (
      by.actions.except &&
      this.near(by, point.beyond).every(
        (each) => !overlaps(each, point.beyond) || isWithin(each, patterns) || isWithin(each, point.except),
      )
    );
  }

  /** The actions of the index that a statement is about. */
  membersOf(statement: PolicyStatement): Uint8Array {
    const known = this.members.get(statement);
    if (known) return known;
    const { except, of } = statement.actions;
    const members = new Uint8Array(this.index.size).fill(except ? 1 : 0);
    for (const pattern of of) for (const id of this.index.expand(pattern)) members[id] = except ? 0 : 1;
    this.members.set(statement, members);
    return members;
  }

  /** What of a statement's patterns goes beyond the index. */
  beyond({ actions: { except, of } }: PolicyStatement): readonly Point[] {
    if (except) return [{ beyond: EVERY_ACTION, except: of }];
    return of
      .filter((pattern) => isOpen(pattern) || this.index.expand(pattern).length === 0)
      .map((beyond) => ({ beyond, except: [] }));
  }

  /**
   * The patterns of a statement that may have more of a point: those of its service and `*`. What names an action of the
   * index is a point of its own.
   */
  private near(statement: PolicyStatement, point: ActionPattern): readonly ActionPattern[] {
    return this.nearby.of(statement, serviceOf(point));
  }

  private findNear({ actions: { of } }: PolicyStatement, service: string): readonly ActionPattern[] {
    const near = service === '*' ? of : of.filter((each) => each === '*' || serviceOf(each) === service);
    return near.filter((each) => isOpen(each) || this.index.expand(each).length === 0);
  }
}

/** Whether every action of `inner` is one of `outer`. */
function hasActionsOf({ actions: outer }: PolicyStatement, { actions: inner }: PolicyStatement): boolean {
  if (outer.except && inner.except) return outer.of.every((pattern) => isWithin(pattern, inner.of));
  if (outer.except) return !outer.of.some((pattern) => inner.of.some((each) => overlaps(pattern, each)));
  if (inner.except) return outer.of.includes(EVERY_ACTION);
  return inner.of.every((pattern) => isWithin(pattern, outer.of));
}

function isWithin(pattern: ActionPattern, others: readonly ActionPattern[]): boolean {
  return others.some((other) => contains(other, pattern));
}

function serviceOf(pattern: ActionPattern): string {
  return pattern === '*' ? '*' : pattern.slice(0, pattern.indexOf(':'));
}
