import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  directoryAside,
  fileMemory,
  gitAnchor,
  parallelEntries,
} from '../../../lib/adapters/ledger/index.js';
import {
  anchorFact,
  foundSuccessor,
  guardingSigner,
  heldBy,
  Ledger,
  mendTail,
  readRecords,
  rebuildSigner,
  recordRebuilt,
  verifyLedger,
  type LedgerProps,
  type LedgerRecord,
} from '../../../lib/evidence/index.js';
import { digest, manualClock } from '../../../lib/kernel/index.js';
import { tempFolder } from '../../_helpers/temp.js';
import { AT, genesisBody, newHands, seen, type Hands } from '../../evidence/_ledger.js';
import { Folder } from './_folder.js';
import { WORKER } from './_programs.js';

const MENDER = { by: 'hr:1', reason: 'the machine lost power' };

interface Site {
  readonly root: string;
  readonly folder: Folder;
  readonly hands: Hands;
  readonly props: LedgerProps;
}

/** A founded ledger with four more entries. */
async function site(hands = newHands(), root = tempFolder()): Promise<Site> {
  const folder = new Folder(join(root, 'ledger'));
  const props = propsOf(folder, hands, root);
  const ledger = await Ledger.found(props, genesisBody(hands));
  await ledger.append([seen(1), seen(2)]);
  await ledger.append([seen(3), seen(4)]);
  return { root, folder, hands, props };
}

function propsOf(folder: Folder, hands: Hands, root: string): LedgerProps {
  const checkpoints = guardingSigner(hands.signer, fileMemory(join(root, 'signer', 'state')));
  return { store: folder.store, checkpoints, keys: hands.keys, clock: manualClock(AT), writer: 'test' };
}

async function last(folder: Folder): Promise<LedgerRecord | undefined> {
  let record: LedgerRecord | undefined;
  for await (const next of readRecords(folder.store)) record = next;
  return record;
}

const whole = async ({ folder, hands }: Site): Promise<string> =>
  (await folder.verify({ key: hands.noteKey })).state;

describe('recovery of a ledger', () => {
  it('sets a torn tail aside, keeps it, and records both', async () => {
    const here = await site();
    here.folder.write('entries', 5, '{"envelope":{"payl');
    here.folder.write('entries', 6, '');
    await expect(Ledger.open(here.props)).rejects.toMatchObject({ layer: 'format', seq: 5 });
    const mended = await mendTail(here.props, directoryAside(here.folder.root), MENDER);
    expect(mended).toEqual({
      what: 'torn-tail',
      size: 5,
      setAside: [digest('{"envelope":{"payl'), digest('')],
    });
    expect(await last(here.folder)).toMatchObject({
      kind: 'recovery',
      seq: 5,
      body: { ...mended, ...MENDER },
    });
    expect(await whole(here)).toBe('whole');
  });

  it('sets aside what stands after a gap', async () => {
    const here = await site();
    here.folder.write('entries', 7, here.folder.bytes(4));
    expect(await mendTail(here.props, directoryAside(here.folder.root), MENDER)).toMatchObject({
      what: 'torn-tail',
      size: 5,
    });
    expect(await whole(here)).toBe('whole');
  });

  it('never sets aside what the signer signed over', async () => {
    const here = await site();
    here.folder.write('entries', 4, 'torn');
    const aside = jest.fn();
    await expect(mendTail(here.props, aside, MENDER)).rejects.toMatchObject({ layer: 'consistency', seq: 4 });
    expect(aside).not.toHaveBeenCalled();
  });

  it('writes a lost checkpoint again and records it; where nothing is wrong it does nothing', async () => {
    const here = await site();
    here.folder.remove('checkpoints', 5);
    expect(await whole(here)).toBe('broken');
    expect(await mendTail(here.props, directoryAside(here.folder.root), MENDER)).toMatchObject({
      what: 'missing-checkpoint',
      size: 5,
    });
    expect(await whole(here)).toBe('whole');
    expect(await mendTail(here.props, directoryAside(here.folder.root), MENDER)).toMatchObject({
      what: 'nothing',
      size: 6,
    });
    expect(here.folder.size).toBe(6);
  });

  it('writes all lost checkpoints’ last one again', async () => {
    const here = await site();
    rmSync(join(here.folder.root, 'checkpoints'), { recursive: true });
    await (await Ledger.open(here.props)).checkpoint();
    expect(await whole(here)).toBe('whole');
  });

  it('rebuilds a lost memory of the signer only from a ledger that continues a checkpoint kept elsewhere', async () => {
    const here = await site();
    const note = here.folder.note(5);
    const memory = fileMemory(join(here.root, 'signer', 'state'));
    const held = [{ note, from: 'anchor' as const, place: 'elsewhere' }];
    const rebuild = {
      store: here.folder.store,
      key: here.hands.noteKey,
      held,
      memory,
      signer: here.hands.signer,
    };
    await expect(rebuildSigner(rebuild)).rejects.toMatchObject({ code: 'LEDGER_REFUSED' });
    rmSync(join(here.root, 'signer'), { recursive: true });
    await expect(Ledger.open(here.props)).rejects.toMatchObject({ code: 'LEDGER_REFUSED' });
    await expect(rebuildSigner({ ...rebuild, held: [] })).rejects.toMatchObject({ code: 'LEDGER_REFUSED' });
    const rolledBack = here.folder.copyTo(join(here.root, 'copy'));
    rolledBack.rollBack(3);
    await expect(rebuildSigner({ ...rebuild, store: rolledBack.store })).rejects.toMatchObject({
      layer: 'anchor',
    });
    expect((await rebuildSigner(rebuild)).frontier.size).toBe(5);
    await recordRebuilt(await Ledger.open(here.props), held[0]!, MENDER);
    expect(await last(here.folder)).toMatchObject({
      kind: 'recovery',
      body: { what: 'lost-signer', checkpoint: digest(note) },
    });
    expect(await whole(here)).toBe('whole');
  });

  it('founds a successor of a lost ledger that names the last anchored checkpoint', async () => {
    const here = await site();
    const lost = here.folder.note(5);
    rmSync(here.folder.root, { recursive: true });
    await expect(Ledger.open(here.props)).rejects.toMatchObject({ layer: 'checkpoint' });
    const [hands, root] = [newHands(), tempFolder()];
    const next = new Folder(join(root, 'ledger'));
    const props = propsOf(next, hands, root);
    await expect(foundSuccessor(props, genesisBody(hands), lost, MENDER)).rejects.toMatchObject({
      code: 'LEDGER_REFUSED',
    });
    const origin = 'ledger.example/access/2';
    await foundSuccessor(props, genesisBody(hands, { origin }), lost, MENDER);
    expect(await last(next)).toMatchObject({
      seq: 1,
      body: { what: 'lost-ledger', size: 5, checkpoint: digest(lost) },
    });
    expect((await next.verify({ key: { name: origin, key: hands.signer.key } })).state).toBe('whole');
  });
});

