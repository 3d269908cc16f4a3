import {
  isAhead,
  isWritError,
  messageOf,
  type Digest,
  type Instant,
  type Milliseconds,
} from '../kernel/index.js';
import { checkEntry, type CheckedEntry } from './checked-entry.js';
import { isLedgerFault, LedgerFault } from './fault.js';
import type { NoteKey } from './note.js';
import { advance, NOTHING, type Head } from './replay.js';
import type { LedgerStore, Stray } from './store.js';
import { Checkpoints, type HeldCheckpoint } from './verify-checkpoints.js';

/** What a verification goes by: the ledger, and what the verifier trusts and holds itself. */
export interface VerifyProps {
  readonly store: LedgerStore;
  /** The public key of the signer, from elsewhere than the ledger. */
  readonly key: NoteKey;
  /** Checkpoints that the verifier kept or that are anchored; the ledger must continue each. */
  readonly held?: readonly HeldCheckpoint[];
  /** The verifier's clock: entries that lie ahead of it by more than `skew` are said. @default - none are looked for */
  readonly now?: Instant;
  /** @default - CLOCK_SKEW */
  readonly skew?: Milliseconds;
  /**
   * Asked while entries lie behind the last checkpoint: waits a little, and says whether to look once more. A tail that gets its
   * checkpoint meanwhile was a writer at work. @default - the first look counts
   */
  readonly again?: () => Promise<boolean>;
  /** `left`: what lies behind the last checkpoint is read over and no fault. @default - `fault` */
  readonly tail?: 'fault' | 'left';
  /** Entries of an unknown kind are faults. @default - they are counted and reported */
  readonly strict?: boolean;
  /** The checked entries, when something faster than this thread makes them. @default - read from the store here */
  readonly entries?: (keys: () => Head['keys']) => AsyncIterable<CheckedEntry>;
  /** Told now and then how many entries were found good. */
  readonly onProgress?: (entries: number) => void;
}

/** What a verification found. */
export interface VerificationResult {
  readonly state: 'whole' | 'broken';
  /** How many entries were found good, from the first. */
  readonly entries: number;
  /** How many of these a checkpoint by the trusted key covers. */
  readonly covered: number;
  readonly checkpoints: number;
  readonly ledger: Digest | undefined;
  readonly origin: string | undefined;
  /** Base64 of the root over `entries`. */
  readonly root: string;
  /** Where the good entries end, to go on from. */
  readonly head: Head;
  /** The first thing that is wrong. */
  readonly fault: LedgerFault | undefined;
  /** Kinds that this Writ does not know, with how many entries and the first of them. */
  readonly unknown: readonly {
    readonly predicateType: string;
    readonly count: number;
    readonly first: number;
  }[];
  /** Entries recorded ahead of the verifier's clock: no fault of the proof, and their times prove nothing. */
  readonly ahead: { readonly count: number; readonly first: number; readonly latest: Instant } | undefined;
  /** Entries that say so themselves: where recorded times were set back, from when to when. */
  readonly resets: readonly { readonly seq: number; readonly from: Instant; readonly to: Instant }[];
  /** Unpublished pieces of writes that did not end; harmless. */
  readonly leftovers: readonly string[];
}

const REPORT_EVERY = 1000;

/**
 * Verifies a ledger from its bytes and one public key: format, chain, signatures and zones of each entry in order; the root
 * at each checkpoint; that the last checkpoint covers everything; that checkpoints held elsewhere are continued.
 */
export async function verifyLedger(props: VerifyProps): Promise<VerificationResult> {
  const run = new Verification(props);
  await run.guard(() => run.listStrays());
  await run.guard(() => run.followEntries());
  return run.verdict();
}

class Verification {
  readonly faults: LedgerFault[] = [];
  private head: Head = NOTHING;
  private readonly checkpoints: Checkpoints;
  /** The first entry that stands after a missing one. */
  private afterGap: number | undefined;
  private readonly leftovers: string[] = [];
  private ahead: VerificationResult['ahead'];
  private readonly resets: VerificationResult['resets'][number][] = [];
  private readonly unknown = new Map<string, { count: number; first: number }>();

  constructor(private readonly props: VerifyProps) {
    this.checkpoints = new Checkpoints(props.store, props.key, props.held ?? []);
  }

  /** Runs a part; keeps the fault it ends with. Gives whether it ended well. */
  async guard(part: () => Promise<void>): Promise<boolean> {
    try {
      await part();
      return true;
    } catch (error) {
      this.faults.push(asFault(error, this.head.frontier.size));
      return false;
    }
  }

  async listStrays(): Promise<void> {
    for await (const stray of this.props.store.strays()) this.place(stray);
  }

