import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { directoryStore, fileMemory } from '../lib/adapters/ledger/index.js';
import { pathOf } from '../lib/adapters/ledger/layout.js';
import { parallelEntries, type WorkerStart } from '../lib/adapters/ledger/parallel.js';
import {
  advance,
  append,
  checkEntry,
  checkpointText,
  entryOf,
  guardingSigner,
  leafHash,
  Ledger,
  localSigner,
  newPrivateKey,
  NOTHING,
  signNote,
  verifyLedger,
  type Body,
  type Fact,
  type Head,
  type LedgerProps,
  type SignerMemory,
  type Zone,
} from '../lib/evidence/index.js';
import { digest, parseInstant, systemClock, type Id } from '../lib/kernel/index.js';
import type { Measure } from './run.js';

const ENTRIES = 100_000;
/** Entries per checkpoint: a sweep that finds a handful of new things. */
const TRANSACTION = 10;
const APPENDS = 600;
const AT = parseInstant('2026-11-20T09:00:00Z');
const WORKER: WorkerStart = {
  file: join(__dirname, '..', 'scripts', 'run-ts.js'),
  argv: [join(__dirname, '..', 'lib', 'adapters', 'ledger', 'check-worker.ts')],
};

const zones: readonly Zone[] = ['governor', 'governor', 'keeper'];
const keys = zones.map((zone) => ({ zone, signer: localSigner(newPrivateKey()) }));
const signer = localSigner(newPrivateKey());
const noteKey = { name: 'ledger.example/bench', key: signer.key };

/**
 * Verification of a hundred thousand entries, every signature, from files; and durable appends, in transactions of ten entries
 * and of one, each with its checkpoint by a signer that remembers durably.
 */
export default async function bench(): Promise<Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'writ-bench-ledger-'));
  try {
    const single = await appendRate(join(folder, 'single'), 1);
    const batched = await appendRate(join(folder, 'batched'), TRANSACTION);
    await writeLarge(join(folder, 'large'));
    (globalThis as { gc?: () => void }).gc?.();
    const verified = await verifyRate(join(folder, 'large'));
    return [
      { name: 'ledger-append-per-second', value: batched, unit: '1/s' },
      { name: 'ledger-append-single-per-second', value: single, unit: '1/s' },
      ...verified,
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function appendRate(folder: string, each: number): Promise<number> {
  const props: LedgerProps = {
    store: directoryStore(join(folder, 'ledger')),
    checkpoints: guardingSigner(signer, fileMemory(join(folder, 'signer', 'state.json'))),
    keys,
    clock: systemClock,
    writer: 'writ bench',
  };
  const ledger = await Ledger.found(props, genesis());
  const start = performance.now();
  for (let at = 0; at < APPENDS; at += each)
    await ledger.append(Array.from({ length: each }, (_, index) => fact(at + index)));
  return (APPENDS / (performance.now() - start)) * 1000;
}

/** Writes files of the published format without syncing each: only reading them is measured. */
async function writeLarge(folder: string): Promise<void> {
  const body = genesis();
  const ledger = digest('unused');
  const place = { recordedAt: AT, writer: 'writ bench' };
  const props = {
    store: directoryStore(folder),
    checkpoints: guardingSigner(signer, forgetful()),
    keys,
    clock: systemClock,
    writer: 'writ bench',
  };
  const founded = await Ledger.found(props, body);
  let head: Head = NOTHING;
  for await (const { seq, bytes } of props.store.read(0))
    head = advance(head, checkEntry(seq, bytes, new Map()));
  let { frontier, last } = head;
  for (let seq = 1; seq < ENTRIES; seq += 1) {
    const bytes = await entryOf(
      fact(seq),
      { ...place, recordedAt: head.recordedAt ?? AT, ledger: founded.id ?? ledger, seq, prev: last },
      keys,
    );
    write(join(folder, pathOf('entries', seq)), bytes);
    [frontier, last] = [append(frontier, leafHash(bytes)), digest(bytes)];
    if (frontier.size % TRANSACTION === 0)
      write(
        join(folder, pathOf('checkpoints', frontier.size)),
        await signNote(checkpointText(body.origin, frontier), body.origin, signer),
      );
  }
}

async function verifyRate(folder: string): Promise<Measure[]> {
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  const start = performance.now();
  const verdict = await verifyLedger({
    store: directoryStore(folder),
    key: noteKey,
    entries: parallelEntries(folder, WORKER),
    onProgress: () => (peak = Math.max(peak, process.memoryUsage.rss())),
  });
  const seconds = (performance.now() - start) / 1000;
  clearInterval(watch);
  if (verdict.state !== 'whole' || verdict.entries !== ENTRIES)
    throw new Error(verdict.fault?.message ?? 'entries are missing');
  return [
    { name: 'ledger-verify-100k-seconds', value: seconds, unit: 's' },
    { name: 'ledger-verify-100k-rss-mb', value: peak / 2 ** 20, unit: 'MB' },
  ];
}

function write(path: string, content: Uint8Array | string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function forgetful(): SignerMemory {
  return { load: () => Promise.resolve(undefined), save: () => Promise.resolve(true) };
}

function fact(number: number): Fact {
  const edge = number.toString(16).padStart(16, '0') as Id<'edge-id'>;
  return { kind: 'first-seen', body: { at: AT, edge, finding: 'FOREIGN_GRANT' } };
}

function genesis(): Body<'genesis'> {
  return {
    origin: noteKey.name,
    repository: 'github.com/meridian-pay/access',
    policy: digest('policy'),
    governors: ['hr:1', 'hr:2'],
    keys: [...keys, { zone: 'signer' as const, signer }].map(({ zone, signer: { key } }, index) => ({
      ...key,
      zone,
      owner: `owner-${index}`,
    })),
    scopes: [{ name: 'production', mode: 'enforce' }],
    inventory: { digest: digest('inventory'), at: AT, complete: true },
  };
}
