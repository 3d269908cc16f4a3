import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asideFile } from '../../../lib/adapters/ledger/aside.js';
import { bodyStore } from '../../../lib/adapters/ledger/bodies.js';
import { directoryStore } from '../../../lib/adapters/ledger/directory.js';
import {
  ledgerJournal,
  type LedgerJournal,
  type LedgerJournalProps,
} from '../../../lib/adapters/ledger/journal.js';
import type { JournalEntry } from '../../../lib/drift/index.js';
import { Ledger, readRecords, type LedgerRecord } from '../../../lib/evidence/index.js';
import { CLOCK_SKEW, digest, manualClock, plus, type Clock } from '../../../lib/kernel/index.js';
import { tempFolder } from '../../_helpers/temp.js';
import { AT, edge, genesisBody, memory, newHands, props, type Hands } from '../../evidence/_ledger.js';

const SEEN: JournalEntry = { kind: 'first-seen', at: AT, edge: edge(1), finding: 'ORPHANED_GRANT' };
const RUN = 'run-1';
const LIFE: readonly JournalEntry[] = [
  SEEN,
  { kind: 'intent', at: AT, run: RUN, deadline: plus(AT, 60_000), edges: [edge(1)], op: 'remove' },
  { kind: 'attempt', at: AT, run: RUN, edge: edge(1), token: 'request-7' },
  { kind: 'outcome', at: AT, run: RUN, edge: edge(1), state: 'revoked', detail: 'read back: gone' },
  { kind: 'queued', at: AT, run: RUN, by: 'hr:1', rail: 'ceiling', edges: [edge(2)] },
  { kind: 'released', at: AT, run: RUN, by: 'hr:2', reason: 'checked', edges: [edge(2)] },
  { kind: 'run-ended', at: AT, run: RUN, interrupted: true },
  { kind: 'gone', at: AT, edge: edge(1) },
  { kind: 'torn', at: AT, bytes: 12, digest: digest('tail') },
];

interface Desk {
  readonly folder: string;
  readonly hands: Hands;
  readonly clock: Clock & { advance(span: number): void };
  open(over?: Partial<LedgerJournalProps>): LedgerJournal;
  records(): Promise<LedgerRecord[]>;
}

async function desk(): Promise<Desk> {
  const folder = tempFolder();
  const hands = newHands();
  const clock = manualClock(AT);
  const store = directoryStore(join(folder, 'ledger'));
  const kept = memory();
  await Ledger.found(props(store, hands, clock, kept), genesisBody(hands));
  return {
    folder,
    hands,
    clock,
    open: (over) =>
      ledgerJournal({
        store,
        open: () => Ledger.open(props(store, hands, clock, kept)),
        key: hands.noteKey,
        bodies: bodyStore(join(folder, 'bodies')),
        aside: asideFile(join(folder, 'aside.jsonl')),
        clock,
        ...over,
      }),
    records: async () => {
      const all: LedgerRecord[] = [];
      for await (const record of readRecords(store)) all.push(record);
      return all;
    },
  };
}

function entryFile({ folder }: Desk, seq: number): string {
  return join(folder, 'ledger', 'entries', '000', '000', `${String(seq).padStart(9, '0')}.json`);
}

function damage(at: Desk, seq: number): string {
  const before = readFileSync(entryFile(at, seq), 'utf8');
  writeFileSync(entryFile(at, seq), before.replace('"seq":', '"seq": '));
  return before;
}

describe('a journal in a ledger', () => {
  it('gives back every kind of entry as it was appended, in another process too', async () => {
    const at = await desk();
    await at.open().journal.append(LIFE);
    expect(await at.open().journal.read()).toEqual(LIFE);
  });

  it('signs each entry with the key of the keeper, as an entry of its kind', async () => {
    const at = await desk();
    await at.open().journal.append(LIFE);
    const [, ...written] = await at.records();
    expect(written.map(({ kind }) => kind)).toEqual(LIFE.map(({ kind }) => kind));
    const keeper = at.hands.keys.find(({ zone }) => zone === 'keeper')?.signer.key.id;
    expect(new Set(written.flatMap(({ keys }) => keys))).toEqual(new Set([keeper]));
  });

  it('appends nothing for a cycle without entries', async () => {
    const at = await desk();
    await at.open().journal.append([]);
    expect(await at.records()).toHaveLength(1);
  });

  it('reads what another writer appended since', async () => {
    const at = await desk();
    const mine = at.open();
    expect(await mine.journal.read()).toEqual([]);
    await at.open().journal.append([SEEN]);
    expect(await mine.journal.read()).toEqual([SEEN]);
  });

  it('keeps the order of calls that do not wait for each other', async () => {
    const at = await desk();
    const { journal } = at.open();
    await Promise.all(LIFE.map((entry) => journal.append([entry])));
    expect(await at.open().journal.read()).toEqual(LIFE);
  });

  it('refuses an entry of before the last one, and writes nothing of it', async () => {
    const at = await desk();
    at.clock.advance(2 * CLOCK_SKEW);
    await at.open().journal.append([{ ...SEEN, at: at.clock.now() }]);
    await expect(at.open().journal.append([{ ...SEEN, edge: edge(2) }])).rejects.toMatchObject({
      code: 'CLOCK_BACKWARDS',
    });
    expect(await at.records()).toHaveLength(2);
  });

  it('H1.3 refuses an entry that lies ahead of the clock, and writes nothing of it', async () => {
    const at = await desk();
    const far: JournalEntry = { ...SEEN, at: plus(AT, CLOCK_SKEW + 1) };
    await expect(at.open().journal.append([far])).rejects.toMatchObject({ code: 'CLOCK_AHEAD' });
    expect(await at.records()).toHaveLength(1);
    await at.open().journal.append([{ ...SEEN, at: plus(AT, CLOCK_SKEW) }]);
    expect(await at.records()).toHaveLength(2);
  });

  it('H1.3 goes on after entries that lie ahead of the clock, with true times', async () => {
    const at = await desk();
    const far: JournalEntry = { ...SEEN, at: plus(AT, 70 * 365 * 86_400_000) };
    at.clock.advance(70 * 365 * 86_400_000);
    await at.open().journal.append([far]);
    at.clock.advance(-70 * 365 * 86_400_000);
    const now: JournalEntry = { kind: 'gone', at: AT, edge: edge(1) };
    await at.open().journal.append([now]);
    expect(await at.open().journal.read()).toEqual([far, now]);
    expect((await at.records()).at(-1)).toMatchObject({ kind: 'gone', recordedAt: AT });
  });

  it('H1.3 writes nothing when it only reads, and leaves what lies behind the last checkpoint', async () => {
    const at = await desk();
    await at.open().journal.append([SEEN]);
    const { rmSync } = await import('node:fs');
    const last = join(at.folder, 'ledger', 'checkpoints', '000', '000', '000000002.note');
    rmSync(last);
    expect(await at.open({ readOnly: true }).journal.read()).toEqual([]);
    expect(existsSync(last)).toBe(false);
    expect(await at.open().journal.read()).toEqual([SEEN]);
    expect(existsSync(last)).toBe(true);
  });

  it('covers what a killed writer left without a checkpoint, instead of calling it damage', async () => {
    const at = await desk();
    await at.open().journal.append([SEEN]);
    const checkpoints = join(at.folder, 'ledger', 'checkpoints', '000', '000');
    expect(readdirSync(checkpoints)).toHaveLength(2);
    const { rmSync } = await import('node:fs');
    rmSync(join(checkpoints, '000000002.note'));
    expect(await at.open().journal.read()).toEqual([SEEN]);
  });
});

