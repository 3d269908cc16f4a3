import { toBase64 } from './bytes.js';
import { checkpointOf, CheckpointWalk, type HeldCheckpoint } from './checkpoint.js';
import { openEntry, type OpenEntry } from './entry.js';
import { Fault } from './fault.js';
import { checkpointName, entryName, listed, type LedgerFiles, type Listing } from './files.js';
import type { Kinds } from './kinds.js';
import { treeRoot } from './merkle.js';
import { noteKeyOf, type NoteKey } from './note.js';
import { advanced, askAhead, NOTHING, type Head } from './replay.js';

/** What a verification goes by. */
export interface VerifyInput {
  readonly files: LedgerFiles;
  /** The public note key, from elsewhere than the ledger. */
  readonly key: string;
  readonly kinds: Kinds;
  /** Checkpoints that were kept from earlier, with where from. */
  readonly held?: readonly { readonly text: string; readonly place: string }[];
  /** Told after every batch how many entries were found good; may wait, so that a page stays alive. */
  readonly onProgress?: (good: number, of: number) => Promise<void> | void;
  /** Told of every good entry, in order. */
  readonly onEntry?: (entry: OpenEntry) => void;
}

/** What a verification found. */
export interface Verdict {
  readonly state: 'whole' | 'broken';
  readonly entries: number;
  readonly covered: number;
  readonly checkpoints: number;
  readonly ledger: string | undefined;
  readonly origin: string | undefined;
  readonly root: string;
  readonly fault:
    { readonly layer: string; readonly seq: number | undefined; readonly message: string } | undefined;
  /** Predicate types that are not published, with how many entries and the first of them. */
  readonly unknown: readonly {
    readonly predicateType: string;
    readonly count: number;
    readonly first: number;
  }[];
  readonly leftovers: readonly string[];
}

/** Entries that are read and hashed at the same time. */
const BATCH = 128;

/** Verifies a ledger from its bytes and one public key. Throws only when key or kept checkpoints are unusable. */
export async function verifyLedger(input: VerifyInput): Promise<Verdict> {
  const key = await noteKeyOf(input.key);
  const held = (input.held ?? []).map(({ text, place }) => heldOf(text, place));
  const run = new Verification(input, key, held);
  await run.follow();
  return run.verdict();
}

function heldOf(text: string, place: string): HeldCheckpoint {
  const checkpoint = checkpointOf(text);
  if (!checkpoint) throw new Error(`what \`${place}\` holds is not a checkpoint`);
  return { checkpoint, place };
}

class Verification {
  private head: Head = NOTHING;
  private readonly listing: Listing;
  private readonly name: string;
  private readonly walk: CheckpointWalk;
  private readonly faults: Fault[];
  private readonly unknown = new Map<string, { count: number; first: number }>();

  constructor(
    private readonly input: VerifyInput,
    key: NoteKey,
    held: readonly HeldCheckpoint[],
  ) {
    this.listing = listed(input.files);
    this.name = key.name;
    this.walk = new CheckpointWalk(key, held);
    this.faults = this.listing.strays.map(
      ({ name, why, seq }) => new Fault('format', seq, `\`${name}\` does not belong there: ${why}`),
    );
  }

  /** Follows the entries to the first fault or to their end. */
  async follow(): Promise<void> {
    try {
      const { size, afterGap } = this.listing;
      for (let from = 0; from < size; from += BATCH) {
        await this.followBatch(from, Math.min(size, from + BATCH));
        await this.input.onProgress?.(this.head.tree.size, size);
      }
      if (afterGap !== undefined)
        throw new Fault('chain', size, `is missing; entry ${String(afterGap)} is there`);
      await this.walk.ended(
        this.head,
        this.listing.checkpoints.find((over) => over > size),
      );
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      this.faults.push(error);
    }
  }

  async verdict(): Promise<Verdict> {
    const fault = firstOf([...this.faults, ...this.walk.faults]);
    return {
      state: fault ? 'broken' : 'whole',
      entries: this.head.tree.size,
      covered: this.walk.covered,
      checkpoints: this.walk.count,
      ledger: this.head.ledger,
      origin: this.head.origin,
      root: toBase64(await treeRoot(this.head.tree)),
      fault: fault && { layer: fault.layer, seq: fault.seq, message: fault.message },
      unknown: [...this.unknown].map(([predicateType, seen]) => ({ predicateType, ...seen })),
      leftovers: this.listing.leftovers,
    };
  }

  private async followBatch(from: number, to: number): Promise<void> {
    const { files, kinds, onEntry } = this.input;
    const over = new Set(this.listing.checkpoints.filter((size) => size > from && size <= to));
    const reads = Array.from({ length: to - from }, (_, at) => this.read(from + at));
    for (const opened of await Promise.all(reads)) {
      if (opened instanceof Fault) throw opened;
      this.head = await advanced(this.head, opened, kinds);
      if (opened.seq === 0) this.holdToOrigin();
      this.note(opened);
      onEntry?.(opened);
      const { size } = this.head.tree;
      await this.walk.reachedHeld(this.head);
      if (over.has(size)) await this.walk.reached(this.head, await files.read(checkpointName(size)));
    }
  }

  /** An entry ahead of its turn; its fault waits for its turn too. */
  private async read(seq: number): Promise<OpenEntry | Fault> {
    try {
      const entry = await openEntry(seq, await this.input.files.read(entryName(seq)), this.input.kinds);
      askAhead(entry, this.head.keys);
      return entry;
    } catch (error) {
      if (error instanceof Fault) return error;
      throw error;
    }
  }

  /** The name in a public note key is the origin of the one ledger that it is of. */
  private holdToOrigin(): void {
    const origin = this.head.origin ?? '';
    if (this.name === origin) return;
    const words = `the key given is of the ledger \`${this.name}\`, and this is \`${origin}\`: it says nothing of this one`;
    this.faults.push(new Fault('checkpoint', 0, words));
  }

  private note({ kind, predicateType, seq }: OpenEntry): void {
    if (kind !== undefined) return;
    const seen = this.unknown.get(predicateType) ?? { count: 0, first: seq };
    this.unknown.set(predicateType, { ...seen, count: seen.count + 1 });
  }
}

/** The fault at the smallest number; one at no number comes last. */
function firstOf(faults: readonly Fault[]): Fault | undefined {
  return [...faults].sort((a, b) => (a.seq ?? Infinity) - (b.seq ?? Infinity))[0];
}
