import type { Journal, JournalEntry } from '../../drift/index.js';
import {
  readRecords,
  verifyLedger,
  type Fact,
  type Ledger,
  type LedgerRecord,
  type LedgerStore,
  type NoteKey,
} from '../../evidence/index.js';
import { canonicalJson, isWritError, messageOf, WritError, type Instant } from '../../kernel/index.js';
import type { BodySource, Recorder } from '../../record/index.js';
import type { Aside } from './aside.js';
import type { BodyStore } from './bodies.js';

/** What a journal in a ledger is made of. */
export interface LedgerJournalProps {
  readonly store: LedgerStore;
  /** Opens the ledger for appending, with the keys of this process. */
  readonly open: () => Promise<Ledger>;
  /** The signer's public key, from elsewhere than the ledger. */
  readonly key: NoteKey;
  readonly bodies: BodyStore;
  readonly aside: Aside;
}

/** The journal of a run and what records its evidence: one ledger behind both. */
export interface LedgerJournal {
  readonly journal: Journal;
  readonly recorder: Recorder;
  readonly bodies: BodySource;
  readonly close: () => void;
}

/**
 * A journal in a ledger. Reading verifies all of it first; what does not verify throws JOURNAL_CORRUPT, and what a run
 * then still does on proved ends is written aside and brought in once the ledger verifies again.
 */
export function ledgerJournal(props: LedgerJournalProps): LedgerJournal {
  const pages = new Pages(props);
  return {
    journal: {
      read: async () => (await pages.read()).flatMap(entryOf),
      append: (entries) => pages.write(entries),
    },
    recorder: {
      read: () => pages.read(),
      append: (facts) => pages.record(facts),
      keep: (body) => props.bodies.keep(body),
    },
    bodies: props.bodies,
    close: () => props.aside.close(),
  };
}

class Pages {
  private records: LedgerRecord[] | undefined;
  private ledger: Ledger | undefined;
  /** Why the ledger does not verify, once that is known. */
  private broken: WritError | undefined;
  private lastAt: Instant | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly props: LedgerJournalProps) {}

  async read(): Promise<readonly LedgerRecord[]> {
    if (this.broken) throw this.broken;
    const { store } = this.props;
    const known = this.records;
    if (known && (await store.size(known.length)) === known.length) return known;
    this.records = await this.verified();
    this.lastAt = this.records.flatMap(entryOf).at(-1)?.at;
    return this.records;
  }

  /** Appends entries of the journal in the order of the calls; aside when the ledger does not verify. */
  write(entries: readonly JournalEntry[]): Promise<void> {
    return entries.length === 0 ? Promise.resolve() : this.inTurn(() => this.writeNow(entries));
  }

  record(facts: readonly Fact[]): Promise<void> {
    return facts.length === 0 ? Promise.resolve() : this.inTurn(() => this.recordNow(facts));
  }

  private async writeNow(entries: readonly JournalEntry[]): Promise<void> {
    if (!(await this.verifies())) return this.props.aside.append(entries);
    this.refuseBackwards(entries);
    await this.recordNow([...(await this.setAside()), ...entries].map(factOf));
    this.props.aside.retire();
    this.lastAt = entries.at(-1)?.at;
  }

  private async recordNow(facts: readonly Fact[]): Promise<void> {
    if (this.broken) throw this.broken;
    this.ledger ??= await this.props.open();
    await this.ledger.append(facts);
  }

  private async verifies(): Promise<boolean> {
    if (this.records && !this.broken) return true;
    try {
      await this.read();
      return true;
    } catch (error) {
      if (isWritError(error) && error.code === 'JOURNAL_CORRUPT') return false;
      throw error;
    }
  }

  /** What earlier runs wrote aside and no entry says yet. */
  private async setAside(): Promise<JournalEntry[]> {
    const entries = await this.props.aside.read();
    if (entries.length === 0) return [];
    const there = new Set((this.records ?? []).flatMap(entryOf).map(canonicalJson));
    return entries.filter((entry) => !there.has(canonicalJson(entry)));
  }

  private async verified(): Promise<LedgerRecord[]> {
    const { store, key } = this.props;
    await this.coverTail();
    const verdict = await verifyLedger({ store, key });
    if (verdict.fault) throw (this.broken = corrupt(verdict.fault));
    const records: LedgerRecord[] = [];
    for await (const record of readRecords(store)) records.push(record);
    return records;
  }

  /**
   * A writer that was killed left entries without a checkpoint; the signer judges them, and signs if they may stand. What
   * goes wrong here is told by the verification: a reader may hold no keys at all.
   */
  private async coverTail(): Promise<void> {
    // A ledger that was here and is gone must not look like one that never was.
    if ((await this.props.store.size()) === 0) throw (this.broken = corrupt(gone(this.props.store)));
    // No checkpoint at all is no killed writer's tail: somebody took them, and a recovery has to say so in the ledger.
    if ((await this.props.store.latestCheckpoint()) === undefined) return;
    try {
      this.ledger = await this.props.open();
      await this.ledger.checkpoint();
    } catch (error) {
      this.ledger = undefined;
      if (!isWritError(error)) throw error;
    }
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work, work);
    this.turn = result.catch(() => undefined);
    return result;
  }

  private refuseBackwards(entries: readonly JournalEntry[]): void {
    let last = this.lastAt;
    for (const { at } of entries) {
      if (last !== undefined && at < last)
        throw new WritError('CLOCK_BACKWARDS', `an entry of \`${at}\` cannot follow one of \`${last}\``, {
          remedy: 'set the clock right; nothing was written',
        });
      last = at;
    }
  }
}

function gone({ place }: LedgerStore): WritError {
  return new WritError('LEDGER_MISSING', `the ledger in \`${place}\` has no entries any more`, {
    remedy: 'restore it from a copy',
  });
}

function corrupt(fault: WritError): WritError {
  return new WritError('JOURNAL_CORRUPT', `the ledger does not verify: ${messageOf(fault)}`, {
    cause: fault,
    remedy: `${fault.remedy}; until then only ends that windows or HR prove are reverted`,
  });
}

const IN_JOURNAL: Readonly<Record<JournalEntry['kind'], true>> = {
  'first-seen': true,
  gone: true,
  intent: true,
  attempt: true,
  outcome: true,
  queued: true,
  released: true,
  'run-ended': true,
  torn: true,
};

/** An entry of the journal as what the ledger records. */
function factOf({ kind, ...body }: JournalEntry): Fact {
  return { kind, body } as Fact;
}

/** The entry of the journal that a record is; none for records of other kinds. The fence is the ledger's own. */
function entryOf({ kind, body }: LedgerRecord): JournalEntry[] {
  if (!(kind in IN_JOURNAL)) return [];
  const { fence: _, ...rest } = body as Record<string, unknown>;
  return [{ kind, ...rest } as unknown as JournalEntry];
}
