import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { LAYERS, LedgerFault, type CheckedEntry, type Keyring } from '../../evidence/index.js';
import { check, type CheckAnswer, type CheckTask } from './check-worker.js';

/** Entries per task: some tens of milliseconds of work. */
const TASK_ENTRIES = 256;
/** Tasks asked for ahead of the one that is waited for, per worker. */
const AHEAD = 3;
const HEAP = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 128 };

/** How the threads of a parallel check are started. */
export interface WorkerStart {
  readonly file: string;
  readonly argv?: readonly string[];
  /** @default - one per processor, two at most: reading and hashing keep up with no more */
  readonly threads?: number;
}

/** The compiled worker beside this file; undefined where only the source is. */
export function compiledWorker(): WorkerStart | undefined {
  const file = join(__dirname, 'check-worker.js');
  return existsSync(file) ? { file } : undefined;
}

/**
 * The checked entries of a ledger directory, in order, read and checked on several threads: on one, a hundred thousand entries
 * take 24 s of processor time, and the budget of bench/ledger.ts is 20 s. Gives what the entries of
 * {@link VerifyProps} asks for. Throws LedgerFault where an entry does not stand by itself.
 */
export function parallelEntries(
  place: string,
  start: WorkerStart,
): (keys: () => Keyring) => AsyncIterable<CheckedEntry> {
  return (keys) => checkedInOrder(resolve(place), keys, start);
}

async function* checkedInOrder(
  root: string,
  keys: () => Keyring,
  start: WorkerStart,
): AsyncGenerator<CheckedEntry> {
  // Genesis names the keys; only then is it worth asking others.
  yield* settled(check({ id: 0, root, from: 0, to: 1, keys: [] }));
  const crew = new Crew(start);
  try {
    const asked: Promise<CheckAnswer>[] = [];
    for (let from = 1; ; from += TASK_ENTRIES) {
      asked.push(crew.ask({ root, from, to: from + TASK_ENTRIES, keys: [...keys().values()] }));
      if (asked.length < crew.size * AHEAD) continue;
      const answer = await asked.shift();
      if (!answer) return;
      yield* settled(answer);
      if (answer.entries.length < TASK_ENTRIES) return;
    }
  } finally {
    await crew.dismiss();
  }
}

function* settled({ entries, fault }: CheckAnswer): Generator<CheckedEntry> {
  // A Buffer arrives from another thread as plain bytes.
  for (const entry of entries) yield { ...entry, leaf: Buffer.from(entry.leaf) };
  if (!fault) return;
  const layer = LAYERS.find((name) => name === fault.layer) ?? 'format';
  throw new LedgerFault(layer, fault.seq, fault.words);
}

/** A few threads, asked in turn. */
class Crew {
  private readonly workers: readonly Worker[];
  private readonly waiting = new Map<
    number,
    { resolve: (a: CheckAnswer) => void; reject: (e: unknown) => void }
  >();
  private next = 0;

  constructor({ file, argv, threads }: WorkerStart) {
    const count = threads ?? Math.min(2, availableParallelism());
    this.workers = Array.from({ length: count }, () => {
      const worker = new Worker(file, { argv: [...(argv ?? [])], resourceLimits: HEAP });
      worker.on('message', (answer: CheckAnswer) => this.settle(answer));
      worker.on('error', (error) => this.fail(error));
      return worker;
    });
  }

  get size(): number {
    return this.workers.length;
  }

  ask(task: Omit<CheckTask, 'id'>): Promise<CheckAnswer> {
    const id = this.next;
    this.next += 1;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.workers[id % this.workers.length]?.postMessage({ ...task, id });
    });
  }

  async dismiss(): Promise<void> {
    this.waiting.clear();
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private settle(answer: CheckAnswer): void {
    this.waiting.get(answer.id)?.resolve(answer);
    this.waiting.delete(answer.id);
  }

  private fail(error: unknown): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
