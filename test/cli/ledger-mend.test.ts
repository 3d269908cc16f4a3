import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { heldKeys, makeKey } from '../../lib/adapters/ledger/key-folder.js';
import { fileMemory } from '../../lib/adapters/ledger/signer-memory.js';
import { guardingSigner, Ledger, noteKeyText } from '../../lib/evidence/index.js';
import { manualClock } from '../../lib/kernel/index.js';
import { Folder } from '../adapters/ledger/_folder.js';
import { AT, genesisBody, ORIGIN, seen } from '../evidence/_ledger.js';
import { tempFolder } from '../_helpers/temp.js';
import { writ, type Ran } from './_io.js';

const WHO = ['--by', 'hr:1', '--reason', 'power failure'];

/** A ledger of five entries with its keys beside it, as `init` leaves it. */
async function site(): Promise<{ cwd: string; folder: Folder; run: (...argv: string[]) => Promise<Ran> }> {
  const cwd = tempFolder();
  const folder = new Folder(join(cwd, 'ledger'));
  const keys = join(cwd, 'ledger-keys');
  for (const name of ['governor-1', 'governor-2', 'gate', 'apply', 'keeper']) await makeKey(keys, name);
  const signer = await makeKey(keys, 'signer');
  const held = (await heldKeys(keys)).filter(({ zone }) => zone !== 'signer');
  const noteKey = { name: ORIGIN, key: signer.key };
  writeFileSync(`${folder.root}.pub`, noteKeyText(noteKey));
  const checkpoints = guardingSigner(signer, fileMemory(join(keys, 'signer-state.json')));
  const props = { store: folder.store, checkpoints, keys: held, clock: manualClock(AT), writer: 'test' };
  const ledger = await Ledger.found(props, genesisBody({ keys: held, signer, noteKey }));
  await ledger.append([1, 2, 3, 4].map(seen));
  const run = (...argv: string[]): Promise<Ran> => writ(argv, { cwd, env: { WRIT_LEDGER: folder.root } });
  return { cwd, folder, run };
}

describe('writ ledger mend', () => {
  it('sets a torn tail aside and records it', async () => {
    const { folder, run } = await site();
    folder.write('entries', 5, 'torn');
    expect((await run('ledger', 'verify')).code).toBe(1);
    const ran = await run('ledger', 'mend', ...WHO, '--json');
    expect(JSON.parse(ran.out)).toMatchObject({
      what: 'torn-tail',
      size: 5,
      setAside: [expect.stringMatching(/^sha256:/)],
    });
    expect(readdirSync(`${folder.root}.aside`)).toHaveLength(1);
    expect((await run('ledger', 'verify')).code).toBe(0);
    expect((await run('ledger', 'mend', ...WHO)).out).toMatch(/nothing to mend/);
  });

  it('rebuilds the memory of a signer from a checkpoint kept elsewhere', async () => {
    const { cwd, folder, run } = await site();
    writeFileSync(join(cwd, 'kept.note'), folder.note(5));
    const keys = join(cwd, 'ledger-keys');
    for (const name of readdirSync(keys)) if (name.startsWith('signer-state')) rmSync(join(keys, name));
    expect((await run('ledger', 'mend', ...WHO)).code).toBe(1);
    const ran = await run('ledger', 'mend', ...WHO, '--held', 'kept.note', '--json');
    expect(JSON.parse(ran.out)).toMatchObject({ what: 'lost-signer', size: 5 });
    expect((await run('ledger', 'verify')).code).toBe(0);
  });

  it('asks who and why', async () => {
    const { run } = await site();
    expect((await run('ledger', 'mend', '--json')).out).toMatch(/USAGE/);
  });
});
