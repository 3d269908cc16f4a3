import type { ObjectRef, SourceId } from '../../model/index.js';
import type { PlannedChange } from '../plan/reading.js';
import { contentsIn, type PlannedSetContent } from './contents.js';
import { edgesIn } from './edges.js';
import type { PlannedEdge } from './effect.js';
import { groupIn } from './objects.js';
import type { Resolver } from './resolve.js';
import type { PlanSide } from './side.js';

/** What a shard has on one side of a plan. */
export interface ShardState {
  readonly edges: readonly PlannedEdge[];
  /** By the key of the set's ref. */
  readonly contents: ReadonlyMap<string, PlannedSetContent>;
  readonly groups: readonly { readonly object: ObjectRef; readonly address: string }[];
}

/** What a shard has by one side of every change, what does not change included. */
export function stateOf(
  changes: readonly PlannedChange[],
  sideOf: (change: PlannedChange) => PlanSide | undefined,
  source: SourceId,
  resolve: Resolver,
): ShardState {
  const sides = changes.flatMap((change) => sideOf(change) ?? []);
  return {
    edges: sides.flatMap((side) => edgesIn(side, resolve)),
    contents: contentsIn(sides, source, resolve),
    groups: sides.flatMap((side) => {
      const object = groupIn(side, source, resolve);
      return object ? [{ object, address: side.address }] : [];
    }),
  };
}
