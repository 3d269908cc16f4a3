import { checkpointSigner, parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { LedgerFault, type Layer } from './fault.js';
import type { KeyId } from './keys.js';
import { rootOf } from './merkle.js';
import type { NoteKey } from './note.js';
import type { Head } from './replay.js';
import type { LedgerStore, StoredCheckpoint } from './store.js';

/** A checkpoint that lies out of the ledger's reach. */
export interface HeldCheckpoint {
  readonly note: string;
  /** Kept by the verifier from an earlier time, or read from an anchor. */
  readonly from: 'memory' | 'anchor';
  /** Where it was found, for people. */
  readonly place: string;
}

interface Held extends HeldCheckpoint {
  readonly checkpoint: Checkpoint;
}

/** A tail of one writer is far shorter. */
const MAX_PASSED = 4096;

/** Walks the checkpoints beside the entries: each must be signed, and its root must be that of the entries below it. */
export class Checkpoints {
  /** Entries below the last good checkpoint by a trusted key. */
  covered = 0;
  count = 0;
  readonly faults: LedgerFault[] = [];
  private readonly trusted: Map<KeyId, NoteKey>;
  private stored: AsyncIterator<StoredCheckpoint>;
  private readonly held: readonly Held[];
  private next: StoredCheckpoint | undefined | 'unread' = 'unread';
  /** Size of the last checkpoint whose signature holds, whoever of the signers' keys made it. */
  private last = 0;
  /** A signed checkpoint that does not fit; a later one that fits makes it a contradiction. */
  private misfit: { readonly size: number; readonly after: number } | undefined;
  /** Heads since the last coverage: a checkpoint of a writer at work arrives after the entries were passed. */
  private readonly passed = new Map<number, Head>();

  constructor(
    private readonly store: LedgerStore,
    key: NoteKey,
    held: readonly HeldCheckpoint[],
  ) {
    this.trusted = new Map([[key.key.id, key]]);
    this.stored = store.checkpoints(1)[Symbol.asyncIterator]();
    this.held = held.flatMap((one) => this.read(one));
  }

  /** The entries reach `head`: checks the checkpoints of this size. Throws LedgerFault. */
  async reached(head: Head): Promise<void> {
    const { size } = head.frontier;
    for (const one of this.held) if (one.checkpoint.size === size) this.checkHeld(one, head);
    for (let stored = await this.peek(); stored && stored.size <= size; stored = await this.peek()) {
      this.next = 'unread';
      if (stored.size === size) this.checkStored(stored, head);
    }
    if (this.covered < size) this.remember(size, head);
  }

  /** Looks whether there are checkpoints that were written since the last look. Throws LedgerFault. */
  async lookAgain(head: Head): Promise<void> {
    const { size } = head.frontier;
    if (this.covered < size)
      for await (const stored of this.store.checkpoints(Math.max(this.covered, this.last) + 1)) {
        const then = this.passed.get(stored.size);
        if (stored.size > size) break;
        if (then) this.checkStored(stored, then);
      }
    if ((await this.peek()) !== undefined) return;
    this.stored = this.store.checkpoints(head.frontier.size + 1)[Symbol.asyncIterator]();
    this.next = 'unread';
    await this.peek();
  }

  private remember(size: number, head: Head): void {
    this.passed.set(size, head);
    for (const oldest of this.passed.keys()) {
      if (this.passed.size <= MAX_PASSED) break;
      this.passed.delete(oldest);
    }
  }

  /** There are no more entries: nothing may be missing, and nothing below `due` uncovered. */
  async ended(head: Head, due: number): Promise<void> {
    const { size } = head.frontier;
    if (this.misfit) {
      const { after, size: at } = this.misfit;
      this.fault(
        'root',
        after,
        `one of the entries ${after} to ${at - 1} is not the one that checkpoint ${at} was signed over`,
      );
    }
    const beyond = await this.peek();
    if (beyond)
      this.fault(
        'checkpoint',
        size,
        `is missing; a checkpoint covers ${beyond.size} entries, and there are ${size}`,
      );
    else if (size === 0) this.fault('chain', 0, 'is missing; there is no ledger here');
    else if (this.covered < due && !this.misfit)
      this.fault('checkpoint', this.covered, this.uncoveredWords(size));
    for (const held of this.held) if (held.checkpoint.size > size) this.missHeld(held, head);
  }

  /** Base64 of the root of all entries so far. */
  rootOf(head: Head): string {
    return rootOf(head.frontier).toString('base64');
  }

  private uncoveredWords(size: number): string {
    if (this.last > this.covered)
      return 'no checkpoint from here on is signed by the trusted key or one that it vouches for';
    return `and those up to ${size - 1} are covered by no checkpoint`;
  }

  private checkStored(stored: StoredCheckpoint, head: Head): void {
    const checkpoint = this.parsed(stored, head);
    const allowed = [...signerKeys(head, this.last)];
    const trusted = allowed.filter(({ key }) => this.trusted.has(key.id));
    const signer = checkpointSigner(checkpoint, [...trusted, ...allowed]);
    if (!signer || checkpoint.size !== stored.size || checkpoint.origin !== head.origin)
      throw new LedgerFault(
        'checkpoint',
        stored.size - 1,
        `the checkpoint over ${stored.size} entries is not by a signer of this ledger`,
      );
    this.count += 1;
    const fits = checkpoint.root.equals(rootOf(head.frontier));
    if (!fits) this.misfit ??= { size: stored.size, after: this.last };
    else if (this.misfit) {
      const { size } = this.misfit;
      throw new LedgerFault(
        'consistency',
        size - 1,
        `the checkpoint over ${size} entries is signed, and contradicts the one over ${stored.size}`,
      );
    }
    if (fits) this.settle(head, signer);
    this.last = fits ? stored.size : this.last;
  }

  /** A checkpoint by a trusted key vouches for the keys of signers that the entries below it name. */
  private settle(head: Head, signer: NoteKey): void {
    if (!this.trusted.has(signer.key.id)) return;
    this.covered = head.frontier.size;
    this.passed.clear();
    for (const key of signerKeys(head, this.covered)) this.trusted.set(key.key.id, key);
  }

  private checkHeld(held: Held, head: Head): void {
    const { checkpoint, from, place } = held;
    if (!this.isSignedHeld(held, head)) return;
    if (checkpoint.root.equals(rootOf(head.frontier)) && checkpoint.origin === head.origin) return;
    throw new LedgerFault(
      layerOf(from),
      checkpoint.size - 1,
      `this and the entries before it are not those of the checkpoint in \`${place}\``,
    );
  }

  private missHeld(held: Held, head: Head): void {
    const { checkpoint, from, place } = held;
    if (this.isSignedHeld(held, head))
      this.fault(
        layerOf(from),
        head.frontier.size,
        `is missing; \`${place}\` holds a checkpoint over ${checkpoint.size} entries`,
      );
  }

  /** A held checkpoint may be by a key that was retired since; by no signer's key at all it is a fault of its place. */
  private isSignedHeld({ checkpoint, from, place }: Held, { keys, origin }: Head): boolean {
    const ever = [...keys.values()].filter(({ zone }) => zone === 'signer');
    const signers = [...this.trusted.values(), ...ever.map((key) => ({ name: origin ?? '', key }))];
    if (checkpointSigner(checkpoint, signers)) return true;
    this.fault(layerOf(from), undefined, `what \`${place}\` holds is signed by no signer of this ledger`);
    return false;
  }

  private parsed(stored: StoredCheckpoint, head: Head): Checkpoint {
    try {
      return parseCheckpoint(stored.note);
    } catch (cause) {
      throw new LedgerFault(
        'checkpoint',
        head.frontier.size - 1,
        `the checkpoint over ${stored.size} entries is malformed`,
        cause,
      );
    }
  }

  private read(held: HeldCheckpoint): Held[] {
    try {
      return [{ ...held, checkpoint: parseCheckpoint(held.note) }];
    } catch (cause) {
      this.fault(layerOf(held.from), undefined, `what \`${held.place}\` holds is not a checkpoint`, cause);
      return [];
    }
  }

  private async peek(): Promise<StoredCheckpoint | undefined> {
    if (this.next === 'unread') {
      const step = await this.stored.next();
      this.next = step.done ? undefined : step.value;
    }
    return this.next;
  }

  private fault(layer: Layer, seq: number | undefined, message: string, cause?: unknown): void {
    this.faults.push(new LedgerFault(layer, seq, message, cause));
  }
}

/** The keys of signers that may sign here; a retired one only hands over, in the first checkpoint over its retirement. */
function* signerKeys({ keys, origin }: Head, last: number): Generator<NoteKey> {
  for (const key of keys.values())
    if (key.zone === 'signer' && (key.until === undefined || key.until >= last))
      yield { name: origin ?? '', key };
}

function layerOf(from: HeldCheckpoint['from']): Layer {
  return from === 'anchor' ? 'anchor' : 'consistency';
}
