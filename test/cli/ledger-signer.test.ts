import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { socketSigner } from '../../lib/adapters/ledger/signer-client.js';
import { Ledger, noteKeyText } from '../../lib/evidence/index.js';
import { run } from '../../lib/cli/run.js';
import type { Io } from '../../lib/cli/io.js';
import { Folder } from '../adapters/ledger/_folder.js';
import { genesisBody, ledgerKey, newHands, props, seen } from '../evidence/_ledger.js';
import { writ } from './_io.js';

describe('writ ledger signer', () => {
  let cwd: string;
  beforeEach(() => (cwd = mkdtempSync(join(tmpdir(), 'writ-signer-'))));
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));

  it('signs for whoever has its socket, until it is stopped, and remembers when it is started again', async () => {
    const ledger = new Folder(join(cwd, 'ledger'));
    const hands = newHands();
    const first = await started(cwd);
    const remote = socketSigner(first.ready.socket);
    const { key } = (await remote.head()).key;
    expect(key.id).toBe(first.ready.key);
    const body = genesisBody(hands);
    const keys = [...body.keys.filter(({ zone }) => zone !== 'signer'), ledgerKey(key, 'signer', 'signer')];
    const founded = await Ledger.found(
      { ...props(ledger.store, hands), checkpoints: remote },
      { ...body, keys },
    );
    await founded.append([seen(1)]);
    expect(await first.stop()).toBe(0);

    const second = await started(cwd);
    const env = { WRIT_LEDGER: ledger.root, WRIT_LEDGER_SIGNER: second.ready.socket };
    expect(JSON.parse((await writ(['ledger', 'checkpoint', '--json'], { cwd, env })).out)).toMatchObject({
      size: 2,
    });
    const note = noteKeyText((await socketSigner(second.ready.socket).head()).key);
    expect((await writ(['ledger', 'verify', '--copy', ledger.root, '--key', note], { cwd })).code).toBe(0);
    await second.stop();
    expect((await writ(['ledger', 'checkpoint'], { cwd, env })).err).toContain('LEDGER_REFUSED');
  });
});

interface Running {
  readonly ready: { readonly socket: string; readonly key: string };
  stop(): Promise<number>;
}

/** The command in this process, listening. */
function started(cwd: string): Promise<Running> {
  const ended = new AbortController();
  return new Promise((resolve, reject) => {
    const io: Io = {
      out: (text) => resolve({ ready: JSON.parse(text) as Running['ready'], stop }),
      err: (text) => reject(new Error(text)),
      ...{ outIsTerminal: false, errIsTerminal: false, columns: 110, env: {}, cwd },
    };
    const args = ['ledger', 'signer', '--ledger', 'signer', '--socket', 's.sock', '--json'];
    const over = run(args, io, ended.signal);
    const stop = (): Promise<number> => {
      ended.abort();
      return over;
    };
  });
}
