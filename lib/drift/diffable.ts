/** One side of a comparison, indexed once: what is wanted, by key. */
export interface Wants<W> {
  readonly size: number;
  /** The position of `key`, or undefined when nothing of that key is wanted. */
  indexOf(key: string): number | undefined;
  at(index: number): W;
}

/** What a comparison tells, as it goes; nothing is collected that the caller does not collect. */
export interface Compared<W, L> {
  both(wanted: W, live: L, index: number): void;
  liveOnly(live: L, key: string): void;
  wantedOnly(wanted: W, index: number): void;
}

/** Indexes what is wanted. Two of one key are one: the last is kept. */
export function wants<W>(items: readonly W[], keyOf: (item: W) => string): Wants<W> {
  const positions = new Map<string, number>();
  for (const [index, item] of items.entries()) positions.set(keyOf(item), index);
  return {
    size: items.length,
    indexOf: (key) => positions.get(key),
    at: (index) => items[index] as W,
  };
}

/**
 * Compares what is live with what is wanted in one pass over each. Time and memory are linear: keys of the live side
 * are made on the fly and dropped, and of the wanted side one bit remembers whether it was met.
 */
export function compare<W, L>(
  wanted: Wants<W>,
  live: Iterable<L>,
  keyOf: (live: L) => string,
  tell: Compared<W, L>,
): void {
  const met = new Uint8Array(wanted.size);
  for (const item of live) {
    const key = keyOf(item);
    const index = wanted.indexOf(key);
    if (index === undefined) {
      tell.liveOnly(item, key);
    } else {
      met[index] = 1;
      tell.both(wanted.at(index), item, index);
    }
  }
  for (let index = 0; index < wanted.size; index++) {
    if (met[index] === 0) tell.wantedOnly(wanted.at(index), index);
  }
}
