import { mapAll } from './pool.js';
import type { WritError } from '../../../kernel/index.js';
import type { ReadList } from '../pages.js';

/** What was read of one listed object. `vanished`: the provider no longer knew it, or something below it. */
export interface Reading<T> {
  readonly vanished: boolean;
  readonly seen: T;
}

/** How objects of one listing are read. */
export interface ReadingProps<T> {
  readonly natives: readonly string[];
  readonly read: (native: string) => Promise<Reading<T>>;
  /** Reads the listing once more. */
  readonly relist: () => Promise<ReadList<string>>;
}

/**
 * Reads every listed object. Where one was not found, the listing is read again: an object that it no longer shows is
 * left out, proven gone; one that it still shows, or may show, is read once more, and what fails then stays failed.
 */
export async function readEach<T>({ natives, read, relist }: ReadingProps<T>): Promise<T[]> {
  const readings = await mapAll(natives, read);
  const gone = natives.filter((_, at) => readings[at]?.vanished);
  if (gone.length === 0) return readings.map((reading) => reading.seen);
  const { items, failure } = await relist();
  const again = new Map<string, T>();
  const there = gone.filter((native) => items.includes(native) || failure !== undefined);
  await mapAll(there, async (native) => again.set(native, (await read(native)).seen));
  return natives.flatMap((native, at) => {
    const reading = readings[at];
    const seen = reading?.vanished ? again.get(native) : reading?.seen;
    return seen === undefined ? [] : [seen];
  });
}

/** Whether a failure says that an object is not there. */
export function saysGone(failure: WritError | undefined): boolean {
  return failure?.code === 'PROVIDER_NOT_FOUND';
}
