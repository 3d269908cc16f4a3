import { digest } from '../../kernel/index.js';

/**
 * How many stacks each kind of content is spread over, per source. The place of a thing depends on its own key and
 * these numbers alone, so that nothing moves when others come and go; changing a number moves things between states.
 */
export interface ShardPlan {
  /** Stacks of groups, and stacks of permission sets with what carriers hold. */
  readonly structure: number;
  /** Stacks of birthright holdings. */
  readonly standing: number;
  /** Stacks of ticketed holdings. */
  readonly ticketed: number;
  /** A stack stays below this many resources: a larger one refreshes too slowly. */
  readonly maxResources: number;
  /** A ticketed stack holds at most this many edges, so that one ticket never waits for a large refresh. */
  readonly maxTicketedEdges: number;
}

/** Room for some 10,000 standing and 3,000 open ticketed holdings per source. */
export const DEFAULT_SHARDS: ShardPlan = {
  structure: 4,
  standing: 8,
  ticketed: 128,
  maxResources: 2000,
  maxTicketedEdges: 50,
};

/** The stack, out of `count`, in which the thing of this key always lies, as hex of fixed width. */
export function bucketOf(key: string, count: number): string {
  const hash = Number.parseInt(digest(key).slice('sha256:'.length, 'sha256:'.length + 12), 16);
  return (hash % count).toString(16).padStart((count - 1).toString(16).length, '0');
}
