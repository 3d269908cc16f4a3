/** The bytes of one entry, as stored. */
export interface StoredEntry {
  readonly seq: number;
  readonly bytes: Uint8Array;
}

/** A checkpoint as stored: the signed note over the tree of `size` entries. */
export interface StoredCheckpoint {
  readonly size: number;
  readonly note: string;
}

/** Something in the store that is no part of a ledger, or could not be told apart. */
export interface Stray {
  readonly name: string;
  /**
   * `leftover`: an unpublished piece of a write that did not end; harmless. `after-gap`: an entry in its place, with one
   * missing before it. `foreign`: anything else.
   */
  readonly kind: 'leftover' | 'after-gap' | 'foreign';
  /** The sequence number that its name claims, if any. */
  readonly seq?: number;
  readonly why: string;
}

/**
 * Port: where entries and checkpoints lie. Create-if-absent only: nothing is ever overwritten or removed, and a number
 * is given once. Throws WRITE_FAILED with nothing lost, INPUT_UNREADABLE.
 */
export interface LedgerStore {
  /** Where it is, for people. */
  readonly place: string;
  /**
   * Publishes entries from number `first` on, in order, each only where there is none. Durable when it resolves. Gives
   * how many were published: fewer than given means that another writer took the next number.
   */
  publish(first: number, entries: readonly Uint8Array[]): Promise<number>;
  /** How many entries there are without a gap, from the first; `from` is known to be there. */
  size(from?: number): Promise<number>;
  /** Entries of numbers `from` to below `to`, in order; ends early where one is missing. */
  read(from: number, to?: number): AsyncIterable<StoredEntry>;
  /**
   * Keeps the checkpoint, whole, unless one of this size is there. A crash of the machine may lose it: the signer remembers
   * it and gives it again.
   */
  keepCheckpoint(checkpoint: StoredCheckpoint): Promise<'kept' | 'there'>;
  /** Checkpoints of sizes `from` on, in order of size. */
  checkpoints(from?: number): AsyncIterable<StoredCheckpoint>;
  /** The checkpoint of the largest size. */
  latestCheckpoint(): Promise<StoredCheckpoint | undefined>;
  /** Whatever lies there and is neither entry nor checkpoint in its right place; entries after a gap too. */
  strays(): AsyncIterable<Stray>;
}
