import type { Journal, JournalEntry } from '../../drift/index.js';
import {
  isLedgerFault,
  readRecords,
  verifyLedger,
  type Fact,
  type Ledger,
  type LedgerRecord,
  type LedgerStore,
  type NoteKey,
} from '../../evidence/index.js';
import { canonicalJson, isWritError, messageOf, WritError, type Instant } from '../../kernel/index.js';
import { refuseTimes, type TimeCheck } from '../journal/index.js';
import type { BodySource, Recorder } from '../../record/index.js';
import type { Aside } from './aside.js';
import type { BodyStore } from './bodies.js';
import { lookAgain } from './look-again.js';

/** What a journal in a ledger is made of. */
export interface LedgerJournalProps extends TimeCheck {
  readonly store: LedgerStore;
  /** Opens the ledger for appending, with the keys of this process. */
  readonly open: () => Promise<Ledger>;
  /** The signer's public key, from elsewhere than the ledger. */
  readonly key: NoteKey;
  readonly bodies: BodyStore;
  readonly aside: Aside;
  /** Reads only, and as of the last checkpoint: what a killed writer left behind it is neither covered nor read. */
  readonly readOnly?: boolean;
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
      glance: (from) => glance(props.store, from),
      keep: (body) => props.bodies.keep(body),
    },
    bodies: props.bodies,
    close: () => props.aside.close(),
  };
}

async function glance(store: LedgerStore, from: number): Promise<LedgerRecord[]> {
  const records: LedgerRecord[] = [];
  for await (const record of readRecords(store, from)) records.push(record);
  return records;
}

class Pages {
  private records: LedgerRecord[] | undefined;
  /** How many entries `records` are of. */
  private size = 0;
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
    if (known && (await store.size(this.size)) === this.size) return known;
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
    refuseTimes(entries, this.lastAt, this.props);
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
    const { store, key, clock, readOnly = false } = this.props;
    // A ledger that was here and is gone must not look like one that never was.
    if ((await store.size()) === 0) throw (this.broken = corrupt(gone(store)));
    if (!readOnly) await this.coverTail();
    const tail = readOnly ? ({ tail: 'left' } as const) : { again: lookAgain(clock) };
    const verdict = await verifyLedger({ store, key, ...tail });
    if (verdict.fault) throw (this.broken = corrupt(verdict.fault));
    // What other writers append meanwhile is read next time, once a checkpoint covers it.
    const records: LedgerRecord[] = [];
    for await (const record of readRecords(store, 0, verdict.covered)) records.push(record);
    this.size = verdict.covered;
    return records;
  }

  /**
   * A writer that was killed left entries without a checkpoint; the signer judges them, and signs if they may stand. A signer
   * that signed over more than is there, or over something else, knows of a rollback that the ledger by itself does not show.
   * Whatever else goes wrong here is told by the verification: a reader may hold no keys at all.
   */
  private async coverTail(): Promise<void> {
    // No checkpoint at all is no killed writer's tail: somebody took them, and a recovery has to say so in the ledger.
    if ((await this.props.store.latestCheckpoint()) === undefined) return;
    try {
      this.ledger = await this.props.open();
      await this.ledger.checkpoint();
    } catch (error) {
      this.ledger = undefined;
      if (!isWritError(error)) throw error;
      if (isLedgerFault(error)) throw (this.broken = corrupt(error));
    }
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work, work);
    this.turn = result.catch(() => undefined);
    return result;
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
  object: true,
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
