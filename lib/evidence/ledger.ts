import {
  CLOCK_SKEW,
  digest,
  digestOf,
  isAhead,
  isWritError,
  WritError,
  type Clock,
  type Digest,
  type Instant,
  type Milliseconds,
} from '../kernel/index.js';
import { checkEntry } from './checked-entry.js';
import type { CheckpointSigner, SignedHead } from './checkpoint-signer.js';
import { entryOf, type Fact, type FactOf, type ZoneSigner } from './fact.js';
import { LedgerFault } from './fault.js';
import { advance, NOTHING, type Head } from './replay.js';
import type { LedgerStore, StoredEntry } from './store.js';

/** The parts of an open ledger: where entries lie, who signs checkpoints and entries, and by which clock. */
export interface LedgerProps {
  readonly store: LedgerStore;
  readonly checkpoints: CheckpointSigner;
  /** The keys that this process holds. */
  readonly keys: readonly ZoneSigner[];
  readonly clock: Clock;
  /** How far the clocks of writers may differ; the later time is recorded. @default - CLOCK_SKEW */
  readonly skew?: Milliseconds;
  /** The program that writes, with version. */
  readonly writer: string;
}

/** Where a fact came to stand. */
export interface Recorded {
  readonly seq: number;
  readonly digest: Digest;
  readonly recordedAt: Instant;
}

const MAX_LOST_RACES = 2_000;
/** What the signer is given at once. */
const MAX_EXTEND_ENTRIES = 512;
const MAX_EXTEND_BYTES = 4 * 1024 * 1024;

/** An open ledger: appends facts, each durable and covered by a checkpoint when `append` resolves. */
export class Ledger {
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly props: LedgerProps,
    private head: Head,
  ) {}

  /**
   * Opens a ledger where its signer left it. Throws LEDGER_MISSING, LEDGER_CHECKPOINT when entries that were signed are
   * gone, LEDGER_CONSISTENCY when they are others, or the LedgerFault of an entry after them.
   */
  static async open(props: LedgerProps): Promise<Ledger> {
    const { head } = await props.checkpoints.head();
    const size = await props.store.size();
    if (head.frontier.size === 0 && size > 0) return Ledger.finishFounding(props, size);
    if (size === 0 && head.frontier.size === 0)
      throw new WritError('LEDGER_MISSING', `there is no ledger in \`${props.store.place}\``, {
        remedy: 'run `writ ledger init`, or name the right place',
      });
    await refuseRollback(props.store, head);
    const ledger = new Ledger(props, head);
    await ledger.catchUp();
    return ledger;
  }

  /** A founding that stopped between its entry and its checkpoint; anything more was signed by somebody who forgot. */
  private static async finishFounding(props: LedgerProps, size: number): Promise<Ledger> {
    if (size > 1 || (await props.store.latestCheckpoint())) throw forgotten(props.store.place);
    const ledger = new Ledger(props, NOTHING);
    await ledger.catchUp();
    await ledger.checkpoint();
    return ledger;
  }

  /** Writes the first entry, signed by the governors among `keys`. Throws LEDGER_EXISTS. */
  static async found(props: LedgerProps, body: FactOf<'genesis'>['body']): Promise<Ledger> {
    const place = {
      ledger: digestOf(body),
      seq: 0,
      prev: null,
      recordedAt: props.clock.now(),
      writer: props.writer,
    };
    if ((await props.checkpoints.head()).head.frontier.size > 0)
      throw (await props.store.size()) > 0 ? exists(props.store.place) : gone(props.store.place);
    const bytes = await entryOf({ kind: 'genesis', body }, place, props.keys);
    const head = advance(NOTHING, checkEntry(0, bytes, new Map()));
    if ((await props.store.publish(0, [bytes])) === 0) throw exists(props.store.place);
    const ledger = new Ledger(props, head);
    await ledger.checkpoint();
    return ledger;
  }

  /** How many entries there are, as far as this process knows. */
  get size(): number {
    return this.head.frontier.size;
  }

  /** The digest of the genesis body: which ledger this is. */
  get id(): Digest | undefined {
    return this.head.ledger;
  }

  /** The keys that count now, and those that did. */
  get keys(): Head['keys'] {
    return this.head.keys;
  }

  /**
   * Records facts in order, as one transaction: entries, then one checkpoint over them. Entries of other writers may come
   * to stand between them. Throws LEDGER_ENTRY_INVALID, LEDGER_ZONE, CLOCK_BACKWARDS, WRITE_FAILED, LEDGER_BUSY.
   */
  append(facts: readonly Fact[]): Promise<readonly Recorded[]> {
    if (facts.length === 0) return Promise.resolve([]);
    return this.inTurn(async () => {
      const recorded: Recorded[] = [];
      for (let lost = 0; recorded.length < facts.length;) {
        await this.catchUp();
        const wasAhead = this.isTimeAhead();
        if (wasAhead) await this.resetTime();
        const published = wasAhead ? [] : await this.publish(facts.slice(recorded.length), this.now());
        recorded.push(...published);
        lost = published.length > 0 ? 0 : lost + 1;
        if (lost > MAX_LOST_RACES) throw busy();
      }
      await this.checkpoint();
      return recorded;
    });
  }

  /** Says that the last entries were recorded ahead of the clock, when they were; gives whether it had to. */
  mendTime(by: { readonly by: string; readonly reason: string }): Promise<boolean> {
    return this.inTurn(async () => {
      await this.catchUp();
      if (!this.isTimeAhead()) return false;
      await this.resetTime(by);
      await this.checkpoint();
      return true;
    });
  }

  /** Has the signer sign over all there is, and keeps the checkpoint. */
  async checkpoint(): Promise<SignedHead> {
    const { checkpoints, store } = this.props;
    let signed = await checkpoints.head();
    while (signed.head.frontier.size < this.size) {
      const from = signed.head.frontier.size;
      const entries = await someOf(store.read(from, this.size));
      if (entries.length === 0) throw new LedgerFault('chain', from, 'is missing');
      signed = await checkpoints.extend(from, entries);
    }
    if (signed.note !== undefined)
      await store.keepCheckpoint({ size: signed.head.frontier.size, note: signed.note });
    return signed;
  }

  /** Whether the last entry was recorded so far ahead of the clock that a true time would come before it. */
  private isTimeAhead(): boolean {
    const { clock, skew = CLOCK_SKEW } = this.props;
    const { recordedAt } = this.head;
    return recordedAt !== undefined && isAhead(recordedAt, clock.now(), skew);
  }

  /** Says in the ledger that what stands before was recorded ahead of the clock; from there on times are true again. */
  private async resetTime(said?: { readonly by: string; readonly reason: string }): Promise<void> {
    const last = this.head.recordedAt ?? '';
    const now = this.props.clock.now();
    const reason = said?.reason ?? `the entry before was recorded at ${last}, and it is ${now}`;
    const body = { what: 'time-ahead', by: said?.by ?? this.props.writer, reason, size: this.size } as const;
    try {
      await this.publish([{ kind: 'recovery', body }], now);
    } catch (error) {
      throw isWritError(error) && error.code === 'LEDGER_ZONE' ? behind(now, last) : error;
    }
  }

  private now(): Instant {
    const now = this.props.clock.now();
    const { recordedAt } = this.head;
    return recordedAt !== undefined && recordedAt > now ? recordedAt : now;
  }

  private async publish(facts: readonly Fact[], recordedAt: Instant): Promise<Recorded[]> {
    const { store, keys, writer } = this.props;
    const drafts: { bytes: Buffer; head: Head; recorded: Recorded }[] = [];
    let head = this.head;
    for (const fact of facts) {
      const seq = head.frontier.size;
      const ledger = head.ledger ?? digestOf(null);
      const bytes = await entryOf(fact, { ledger, seq, prev: head.last, recordedAt, writer }, keys);
      // Judged as the signer will judge it, so that nothing is published that it would refuse.
      head = advance(head, checkEntry(seq, bytes, head.keys));
      drafts.push({ bytes, head, recorded: { seq, digest: digest(bytes), recordedAt } });
    }
    const count = await store.publish(
      this.size,
      drafts.map(({ bytes }) => bytes),
    );
    const published = drafts.slice(0, count);
    this.head = published.at(-1)?.head ?? this.head;
    return published.map(({ recorded }) => recorded);
  }

  private async catchUp(): Promise<void> {
    for await (const { seq, bytes } of this.props.store.read(this.size))
      this.head = advance(this.head, checkEntry(seq, bytes, this.head.keys));
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work, work);
    this.turn = result.catch(() => undefined);
    return result;
  }
}

