import type { FactOf } from './fact.js';
import { parseCheckpoint } from './checkpoint.js';
import { checkpointDigest } from './proof.js';
import type { HeldCheckpoint } from './verify-checkpoints.js';

/** A checkpoint as laid at an anchor, and what the place answered: commit id, object version. */
export interface Anchored {
  readonly note: string;
  readonly receipt: string;
}

/**
 * Port: a place that the writer of the ledger cannot reach back into, such as a protected branch or an object under lock.
 * Throws WritError.
 */
export interface CheckpointAnchor {
  /** Where it is, for people. */
  readonly place: string;
  /** Lays the checkpoint there; gives the receipt. Laying the same again changes nothing. */
  lay(note: string): Promise<string>;
  /** Every checkpoint that was ever laid there, oldest first. */
  history(): AsyncIterable<Anchored>;
}

/** The entry that says where a checkpoint was laid. */
export function anchorFact(place: string, { note, receipt }: Anchored): FactOf<'anchor'> {
  const { size, root } = parseCheckpoint(note);
  return {
    kind: 'anchor',
    body: { place, size, root: root.toString('base64'), checkpoint: checkpointDigest(note), receipt },
  };
}

/** What the anchors hold, for a verification: each of their checkpoints has to be continued. */
export async function heldBy(anchors: readonly CheckpointAnchor[]): Promise<readonly HeldCheckpoint[]> {
  const held: HeldCheckpoint[] = [];
  for (const anchor of anchors)
    for await (const { note } of anchor.history()) held.push({ note, from: 'anchor', place: anchor.place });
  return held;
}