describe('a ledger that does not verify', () => {
  it('cannot be read as a journal, and says which entry and why', async () => {
    const at = await desk();
    await at.open().journal.append(LIFE);
    damage(at, 2);
    await expect(at.open().journal.read()).rejects.toMatchObject({
      code: 'JOURNAL_CORRUPT',
      message: expect.stringContaining('entry 2'),
      cause: { code: 'LEDGER_FORMAT' },
    });
  });

  it('cannot be read either when all of it is gone', async () => {
    const at = await desk();
    const { rmSync } = await import('node:fs');
    rmSync(join(at.folder, 'ledger'), { recursive: true });
    await expect(at.open().journal.read()).rejects.toMatchObject({ code: 'JOURNAL_CORRUPT' });
  });

  it('cannot be read when every checkpoint was taken away, and none is made anew in silence', async () => {
    const at = await desk();
    await at.open().journal.append([SEEN]);
    const { rmSync } = await import('node:fs');
    rmSync(join(at.folder, 'ledger', 'checkpoints'), { recursive: true });
    await expect(at.open().journal.read()).rejects.toMatchObject({ code: 'JOURNAL_CORRUPT' });
    expect(existsSync(join(at.folder, 'ledger', 'checkpoints', '000', '000', '000000002.note'))).toBe(false);
  });

  it('takes no facts', async () => {
    const at = await desk();
    await at.open().journal.append(LIFE);
    damage(at, 2);
    const { journal, recorder } = at.open();
    await journal.read().catch(() => undefined);
    await expect(recorder.append([{ kind: 'gone', body: { at: AT, edge: edge(3) } }])).rejects.toMatchObject({
      code: 'JOURNAL_CORRUPT',
    });
  });

  it('has the entries of a run set aside, and brought in once when it verifies again', async () => {
    const at = await desk();
    await at.open().journal.append([SEEN]);
    const whole = damage(at, 1);
    const during: JournalEntry = { kind: 'run-ended', at: plus(AT, 1000), run: 'during' };
    await at.open().journal.append([during]);
    expect(await at.records().catch(() => 'damaged')).toBe('damaged');

    writeFileSync(entryFile(at, 1), whole);
    const after: JournalEntry = { kind: 'run-ended', at: plus(AT, 2000), run: 'after' };
    at.clock.advance(2000);
    await at.open().journal.append([after]);
    const later: JournalEntry = { kind: 'run-ended', at: plus(AT, 3000), run: 'later' };
    await at.open().journal.append([later]);
    expect(await at.open().journal.read()).toEqual([SEEN, during, after, later]);
    expect(readdirSync(at.folder).filter((name) => name.includes('brought-in'))).toHaveLength(1);
  });
});

describe('bodies beside a ledger', () => {
  it('are found by their digest, erased without trace, and never another under that digest', async () => {
    const { recorder, bodies } = (await desk()).open();
    const of = await recorder.keep({ b: 1, a: ['x'] });
    expect(of).toBe(digest('{"a":["x"],"b":1}'));
    expect(await bodies.tryFind(of)).toEqual({ a: ['x'], b: 1 });
    expect(await recorder.keep({ a: ['x'], b: 1 })).toBe(of);
    expect(await bodies.tryFind(digest('erased'))).toBeUndefined();
  });

  it('are refused when their bytes are not of their digest', async () => {
    const at = await desk();
    const { recorder, bodies } = at.open();
    const of = await recorder.keep({ a: 1 });
    const hex = of.slice('sha256:'.length);
    writeFileSync(join(at.folder, 'bodies', hex.slice(0, 2), hex.slice(2)), '{"a":2}');
    await expect(bodies.tryFind(of)).rejects.toMatchObject({ code: 'DIGEST_MISMATCH' });
  });
});
