import pMap from 'p-map';
import { groupBy } from '../kernel/index.js';

/**
 * Runs `work` on each item, `atOnce` lanes at a time, items of one lane one after the other, in their order; the results are
 * in the order of the items.
 */
export async function inLanes<T, R>(
  items: readonly T[],
  atOnce: number,
  laneOf: (item: T) => string,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const lanes = groupBy([...items.entries()], ([, item]) => laneOf(item)).values();
  const results = await pMap(lanes, (lane) => inTurn(lane, work), { concurrency: Math.max(1, atOnce) });
  return results
    .flat()
    .sort(([a], [b]) => a - b)
    .map(([, result]) => result);
}

type Numbered<T> = readonly [index: number, value: T];

async function inTurn<T, R>(
  lane: readonly Numbered<T>[],
  work: (item: T) => Promise<R>,
): Promise<Numbered<R>[]> {
  const results: Numbered<R>[] = [];
  for (const [index, item] of lane) results.push([index, await work(item)]);
  return results;
}