describe('an anchor on a branch', () => {
  function repository(...args: string[]): string {
    const folder = tempFolder();
    execFileSync('git', ['init', '--quiet', ...args, folder]);
    return folder;
  }

  it('shows that log and checkpoints were rolled back together', async () => {
    const here = await site();
    const anchor = gitAnchor({ repository: repository(), branch: 'anchors/ledger' });
    const ledger = await Ledger.open(here.props);
    for (const size of [3, 5]) {
      const note = here.folder.note(size);
      const receipt = await anchor.lay(note);
      expect(await anchor.lay(note)).toBe(receipt);
      await ledger.append([anchorFact(anchor.place, { note, receipt })]);
    }
    const held = await heldBy([anchor]);
    expect(held.map(({ note }) => note)).toEqual([here.folder.note(3), here.folder.note(5)]);
    expect(await here.folder.verify({ key: here.hands.noteKey, held })).toMatchObject({
      state: 'whole',
      entries: 7,
    });
    here.folder.rollBack(3);
    expect((await here.folder.verify({ key: here.hands.noteKey })).state).toBe('whole');
    expect((await here.folder.verify({ key: here.hands.noteKey, held })).fault).toMatchObject({
      layer: 'anchor',
      seq: 3,
    });
  });

  it('is pushed to where the branch is protected, beside the other files there', async () => {
    const here = await site();
    const remote = repository('--bare');
    const [one, two] = [repository(), repository()].map((clone) =>
      gitAnchor({ repository: clone, branch: 'anchor', remote }),
    );
    await one!.lay(here.folder.note(3));
    await two!.lay(here.folder.note(5));
    expect((await heldBy([one!])).length).toBe(2);
    expect(
      execFileSync('git', ['-C', remote, 'log', '--format=%s', 'anchor']).toString().trim().split('\n'),
    ).toEqual(['Ledger checkpoint over 5 entries', 'Ledger checkpoint over 3 entries']);
  });

  it.each(['-x', '../x', 'a b', 'x..y'])('refuses the branch name `%s`', async (branch) => {
    const here = await site();
    await expect(
      gitAnchor({ repository: repository(), branch }).lay(here.folder.note(5)),
    ).rejects.toMatchObject({
      name: 'WritError',
    });
  });
});

describe('verification on several threads', () => {
  it('finds what one thread finds', async () => {
    const here = await site();
    const ledger = await Ledger.open(here.props);
    await ledger.append(Array.from({ length: 600 }, (_, i) => seen(i)));
    const both = async () => {
      const entries = parallelEntries(here.folder.root, WORKER);
      const [fast, plain] = [
        await here.folder.verify({ key: here.hands.noteKey, entries }),
        await here.folder.verify({ key: here.hands.noteKey }),
      ];
      expect({ ...fast, fault: fast.fault?.toJSON() }).toEqual({ ...plain, fault: plain.fault?.toJSON() });
      return fast;
    };
    expect(await both()).toMatchObject({ state: 'whole', entries: 605, covered: 605 });
    here.folder.write('entries', 400, here.folder.bytes(399));
    expect((await both()).fault).toMatchObject({ layer: 'chain', seq: 400 });
    here.folder.remove('entries', 300);
    expect((await both()).fault).toMatchObject({ layer: 'chain', seq: 300 });
    here.folder.write('entries', 0, 'nothing');
    expect((await both()).fault).toMatchObject({ layer: 'format', seq: 0 });
  }, 60_000);

  it('goes on while others append', async () => {
    const here = await site();
    const ledger = await Ledger.open(here.props);
    let appended = 0;
    const verdict = await verifyLedger({
      store: {
        ...here.folder.store,
        async *read(from, to) {
          for await (const entry of here.folder.store.read(from, to)) yield entry;
          if ((appended += 1) <= 2) await ledger.append([seen(appended)]);
        },
      },
      key: here.hands.noteKey,
    });
    expect(verdict).toMatchObject({ state: 'whole', entries: 7, covered: 7 });
  });
});
