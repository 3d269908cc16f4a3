import { sortedTexts } from '../kernel/index.js';
import type { AccessGain } from './compare/broadens.js';
import type { Cell } from './compare/cell.js';
import { decoded } from './encode.js';
import { pinnedActions, type ActionFacts, type ActionId } from './index/action-index.js';
import { reachIn, wider, type ActionReach } from './reach.js';
import { EVERY_RESOURCE, partsOf, type ResourcePattern } from './resource.js';

/** An action as far as it is gained, in words of its policy. */
export interface GainedAction {
  /** As AWS writes it. */
  readonly action: string;
  readonly reach: ActionReach;
  /** The kind of things that it works on, where all are of one: `role`. */
  readonly kind?: string;
  /** The narrowest pattern that says what it may be done on, as the policy writes it. */
  readonly on: string;
  /** Whether it may be done without any condition, as far as it reaches. */
  readonly always: boolean;
}

/** An action that is gained on something, where it reaches furthest. */
export interface Gained {
  readonly facts: ActionFacts;
  readonly reach: ActionReach;
  readonly cell: Cell;
  /** Whether a call was found that only the wider access allows. */
  readonly isShown: boolean;
}

/** The documented actions that are gained on anything that they work on, each once. */
export function gainedActions(gains: readonly AccessGain[]): readonly Gained[] {
  const index = pinnedActions();
  const byId = new Map<ActionId, Gained>();
  for (const { points, cell, example } of gains) {
    for (const point of points) {
      if (!('action' in point)) continue;
      const facts = index.facts(point.action);
      const reach = reachIn(cell, facts.resources);
      if (reach === undefined) continue;
      const known = byId.get(point.action);
      const isShown = example !== undefined || known?.isShown === true;
      byId.set(
        point.action,
        known && !isFurther(known, { reach, cell }) ? { ...known, isShown } : { facts, reach, cell, isShown },
      );
    }
  }
  return [...byId.values()];
}

function isFurther(known: Gained, { reach, cell }: Pick<Gained, 'reach' | 'cell'>): boolean {
  if (known.reach === reach) return !isFree(known.cell) && isFree(cell);
  return wider(known.reach, reach) === reach;
}

function isFree({ conditions }: Cell): boolean {
  return conditions.length === 0;
}

export function toldOf({ facts, reach, cell }: Gained): GainedAction {
  const kind = kindOf(facts.resources);
  return {
    action: facts.name,
    reach,
    ...(kind === undefined ? {} : { kind }),
    on: decoded(narrowestIn(cell)),
    always: isFree(cell),
  };
}

/**
 * Patterns of actions that AWS has not documented; where no documented action is gained, every pattern, for what AWS may add to it.
 */
export function undocumentedIn(gains: readonly AccessGain[], gained: readonly Gained[]): readonly string[] {
  const index = pinnedActions();
  const patterns = gains.flatMap(({ points }) =>
    points.flatMap((point) => ('beyond' in point ? [point.beyond] : [])),
  );
  return sortedTexts(patterns).filter((pattern) => gained.length === 0 || index.expand(pattern).length === 0);
}

function narrowestIn({ within }: Cell): ResourcePattern {
  return [...within].sort((a, b) => b.length - a.length)[0] ?? EVERY_RESOURCE;
}

/** `role` of `arn:*:iam::*:role/*`; undefined where things have no kind in their names, or several. */
function kindOf(resources: readonly ResourcePattern[]): string | undefined {
  const kinds = new Set(resources.map((each) => /^([a-z][a-z-]*)[/:]/.exec(partsOf(each)[5] ?? '')?.[1]));
  const [only] = kinds;
  return kinds.size === 1 ? only : undefined;
}
