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
import type { BodySource, Recorder } from '../../record/index.js';
import type { Aside } from './aside.js';
import type { BodyStore } from './bodies.js';
import { entryOf, factOf } from './journal-entry.js';
import { lookAgain } from './look-again.js';
import { refuseTimes, type TimeCheck } from './times.js';

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
}

/**
 * The journal of a ledger: its entries of the journal's kinds, and then what lies aside. Reading verifies all of it first; what
 * does not verify throws JOURNAL_CORRUPT, and what a run then still does on proved ends is written aside. Once the ledger
 * verifies, that is brought in with the first append.
 */
export function ledgerJournal(props: LedgerJournalProps): LedgerJournal {
  const pages = new Pages(props);
  return {
    journal: {
      read: () => pages.entries(),
      append: (entries) => pages.write(entries),
      aside: () => props.aside.read(),
    },
    recorder: {
      read: () => pages.read(),
      append: (facts) => pages.record(facts),
      glance: (from) => glance(props.store, from),
      keep: (body) => props.bodies.keep(body),
    },
    bodies: props.bodies,
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

  async entries(): Promise<JournalEntry[]> {
    const records = await this.read();
    return [...records.flatMap(entryOf), ...(await this.pending())];
  }

  /** Appends entries of the journal in the order of the calls; aside when the ledger does not verify. */
  write(entries: readonly JournalEntry[]): Promise<void> {
    return entries.length === 0 ? Promise.resolve() : this.inTurn(() => this.writeNow(entries));
  }

  record(facts: readonly Fact[]): Promise<void> {
    return facts.length === 0 ? Promise.resolve() : this.inTurn(() => this.recordNow(facts));
  }

  private async writeNow(entries: readonly JournalEntry[]): Promise<void> {
    const pending = await this.tryPending();
    if (!pending) return this.props.aside.append(entries);
    refuseTimes(entries, this.lastAt, this.props);
    await this.recordNow([...pending, ...entries].map(factOf));
    await this.props.aside.retire();
    this.lastAt = entries.at(-1)?.at;
  }

  private async recordNow(facts: readonly Fact[]): Promise<void> {
    if (this.broken) throw this.broken;
    this.ledger ??= await this.props.open();
    await this.ledger.append(facts);
  }

  /** What waits to be brought in; undefined while ledger or file do not verify. */
  private async tryPending(): Promise<JournalEntry[] | undefined> {
    try {
      if (!this.records || this.broken) await this.read();
      return await this.pending();
    } catch (error) {
      if (isWritError(error) && error.code === 'JOURNAL_CORRUPT') return undefined;
      throw error;
    }
  }

  /** What lies aside and no entry says yet, each once. */
  private async pending(): Promise<JournalEntry[]> {
    const entries = await this.props.aside.read();
    if (entries.length === 0) return [];
    const there = new Set((this.records ?? []).flatMap(entryOf).map(canonicalJson));
    return entries.filter((entry) => {
      const said = canonicalJson(entry);
      return !there.has(said) && there.add(said);
    });
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
