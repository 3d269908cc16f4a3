import type { LedgerStore, StoredCheckpoint, Stray } from '../../lib/evidence/index.js';

/** A store in memory, with failures to be had. */
export class MemoryStore implements LedgerStore {
  readonly place = 'memory';
  readonly entries: Uint8Array[] = [];
  readonly notes = new Map<number, string>();
  readonly stray: Stray[] = [];
  /** Publishing stops after so many entries, as when another writer is faster. */
  loseAfter = Infinity;
  /** Done just before an entry would be published. */
  before: (first: number) => void = () => undefined;

  publish(first: number, entries: readonly Uint8Array[]): Promise<number> {
    this.before(first);
    if (first !== this.entries.length) return Promise.resolve(0);
    const published = entries.slice(0, this.loseAfter);
    this.entries.push(...published);
    return Promise.resolve(published.length);
  }

  size(): Promise<number> {
    return Promise.resolve(this.entries.length);
  }

  async *read(from: number, to = Infinity) {
    for (let seq = from; seq < Math.min(to, this.entries.length); seq += 1)
      yield { seq, bytes: this.entries[seq]! };
  }

  keepCheckpoint({ size, note }: StoredCheckpoint): Promise<'kept' | 'there'> {
    if (this.notes.has(size)) return Promise.resolve('there');
    this.notes.set(size, note);
    return Promise.resolve('kept');
  }

  async *checkpoints(from = 0) {
    for (const size of [...this.notes.keys()].sort((a, b) => a - b))
      if (size >= from) yield { size, note: this.notes.get(size)! };
  }

  latestCheckpoint(): Promise<StoredCheckpoint | undefined> {
    const size = Math.max(0, ...this.notes.keys());
    const note = this.notes.get(size);
    return Promise.resolve(note === undefined ? undefined : { size, note });
  }

  async *strays() {
    yield* this.stray;
  }
}