async function someOf(stored: AsyncIterable<StoredEntry>): Promise<Uint8Array[]> {
  const entries: Uint8Array[] = [];
  let total = 0;
  for await (const { bytes } of stored) {
    entries.push(bytes);
    total += bytes.length;
    if (entries.length >= MAX_EXTEND_ENTRIES || total >= MAX_EXTEND_BYTES) break;
  }
  return entries;
}

async function refuseRollback(store: LedgerStore, { frontier, last }: Head): Promise<void> {
  const at = frontier.size - 1;
  for await (const { bytes } of store.read(at, at + 1)) {
    if (digest(bytes) === last) return;
    throw new LedgerFault('consistency', at, 'is not the entry that the signer signed over');
  }
  throw new LedgerFault('checkpoint', at, 'is gone; the signer has signed over it');
}

/** Only the keeper and governors may say that entries were recorded ahead of the clock. */
function behind(now: Instant, last: string): WritError {
  return new WritError('CLOCK_BACKWARDS', `it is ${now}, and the last entry was recorded at ${last}`, {
    remedy: 'set the clock of this machine right; if it is right, run `writ ledger mend`',
  });
}

function forgotten(place: string): WritError {
  return new WritError('LEDGER_REFUSED', `the signer remembers nothing of the ledger in \`${place}\``, {
    remedy: 'name the right signer, or rebuild its memory: see docs/ledger.md, recovery',
  });
}

function exists(place: string): WritError {
  return new WritError('LEDGER_EXISTS', `there is a ledger in \`${place}\` already`, {
    remedy: 'use it, or name another place; a signer serves one ledger',
  });
}

/** To found another with the same signer would hide that the first is gone. */
function gone(place: string): WritError {
  return new WritError(
    'LEDGER_EXISTS',
    `the signer serves a ledger already, and no entry of it is in \`${place}\``,
    {
      remedy: 'restore the ledger from a copy; for another one name a place and keys of its own',
    },
  );
}

function busy(): WritError {
  return new WritError('LEDGER_BUSY', `other writers took the next number ${MAX_LOST_RACES} times in a row`, {
    remedy: 'run it again',
  });
}
