import { fromBase64, sameBytes, textOf, type Bytes } from './bytes.js';
import { Fault } from './fault.js';
import { treeRoot } from './merkle.js';
import { isNoteBy, noteKeyFor, noteOf, type Note, type NoteKey } from './note.js';
import type { Head } from './replay.js';
import type { VerifyKey } from './signature.js';

/** The tree head at a size (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Bytes;
  readonly note: Note;
}

/** A checkpoint that the verifier kept; the ledger must continue it. */
export interface HeldCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly place: string;
}

/** Reads a checkpoint: origin, size and root, each on a line, then the signatures; undefined when it is not one. */
export function checkpointOf(source: string): Checkpoint | undefined {
  const note = noteOf(source);
  const match = /^([^\n]+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n$/.exec(note?.text ?? '');
  const root = fromBase64(match?.[3] ?? '');
  return note && match?.[1] && root ? { origin: match[1], size: Number(match[2]), root, note } : undefined;
}

/** Holds the entries to the checkpoints: each must be by a signer, and its root that of the entries below it. */
export class CheckpointWalk {
  /** Entries below the last good checkpoint by a trusted key. */
  covered = 0;
  count = 0;
  readonly faults: Fault[] = [];
  private readonly trusted: Set<string>;
  private last = 0;
  private misfit: { readonly size: number; readonly after: number } | undefined;

  constructor(
    private readonly key: NoteKey,
    private readonly held: readonly HeldCheckpoint[],
  ) {
    this.trusted = new Set([key.key.id]);
  }

  /** The entries reach a kept checkpoint. Throws Fault. */
  async reachedHeld(head: Head): Promise<void> {
    for (const held of this.held) {
      if (held.checkpoint.size !== head.tree.size || !(await this.isSigned(held, head))) continue;
      if (
        held.checkpoint.origin === head.origin &&
        sameBytes(held.checkpoint.root, await treeRoot(head.tree))
      )
        continue;
      const words = `this and the entries before it are not those of the checkpoint in \`${held.place}\``;
      throw new Fault('consistency', head.tree.size - 1, words);
    }
  }

  /** The entries reach a checkpoint of the ledger. Throws Fault. */
  async reached(head: Head, bytes: Bytes): Promise<void> {
    const { size } = head.tree;
    const checkpoint = parsed(bytes);
    if (!checkpoint)
      throw new Fault('checkpoint', size - 1, `the checkpoint over ${String(size)} entries is malformed`);
    const signer = await this.signerOf(checkpoint, head);
    if (signer === undefined || checkpoint.size !== size || checkpoint.origin !== head.origin)
      throw new Fault(
        'checkpoint',
        size - 1,
        `the checkpoint over ${String(size)} entries is not by a signer of this ledger`,
      );
    this.count += 1;
    if (!sameBytes(checkpoint.root, await treeRoot(head.tree))) {
      this.misfit ??= { size, after: this.last };
      return;
    }
    this.refuseContradiction(size);
    if (this.trusted.has(signer)) this.settle(head);
    this.last = size;
  }

  /** There are no more entries; `beyond` is the size of a checkpoint over more than there are. */
  async ended(head: Head, beyond: number | undefined): Promise<void> {
    const { size } = head.tree;
    if (this.misfit) {
      const { after, size: at } = this.misfit;
      const words = `one of the entries ${String(after)} to ${String(at - 1)} is not the one that checkpoint ${String(at)} was signed over`;
      this.faults.push(new Fault('root', after, words));
    }
    if (beyond !== undefined) {
      const words = `is missing; a checkpoint covers ${String(beyond)} entries, and there are ${String(size)}`;
      this.faults.push(new Fault('checkpoint', size, words));
    } else if (size === 0) this.faults.push(new Fault('chain', 0, 'is missing; there is no ledger here'));
    else if (this.covered < size && !this.misfit)
      this.faults.push(new Fault('checkpoint', this.covered, this.uncovered(size)));
    for (const held of this.held)
      if (held.checkpoint.size > size && (await this.isSigned(held, head))) {
        const words = `is missing; \`${held.place}\` holds a checkpoint over ${String(held.checkpoint.size)} entries`;
        this.faults.push(new Fault('consistency', size, words));
      }
  }

  private uncovered(size: number): string {
    return this.last > this.covered
      ? 'no checkpoint from here on is signed by the trusted key or one that it vouches for'
      : `and those up to ${String(size - 1)} are covered by no checkpoint`;
  }

  /** A signed checkpoint that did not fit, and a later one that does: the signer signed two histories. */
  private refuseContradiction(size: number): void {
    if (!this.misfit) return;
    const at = this.misfit.size;
    const words = `the checkpoint over ${String(at)} entries is signed, and contradicts the one over ${String(size)}`;
    throw new Fault('consistency', at - 1, words);
  }

  /** The key that signed, the trusted ones first; a retired key may only sign over its own retirement. */
  private async signerOf({ note }: Checkpoint, head: Head): Promise<string | undefined> {
    const allowed = [...head.keys.values()].filter(
      ({ zone, until }) => zone === 'signer' && (until === undefined || until >= this.last),
    );
    const signed: string[] = [];
    for (const { key } of allowed) if (await isSignedBy(note, key, head)) signed.push(key.id);
    return signed.find((id) => this.trusted.has(id)) ?? signed[0];
  }

  /** What a trusted key signed over vouches for the signers' keys that it names. */
  private settle({ tree, keys }: Head): void {
    this.covered = tree.size;
    for (const [id, { zone, until }] of keys)
      if (zone === 'signer' && (until === undefined || until >= tree.size)) this.trusted.add(id);
  }

  private async isSigned({ checkpoint, place }: HeldCheckpoint, head: Head): Promise<boolean> {
    if (await isNoteBy(checkpoint.note, this.key)) return true;
    for (const { zone, key } of head.keys.values())
      if (zone === 'signer' && (await isSignedBy(checkpoint.note, key, head))) return true;
    this.faults.push(
      new Fault('consistency', undefined, `what \`${place}\` holds is signed by no signer of this ledger`),
    );
    return false;
  }
}

function parsed(bytes: Bytes): Checkpoint | undefined {
  try {
    return checkpointOf(textOf(bytes));
  } catch {
    return undefined;
  }
}

/** Note keys by key, since every checkpoint asks for the same few. */
const noteKeys = new WeakMap<VerifyKey, Promise<NoteKey>>();

/** A signer's key signs under the ledger's origin. */
async function isSignedBy(note: Note, key: VerifyKey, { origin }: Head): Promise<boolean> {
  const known = noteKeys.get(key) ?? noteKeyFor(origin ?? '', key);
  noteKeys.set(key, known);
  return isNoteBy(note, await known);
}
