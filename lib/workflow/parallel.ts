import { groupBy } from '../kernel/index.js';

/** As {@link inParallel}, but items of one lane one after the other, in their order. */
export async function inLanes<T, R>(
  items: readonly T[],
  atOnce: number,
  laneOf: (item: T) => string,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const lanes = [...groupBy([...items.entries()], ([, item]) => laneOf(item)).values()];
  const results = new Map<number, R>();
  await inParallel(lanes, atOnce, async (lane) => {
    for (const [index, item] of lane) results.set(index, await work(item));
  });
  return items.flatMap((_, index) => (results.has(index) ? [results.get(index) as R] : []));
}

/** Runs `work` on each item, `atOnce` at a time, started in order; the results are in the order of the items. */
export async function inParallel<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Map<number, R>();
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results.set(index, await work(item));
  };
  await Promise.all(Array.from({ length: Math.max(1, atOnce) }, worker));
  return items.flatMap((_, index) => (results.has(index) ? [results.get(index) as R] : []));
}
