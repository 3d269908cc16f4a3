import { branded } from '../../kernel/index.js';
import type { Demand } from '../held.js';

/** A published way in which permissions become more permissions. */
export interface EscalationPath {
  /** Its id at pathfinding.cloud. */
  readonly id: string;
  /** What is done. Follows "its holder may". */
  readonly name: string;
  /** What it gives; follows "which gives". */
  readonly gives: string;
  /** All of it has to be allowed. */
  readonly needs: readonly Need[];
}

/** An action that a path needs, and when it counts for that. */
export interface Need extends Demand {
  readonly action: string;
  /** Those of a path that say so have to reach one thing in common. @default false */
  readonly sameThing?: boolean;
}

/** An action that has to reach a thing of one of these kinds. */
export function on(action: string, ...kinds: readonly `arn:${string}`[]): Need {
  return { action, on: kinds.map((kind) => branded<'resource-pattern'>(kind)) };
}

/** Actions that a path needs on one thing. */
export function onOneThing(...needs: readonly (string | Need)[]): readonly Need[] {
  return needs.map((need) => ({ ...needOf(need), sameThing: true }));
}

/** A need that is met however little the action reaches. */
export function needOf(need: string | Need): Need {
  return typeof need === 'string' ? { action: need } : need;
}
