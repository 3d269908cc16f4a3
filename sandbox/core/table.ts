interface Entry<V> {
  readonly seq: number;
  readonly key: string;
  value: V;
  live: boolean;
  /** Bucket of each index, in the order of the table's indexes. */
  buckets: (string | undefined)[];
}

/** What one page read returned; `last` is where the next page starts after. */
export interface Slice<V> {
  readonly items: V[];
  readonly last: number;
  readonly more: boolean;
}

/** Entries in order of insertion, readable from any position; removal leaves a gap until compaction. */
class Sequence<V> {
  private entries: Entry<V>[] = [];
  private gaps = 0;

  get size(): number {
    return this.entries.length - this.gaps;
  }

  add(entry: Entry<V>): void {
    const tail = this.entries.at(-1);
    if (tail !== undefined && tail.seq > entry.seq) this.entries.splice(this.after(entry.seq), 0, entry);
    else this.entries.push(entry);
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
    const buckets = this.bucketsOf.map((bucketOf) => bucketOf(value));
    const known = this.byKey.get(key);
    if (known === undefined) this.insert({ seq: this.next++, key, value, live: true, buckets });
    else {
      known.value = value;
      this.move(known, buckets);
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
      entry.buckets.map(() => undefined),
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
    return (
      sequence?.slice(position, limit, (entry) => entry.buckets[index] === bucket) ?? {
        items: [],
        last: position,
        more: false,
      }
    );
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

  private insert(entry: Entry<V>): void {
    this.byKey.set(entry.key, entry);
    this.sequence.add(entry);
    entry.buckets.forEach((bucket, index) => this.enter(entry, index, bucket));
  }

  private move(entry: Entry<V>, buckets: (string | undefined)[]): void {
    const before = entry.buckets;
    entry.buckets = buckets;
    before.forEach((bucket, index) => {
      if (bucket === buckets[index]) return;
      this.leave(index, bucket);
      this.enter(entry, index, buckets[index]);
    });
  }

  private enter(entry: Entry<V>, index: number, bucket: string | undefined): void {
    const buckets = this.indexes[index];
    if (bucket === undefined || buckets === undefined) return;
    const sequence = buckets.get(bucket);
    if (sequence !== undefined) sequence.add(entry);
    else {
      const created = new Sequence<V>();
      created.add(entry);
      buckets.set(bucket, created);
    }
  }

  private leave(index: number, bucket: string | undefined): void {
    const sequence = bucket === undefined ? undefined : this.indexes[index]?.get(bucket);
    if (bucket === undefined || sequence === undefined) return;
    sequence.gap((entry) => entry.buckets[index] === bucket);
    if (sequence.size === 0) this.indexes[index]?.delete(bucket);
  }
}
