/** One side of a comparison, indexed once: what is wanted, found by what is live. */
export interface Wants<W, L> {
  readonly items: readonly W[];
  /** The position of what equals `live`, or undefined when nothing of the kind is wanted. */
  find(live: L): number | undefined;
}

/** What a comparison tells, as it goes; nothing is collected that the caller does not collect. */
export interface Compared<W, L> {
  both(wanted: W, live: L, index: number): void;
  liveOnly(live: L): void;
  wantedOnly(wanted: W, index: number): void;
}

/**
 * Compares what is live with what is wanted in one pass over each. Time and memory are linear: of the live side
 * nothing is kept, and of the wanted side one byte remembers whether it was met.
 */
export function compare<W, L>(wanted: Wants<W, L>, live: Iterable<L>, tell: Compared<W, L>): void {
  const met = new Uint8Array(wanted.items.length);
  for (const item of live) {
    const index = wanted.find(item);
    const match = index === undefined ? undefined : wanted.items[index];
    if (index === undefined || match === undefined) {
      tell.liveOnly(item);
    } else {
      met[index] = 1;
      tell.both(match, item, index);
    }
  }
  for (const [index, item] of wanted.items.entries()) if (met[index] === 0) tell.wantedOnly(item, index);
}
