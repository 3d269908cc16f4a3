import type { NoteKey } from './note.js';
import type { Head } from './replay.js';

/** What the signer last signed, and what it remembers of the entries below. */
export interface SignedHead {
  readonly head: Head;
  /** The checkpoint over `head`; undefined before the first. */
  readonly note: string | undefined;
  readonly key: NoteKey;
}

/**
 * Port: the signer zone. It alone holds the checkpoint key, remembers what it signed, checks every new entry by itself,
 * and signs only what continues it.
 */
export interface CheckpointSigner {
  /** What it last signed. */
  head(): Promise<SignedHead>;
  /**
   * Signs over its head and these entries, of numbers `from` on. When `from` is not where its head ends it signs nothing:
   * the answer is its head, to go on from. Throws LedgerFault or LEDGER_REFUSED for what may not follow.
   */
  extend(from: number, entries: readonly Uint8Array[]): Promise<SignedHead>;
}

/**
 * Port: the signer's memory, in numbered turns. What `save` answered with true is durable and is what `load` gives until the
 * next turn.
 */
export interface SignerMemory {
  load(): Promise<{ readonly turn: number; readonly state: string } | undefined>;
  /** Saves turn `turn`, the one after the last; false when another process of the same signer was faster. */
  save(turn: number, state: string): Promise<boolean>;
}
