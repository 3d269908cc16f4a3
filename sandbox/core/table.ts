interface Entry<V> {
  readonly seq: number;
  value: V;
  live: boolean;
  /** Where each index keeps it, in the order of the table's indexes. */
  homes: (Sequence<V> | undefined)[];
}

/** What one page read returned; `last` is where the next page starts after. */
export interface Slice<V> {
  readonly items: V[];
  readonly last: number;
  readonly more: boolean;
}

/** Entries in order of insertion, readable from any position; removal leaves a gap until compaction. */
class Sequence<V> {
  /** The bucket it serves; the table itself has none. */
  constructor(readonly bucket = '') {}

  private entries: Entry<V>[] = [];
  private gaps = 0;

  get size(): number {
    return this.entries.length - this.gaps;
  }

  add(entry: Entry<V>): void {
    const tail = this.entries.at(-1);
    if (tail === undefined || tail.seq < entry.seq) {
      this.entries.push(entry);
      return;
    }
    const at = this.after(entry.seq);
    // One that left and comes back finds its own gap, which is one no more.
    if (this.entries[at - 1] === entry) this.gaps -= 1;
    else this.entries.splice(at, 0, entry);
  }

  /** Called once per entry that is gone from here, with `stays` telling which entries are not. */
  gap(stays: (entry: Entry<V>) => boolean): void {
    this.gaps += 1;
    if (this.gaps * 2 <= this.entries.length) return;
    this.entries = this.entries.filter(stays);
    this.gaps = 0;
  }

  slice(position: number, limit: number, stays: (entry: Entry<V>) => boolean): Slice<V> {
    const items: V[] = [];
    let last = position;
    for (let at = this.after(position); at < this.entries.length; at += 1) {
      const entry = this.entries[at];
      if (entry === undefined || !stays(entry)) continue;
      if (items.length === limit) return { items, last, more: true };
      items.push(entry.value);
      last = entry.seq;
    }
    return { items, last, more: false };
  }

  private after(seq: number): number {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.entries[middle]?.seq ?? Infinity) <= seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/**
 * A `Map` that also keeps secondary indexes and can be read page by page without sorting or copying.
 * INVARIANT: after an indexed field of a value was changed in place, `set(key, value)` must be called again.
 */
export class Table<V> implements Map<string, V> {
  readonly [Symbol.toStringTag] = 'Table';
  private readonly byKey = new Map<string, Entry<V>>();
  private readonly sequence = new Sequence<V>();
  private readonly indexes: Map<string, Sequence<V>>[];
  private next = 1;

  /** `bucketsOf` names the bucket of a value in each index. */
  constructor(private readonly bucketsOf: ((value: V) => string | undefined)[] = []) {
    this.indexes = bucketsOf.map(() => new Map<string, Sequence<V>>());
  }

  get size(): number {
    return this.byKey.size;
  }

  get(key: string): V | undefined {
    return this.byKey.get(key)?.value;
  }

  has(key: string): boolean {
    return this.byKey.has(key);
  }

  set(key: string, value: V): this {
    const homes = this.homesOf(value);
    const known = this.byKey.get(key);
    if (known === undefined) this.insert(key, { seq: this.next++, value, live: true, homes });
    else {
      known.value = value;
      this.move(known, homes);
    }
    return this;
  }

  delete(key: string): boolean {
    const entry = this.byKey.get(key);
    if (entry === undefined) return false;
    this.byKey.delete(key);
    entry.live = false;
    this.sequence.gap((each) => each.live);
    this.move(
      entry,
      entry.homes.map(() => undefined),
    );
    return true;
  }

  clear(): void {
    for (const key of [...this.byKey.keys()]) this.delete(key);
  }

  /** Up to `limit` values after `position` (0 starts), in order of insertion. */
  page(position: number, limit: number): Slice<V> {
    return this.sequence.slice(position, limit, (entry) => entry.live);
  }

  /** The same within one bucket of an index. */
  pageIn(index: number, bucket: string, position: number, limit: number): Slice<V> {
    const sequence = this.indexes[index]?.get(bucket);
    if (sequence === undefined) return { items: [], last: position, more: false };
    return sequence.slice(position, limit, (entry) => entry.homes[index] === sequence);
  }

  /** How many values a bucket holds. */
  countIn(index: number, bucket: string): number {
    return this.indexes[index]?.get(bucket)?.size ?? 0;
  }

  /** All values of a bucket. */
  allIn(index: number, bucket: string): V[] {
    return this.pageIn(index, bucket, 0, Infinity).items;
  }

  /** The first value of a bucket: the lookup of a unique index. */
  oneIn(index: number, bucket: string): V | undefined {
    return this.pageIn(index, bucket, 0, 1).items[0];
  }

  forEach(visit: (value: V, key: string, map: Map<string, V>) => void): void {
    for (const [key, entry] of this.byKey) visit(entry.value, key, this);
  }

  keys(): MapIterator<string> {
    return this.byKey.keys();
  }

  *values(): MapIterator<V> {
    for (const entry of this.byKey.values()) yield entry.value;
  }

  *entries(): MapIterator<[string, V]> {
    for (const [key, entry] of this.byKey) yield [key, entry.value];
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }

  private insert(key: string, entry: Entry<V>): void {
    this.byKey.set(key, entry);
    this.sequence.add(entry);
    for (const home of entry.homes) home?.add(entry);
  }

  private move(entry: Entry<V>, homes: (Sequence<V> | undefined)[]): void {
    const before = entry.homes;
    entry.homes = homes;
    before.forEach((home, index) => {
      if (home === homes[index]) return;
      if (home !== undefined) this.leave(index, home);
      homes[index]?.add(entry);
    });
  }

  /** The sequences that keep a value, made when it is the first of its bucket. */
  private homesOf(value: V): (Sequence<V> | undefined)[] {
    return this.bucketsOf.map((bucketOf, index) => {
      const bucket = bucketOf(value);
      const buckets = this.indexes[index];
      if (bucket === undefined || buckets === undefined) return undefined;
      const home = buckets.get(bucket) ?? new Sequence<V>(bucket);
      buckets.set(bucket, home);
      return home;
    });
  }

  private leave(index: number, home: Sequence<V>): void {
    home.gap((entry) => entry.homes[index] === home);
    if (home.size === 0) this.indexes[index]?.delete(home.bucket);
  }
}
