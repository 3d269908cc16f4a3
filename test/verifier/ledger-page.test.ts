import { generateKeyPairSync } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  entryBytes,
  Ledger,
  localSigner,
  newPrivateKey,
  noteKeyText,
  signNote,
  type Signer,
} from '../../lib/evidence/index.js';
import { manualClock } from '../../lib/kernel/index.js';
import { filesOfBundle, type LedgerFiles } from '../../verifier/files.js';
import type { Verdict } from '../../verifier/verify.js';
import { verifyLedger } from '../../verifier/verify.js';
import { Folder } from '../adapters/ledger/_folder.js';
import { writ } from '../cli/_io.js';
import {
  AT,
  genesisBody,
  ledgerKey,
  ledgerOf,
  memory,
  newHands,
  ORIGIN,
  props,
  seen,
  type Hands,
} from '../evidence/_ledger.js';
import { filesOf, pageKinds } from './_page.js';
import { foreignSignatures, TAMPERINGS } from './_tampering.js';

describe('the verifier of the ledger page', () => {
  let base: string;
  let good: Folder;
  let hands: Hands;
  let copies = 0;

  beforeAll(async () => {
    base = mkdtempSync(join(tmpdir(), 'writ-page-'));
    good = new Folder(join(base, 'good'));
    ({ hands } = await ledgerOf(good.store, 12, 3));
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  const copy = (): Folder => good.copyTo(join(base, `copy-${(copies += 1)}`));
  const key = (): string => noteKeyText(hands.noteKey);
  const verify = (ledger: Folder, held?: string): Promise<Verdict> =>
    verifyLedger({
      files: filesOf(ledger.root),
      key: key(),
      kinds: pageKinds(),
      held: held === undefined ? [] : [{ text: held, place: 'kept' }],
    });

  it('finds a good ledger whole, as the command does', async () => {
    const verdict = await verify(good);
    const { out, code } = await writ(['ledger', 'verify', '--copy', good.root, '--key', key(), '--json']);
    expect(code).toBe(0);
    const { state, entries, covered, checkpoints, root, ledger, origin } = verdict;
    expect(JSON.parse(out)).toMatchObject({ state, entries, covered, checkpoints, root, ledger, origin });
    expect(verdict).toMatchObject({ state: 'whole', entries: 13, covered: 13, checkpoints: 5 });
  });

  it.each(TAMPERINGS.map((tampering) => [tampering.name, tampering] as const))(
    '%s: page and command name the same entry and layer',
    async (_, { tamper, layer, seq, held }) => {
      const ledger = copy();
      const kept = held === undefined ? undefined : join(base, `kept-${copies}.note`);
      if (held !== undefined && kept) await keep(good, held, kept);
      await tamper(ledger, hands);
      const { fault, entries } = await verify(ledger, held === undefined ? undefined : good.note(held));
      const { out, code } = await writ(
        ['ledger', 'verify', '--copy', ledger.root, '--key', key(), '--json'].concat(
          kept ? ['--held', kept] : [],
        ),
      );
      const document = JSON.parse(out) as { entries: number; fault?: { layer: string; seq?: number } };
      expect({ layer: fault?.layer, seq: fault?.seq }).toEqual({ layer, seq });
      expect({ layer: document.fault?.layer, seq: document.fault?.seq }).toEqual({ layer, seq });
      expect(entries).toBe(document.entries);
      expect(code).toBe(1);
    },
  );

  it.each<readonly [string, (ledger: Folder) => void]>([
    [
      'a folder with nothing in it',
      (ledger) => mkdirSync(join(ledger.root, 'empty', 'within'), { recursive: true }),
    ],
    ['an empty folder among the entries', (ledger) => mkdirSync(join(ledger.root, 'entries', '999'))],
    [
      'a piece of a write, however deep',
      (ledger) => {
        mkdirSync(join(ledger.root, 'tmp', 'a'), { recursive: true });
        writeFileSync(join(ledger.root, 'tmp', 'a', 'b'), 'x');
      },
    ],
    [
      'an entry behind a link',
      (ledger) => {
        const moved = `${ledger.root}-entry`;
        renameSync(ledger.path('entries', 5), moved);
        symlinkSync(moved, ledger.path('entries', 5));
      },
    ],
    [
      'the signatures of many witnesses',
      (ledger) => ledger.write('checkpoints', 13, ledger.note(13) + foreignSignatures(400)),
    ],
  ])('H7 %s is no fault, to page and command alike', async (_, change) => {
    const ledger = copy();
    change(ledger);
    const page = await verify(ledger);
    const { out } = await writ(['ledger', 'verify', '--copy', ledger.root, '--key', key(), '--json']);
    expect([page.state, page.fault, page.entries]).toEqual(['whole', undefined, 13]);
    expect(JSON.parse(out)).toMatchObject({ state: 'whole', entries: 13 });
    expect(page.leftovers).toEqual((JSON.parse(out) as { leftovers: string[] }).leftovers);
  });

  it('H3.17 a key of another name is of another ledger, and neither reader takes it for this one', async () => {
    const other = noteKeyText({ ...hands.noteKey, name: 'ledger.example/other' });
    const page = await verifyLedger({ files: filesOf(good.root), key: other, kinds: pageKinds() });
    const { out, code } = await writ(['ledger', 'verify', '--copy', good.root, '--key', other, '--json']);
    const { fault } = JSON.parse(out) as { fault: { layer: string; seq: number } };
    expect([page.state, page.fault?.layer, page.fault?.seq]).toEqual(['broken', 'checkpoint', 0]);
    expect([code, fault.layer, fault.seq]).toEqual([1, 'checkpoint', 0]);
    const told = await writ(['ledger', 'verify', '--copy', good.root, '--key', other]);
    expect(told.out).toContain('this key is of another ledger');
    expect(told.out).not.toContain('broken');
  });

  it('reads a bundle as the folder that it was made of, and refuses a damaged one', async () => {
    const file = join(base, 'ledger.bundle');
    await writ(['ledger', 'bundle', '--ledger', good.root, '--out', file]);
    const text = readFileSync(file, 'utf8');
    const bundle = (of: string): Promise<LedgerFiles> => filesOfBundle(new Blob([of]));
    const files = await bundle(text);
    expect([...files.names].sort()).toEqual([...filesOf(good.root).names].sort());
    expect(await verifyLedger({ files, key: key(), kinds: pageKinds() })).toMatchObject({ state: 'whole' });
    const [head = '', first = ''] = text.split('\n');
    for (const damaged of ['', '{}', `${head}\n${first}\n${first}`, `${head}\n{"name":"x"}`, `${head}\nx`])
      await expect(bundle(damaged)).rejects.toThrow();
  });

  it('finds any changed byte of any file, where the command finds it', async () => {
    const ledger = copy();
    const files = (['entries', 'checkpoints'] as const).flatMap((shelf) =>
      ledger.numbers(shelf).map((number) => ledger.path(shelf, number)),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), async (file, at, flip) => {
        const path = files[file % files.length]!;
        const bytes = readFileSync(path);
        const changed = Buffer.from(bytes);
        changed[at % bytes.length]! ^= flip;
        writeFileSync(path, changed);
        const [page, command] = [await verify(ledger), await ledger.verify({ key: hands.noteKey })];
        writeFileSync(path, bytes);
        expect(page.state).toBe('broken');
        expect([page.fault?.layer, page.fault?.seq]).toEqual([command.fault?.layer, command.fault?.seq]);
      }),
      { numRuns: 150 },
    );
  });

  it('verifies keys and signers of P-256 as well, and finds a flipped bit of their signatures', async () => {
    const ledger = new Folder(join(base, 'p256'));
    const made = newHands();
    const signer = p256();
    const others: Hands = {
      signer,
      noteKey: { name: ORIGIN, key: signer.key },
      keys: made.keys.map((key) => (key.zone === 'keeper' ? { ...key, signer: p256() } : key)),
    };
    await ledgerOf(ledger.store, 4, 2, others);
    const verdict = (): Promise<Verdict> =>
      verifyLedger({
        files: filesOf(ledger.root),
        key: noteKeyText(others.noteKey),
        kinds: pageKinds(),
      });
    expect(await verdict()).toMatchObject({ state: 'whole', entries: 5, covered: 5 });
    const { envelope, ...rest } = ledger.entry(2);
    const sig = Buffer.from(envelope.signatures[0]!.sig, 'base64');
    sig[sig.length - 1]! ^= 1;
    const signatures = [{ ...envelope.signatures[0]!, sig: sig.toString('base64') }];
    ledger.write('entries', 2, entryBytes({ ...rest, envelope: { ...envelope, signatures } }));
    expect(await verdict()).toMatchObject({ fault: { layer: 'signature', seq: 2 } });
  });

  it('follows a rotation of the signer from the first key, and lets a retired key sign nothing more', async () => {
    const ledger = new Folder(join(base, 'rotated'));
    const before = newHands();
    const kept = memory();
    const clock = manualClock(AT);
    const founded = await Ledger.found(props(ledger.store, before, clock, kept), genesisBody(before));
    const signer = localSigner(newPrivateKey());
    const rotation = { action: 'rotate', id: before.signer.key.id, reason: 'yearly' } as const;
    const key = ledgerKey(signer.key, 'signer', 'the next signer');
    await founded.append([{ kind: 'key', body: { ...rotation, key } }]);
    const opened = await Ledger.open(props(ledger.store, { ...before, signer }, clock, kept));
    await opened.append([seen(1), seen(2)]);
    const verdicts = async (): Promise<unknown[]> => {
      const page = await verifyLedger({
        files: filesOf(ledger.root),
        key: noteKeyText(before.noteKey),
        kinds: pageKinds(),
      });
      const command = await ledger.verify({ key: before.noteKey });
      return [page, command].map(({ state, covered, fault }) => [state, covered, fault?.layer, fault?.seq]);
    };
    const whole = ['whole', 4, undefined, undefined];
    expect(await verdicts()).toEqual([whole, whole]);
    const [origin = '', size = '', root = ''] = ledger.note(4).split('\n');
    ledger.write('checkpoints', 4, await signNote(`${origin}\n${size}\n${root}\n`, ORIGIN, before.signer));
    const broken = ['broken', 2, 'checkpoint', 3];
    expect(await verdicts()).toEqual([broken, broken]);
  });
});

async function keep(ledger: Folder, size: number, file: string): Promise<void> {
  const { writeFile } = await import('node:fs/promises');
  await writeFile(file, ledger.note(size));
}

function p256(): Signer {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return localSigner(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
}
