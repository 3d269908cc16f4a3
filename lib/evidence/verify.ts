import { isWritError, messageOf, type Digest } from '../kernel/index.js';
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
  /** Entries of an unknown kind are faults. @default - they are counted and reported */
  readonly strict?: boolean;
  /** The checked entries, when something faster than this thread makes them. @default - read from the store here */
  readonly entries?: (keys: () => Head['keys']) => AsyncIterable<CheckedEntry>;
  /** Told now and then how many entries were found good. */
  readonly onProgress?: (entries: number) => void;
}

/** What a verification found. */
export interface Verdict {
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
  /** The first thing that is wrong. */
  readonly fault: LedgerFault | undefined;
  /** Kinds that this Writ does not know, with how many entries and the first of them. */
  readonly unknown: readonly {
    readonly predicateType: string;
    readonly count: number;
    readonly first: number;
  }[];
  /** Unpublished pieces of writes that did not end; harmless. */
  readonly leftovers: readonly string[];
}

const REPORT_EVERY = 1000;

/**
 * Verifies a ledger from its bytes and one public key: format, chain, signatures and zones of each entry in order; the root
 * at each checkpoint; that the last checkpoint covers everything; that checkpoints held elsewhere are continued.
 */
export async function verifyLedger(props: VerifyProps): Promise<Verdict> {
  const run = new Verification(props);
  const strays = await run.guard(() => run.listStrays());
  if (run.faults.length === 0 || strays) await run.guard(() => run.followEntries());
  await run.guard(() => run.finish());
  return run.verdict();
}

class Verification {
  readonly faults: LedgerFault[] = [];
  private head: Head = NOTHING;
  private readonly checkpoints: Checkpoints;
  private readonly foreign: Stray[] = [];
  private readonly leftovers: string[] = [];
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
    for await (const stray of this.props.store.strays())
      if (stray.kind === 'leftover') this.leftovers.push(stray.name);
      else this.foreign.push(stray);
  }

  async followEntries(): Promise<void> {
    const { entries, onProgress } = this.props;
    const checked = entries?.(() => this.head.keys) ?? this.readHere();
    for await (const entry of checked) {
      this.head = advance(this.head, entry);
      this.note(entry);
      await this.checkpoints.reached(this.head);
      if (this.head.frontier.size % REPORT_EVERY === 0) onProgress?.(this.head.frontier.size);
    }
  }

  async finish(): Promise<void> {
    for (const { name, why, seq } of this.foreign)
      this.faults.push(new LedgerFault('format', seq, `\`${name}\` does not belong there: ${why}`));
    // Only where the entries were followed to their end does a missing cover or a held checkpoint beyond it say anything.
    if (this.faults.every(({ layer }) => layer === 'format')) await this.checkpoints.ended(this.head);
  }

  verdict(): Verdict {
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
      fault,
      unknown: [...unknown].map(([predicateType, seen]) => ({ predicateType, ...seen })),
      leftovers: this.leftovers,
    };
  }

  private async *readHere(): AsyncGenerator<CheckedEntry> {
    for await (const { seq, bytes } of this.props.store.read(0)) yield checkEntry(seq, bytes, this.head.keys);
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

/** The fault at the smallest number; a fault at no number comes last. */
function firstOf(faults: readonly LedgerFault[]): LedgerFault | undefined {
  return [...faults].sort((a, b) => (a.seq ?? Infinity) - (b.seq ?? Infinity))[0];
}

function asFault(error: unknown, seq: number): LedgerFault {
  if (isLedgerFault(error)) return error;
  if (isWritError(error)) return new LedgerFault('format', seq, error.message, error);
  return new LedgerFault('format', seq, messageOf(error), error);
}
