import fs from 'node:fs';
import { execFileSync } from 'node:child_process';
import promises from 'node:fs/promises';
import { join } from 'node:path';
import { directoryStore, fileMemory } from '../../../lib/adapters/ledger/index.js';
import {
  guardingSigner,
  Ledger,
  readRecords,
  verifyLedger,
  type LedgerProps,
} from '../../../lib/evidence/index.js';
import { manualClock } from '../../../lib/kernel/index.js';
import { tempFolder } from '../../_helpers/temp.js';
import { AT, genesisBody, newHands, seen, type Hands } from '../../evidence/_ledger.js';
import { RUN_TS, WRITER } from './_programs.js';

/** Every call by which the ledger changes the disk. */
const CALLS = [
  'openSync',
  'writeFileSync',
  'fdatasyncSync',
  'fsyncSync',
  'linkSync',
  'rmSync',
  'mkdirSync',
  'renameSync',
] as const;

const hands: Hands = newHands();

function propsIn(root: string): LedgerProps {
  return {
    store: directoryStore(join(root, 'ledger')),
    checkpoints: guardingSigner(hands.signer, fileMemory(join(root, 'signer', 'state'))),
    keys: hands.keys,
    clock: manualClock(AT),
    writer: 'test',
  };
}

/** From its call number `at` on, nothing of the process reaches the disk any more; a write that it is in stays torn. */
function dieAt(
  at: number,
  code = 'DEAD',
  names: readonly (typeof CALLS)[number][] = CALLS,
): { readonly calls: () => number } {
  let calls = 0;
  const dead = (): boolean => (calls += 1) > at;
  const error = Object.assign(new Error(`${code}: killed`), { code });
  for (const name of names) {
    const real = fs[name] as (...args: unknown[]) => unknown;
    jest.spyOn(fs, name).mockImplementation(((...args: unknown[]) => {
      if (!dead()) return real(...args);
      if (name === 'writeFileSync' && calls === at + 1)
        real(args[0], Buffer.from(args[1] as Uint8Array).subarray(0, 10));
      throw error;
    }) as never);
  }
  const realOpen = promises.open;
  jest
    .spyOn(promises, 'open')
    .mockImplementation((...args) => (dead() ? Promise.reject(error) : realOpen(...args)));
  return { calls: () => calls };
}

async function findings(root: string): Promise<string[]> {
  const all: string[] = [];
  for await (const { kind, body } of readRecords(propsIn(root).store))
    if (kind === 'first-seen') all.push(body.edge);
  return all;
}

describe('a writer that is killed', () => {
  afterEach(() => jest.restoreAllMocks());

  it.each([1, 3])(
    'at any of its writes leaves a ledger that verifies, and loses nothing that was durable (%d at once)',
    async (count) => {
      const facts = Array.from({ length: count }, (_, i) => seen(100 + i));
      let total = Infinity;
      for (let at = 0; at < total; at += 1) {
        const root = tempFolder();
        await (await Ledger.found(propsIn(root), genesisBody(hands))).append([seen(1)]);
        const ledger = await Ledger.open(propsIn(root));
        const death = dieAt(at);
        const ended = await ledger.append(facts).then(
          () => 'durable',
          () => 'died',
        );
        total = ended === 'durable' ? 0 : total;
        jest.restoreAllMocks();
        expect(death.calls()).toBeGreaterThan(0);
        const again = await Ledger.open(propsIn(root));
        await again.checkpoint();
        const before = await findings(root);
        await again.append([seen(2)]);
        const verdict = await verifyLedger({ store: propsIn(root).store, key: hands.noteKey });
        expect(verdict).toMatchObject({ state: 'whole', fault: undefined, entries: before.length + 2 });
        // All of the transaction, or its first entries; never one without those before it.
        expect(before).toEqual(
          [seen(1), ...facts].slice(0, before.length).map(({ body }) => (body as { edge: string }).edge),
        );
        if (ended === 'durable') expect(before.length).toBe(count + 1);
      }
      expect(total).toBe(0);
    },
    120_000,
  );

  it('while founding can found again, or finish', async () => {
    let founded = false;
    for (let at = 0; !founded; at += 1) {
      const root = tempFolder();
      dieAt(at);
      founded = await Ledger.found(propsIn(root), genesisBody(hands)).then(
        () => true,
        () => false,
      );
      jest.restoreAllMocks();
      const ledger =
        (await propsIn(root).store.size()) === 0
          ? await Ledger.found(propsIn(root), genesisBody(hands))
          : await Ledger.open(propsIn(root));
      await ledger.append([seen(1)]);
      expect((await verifyLedger({ store: propsIn(root).store, key: hands.noteKey })).state).toBe('whole');
    }
    expect(founded).toBe(true);
  }, 60_000);
});

describe('a disk that refuses', () => {
  afterEach(() => jest.restoreAllMocks());

  it.each(['ENOSPC', 'EFBIG', 'EROFS', 'EIO'])(
    'is told as WRITE_FAILED, and nothing is lost (%s)',
    async (code) => {
      const root = tempFolder();
      const ledger = await Ledger.found(propsIn(root), genesisBody(hands));
      await ledger.append([seen(1)]);
      dieAt(0, code, ['writeFileSync', 'linkSync', 'mkdirSync']);
      await expect(ledger.append([seen(2), seen(3)])).rejects.toMatchObject({ code: 'WRITE_FAILED' });
      jest.restoreAllMocks();
      await ledger.append([seen(4)]);
      expect((await verifyLedger({ store: propsIn(root).store, key: hands.noteKey })).state).toBe('whole');
      expect((await findings(root)).length).toBe(2);
    },
  );

  it('really limits the size of files: EFBIG of the system itself', async () => {
    const root = tempFolder();
    const script = `ulimit -f 0; exec "${process.execPath}" "${RUN_TS}" "${WRITER}" direct "${root}"`;
    const run = () => execFileSync('bash', ['-c', script], { stdio: 'pipe', encoding: 'utf8' });
    expect(run).toThrow(/WRITE_FAILED/);
    expect(await propsIn(root).store.size()).toBe(0);
  });
});