  async followEntries(): Promise<void> {
    await this.follow(this.props.entries?.(() => this.head.keys) ?? this.readHere());
    const due = await this.settle();
    if (this.afterGap !== undefined && this.afterGap >= this.size)
      throw new LedgerFault('chain', this.size, `is missing; entry ${this.afterGap} is there`);
    await this.checkpoints.ended(this.head, due);
  }

  /** Follows what others append meanwhile; gives how many entries have to be covered. */
  private async settle(): Promise<number> {
    const { store, again, tail } = this.props;
    let due: number | undefined;
    for (;;) {
      // Entries come before their checkpoint, so look for it first, then for them.
      await this.checkpoints.lookAgain(this.head);
      if ((await store.size(this.size)) > this.size) {
        await this.follow(this.readHere());
        continue;
      }
      if (this.checkpoints.covered >= (due ?? this.size)) return due ?? this.size;
      if (tail === 'left') return Math.min(this.size, 1);
      due ??= this.size;
      if (!(await again?.())) return due;
    }
  }

  verdict(): VerificationResult {
    const { head, unknown } = this;
    const fault = firstOf([...this.faults, ...this.checkpoints.faults]);
    return {
      state: fault ? 'broken' : 'whole',
      entries: head.frontier.size,
      covered: this.checkpoints.covered,
      checkpoints: this.checkpoints.count,
      ledger: head.ledger,
      origin: head.origin,
      root: this.checkpoints.rootOf(head),
      head,
      fault,
      unknown: [...unknown].map(([predicateType, seen]) => ({ predicateType, ...seen })),
      ahead: this.ahead,
      resets: this.resets,
      leftovers: this.leftovers,
    };
  }

  private async *readHere(): AsyncGenerator<CheckedEntry> {
    for await (const { seq, bytes } of this.props.store.read(this.size))
      yield checkEntry(seq, bytes, this.head.keys);
  }

  private get size(): number {
    return this.head.frontier.size;
  }

  private async follow(entries: AsyncIterable<CheckedEntry>): Promise<void> {
    for await (const entry of entries) {
      const before = this.head.recordedAt;
      this.head = advance(this.head, entry);
      this.note(entry);
      this.noteTime(entry, before);
      if (entry.seq === 0) this.holdToOrigin();
      await this.checkpoints.reached(this.head);
      if (this.size % REPORT_EVERY === 0) this.props.onProgress?.(this.size);
    }
  }

  private place({ kind, name, why, seq }: Stray): void {
    if (kind === 'leftover') this.leftovers.push(name);
    else if (kind === 'after-gap') this.afterGap = Math.min(this.afterGap ?? Infinity, seq ?? Infinity);
    else this.faults.push(new LedgerFault('format', seq, `\`${name}\` does not belong there: ${why}`));
  }

  /** A key is of the ledger that its name says, and of no other that the same signer may serve. */
  private holdToOrigin(): void {
    const { name } = this.props.key;
    const { origin = '' } = this.head;
    if (name !== origin) this.faults.push(new LedgerFault('checkpoint', 0, otherLedger(name, origin)));
  }

  private noteTime({ seq, recordedAt, resetsTime }: CheckedEntry, before: Instant | undefined): void {
    if (resetsTime && before !== undefined && before > recordedAt)
      this.resets.push({ seq, from: before, to: recordedAt });
    const { now, skew } = this.props;
    if (now === undefined || !isAhead(recordedAt, now, skew)) return;
    const { count = 0, first = seq, latest = recordedAt } = this.ahead ?? {};
    this.ahead = { count: count + 1, first, latest: latest > recordedAt ? latest : recordedAt };
  }

  private note({ kind, predicateType, seq }: CheckedEntry): void {
    if (kind) return;
    const seen = this.unknown.get(predicateType) ?? { count: 0, first: seq };
    this.unknown.set(predicateType, { ...seen, count: seen.count + 1 });
    if (this.props.strict && seen.count === 0)
      this.faults.push(
        new LedgerFault('format', seq, `\`${predicateType}\` is not a kind that this Writ knows`),
      );
  }
}

function otherLedger(name: string, origin: string): string {
  return `the key given is of the ledger \`${name}\`, and this is \`${origin}\`: it says nothing of this one`;
}

/** The fault at the smallest number; a fault at no number comes last. */
function firstOf(faults: readonly LedgerFault[]): LedgerFault | undefined {
  return [...faults].sort((a, b) => (a.seq ?? Infinity) - (b.seq ?? Infinity))[0];
}

function asFault(error: unknown, seq: number): LedgerFault {
  if (isLedgerFault(error)) return error;
  if (isWritError(error)) return new LedgerFault('format', seq, error.message, error);
  return new LedgerFault('format', seq, messageOf(error), error);
}
