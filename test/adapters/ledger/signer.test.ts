import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import {
  directoryStore,
  fileMemory,
  serveSigner,
  socketSigner,
  startSigner,
  type SignerProcess,
} from '../../../lib/adapters/ledger/index.js';
import {
  guardingSigner,
  Ledger,
  localSigner,
  newPrivateKey,
  readRecords,
  verifyLedger,
  type LedgerProps,
  type NoteKey,
} from '../../../lib/evidence/index.js';
import { systemClock } from '../../../lib/kernel/index.js';
import { tempFolder } from '../../_helpers/temp.js';
import { genesisBody, newHands, ORIGIN, seen } from '../../evidence/_ledger.js';
import { RUN_TS, SIGNER, WRITER } from './_programs.js';

interface Site {
  readonly folder: string;
  readonly socket: string;
  readonly keeperKey: string;
  readonly noteKey: NoteKey;
  readonly props: LedgerProps;
}

describe('a signer in a process of its own', () => {
  let signer: SignerProcess | undefined;
  afterEach(async () => {
    await signer?.stop();
    signer = undefined;
  });

  async function site(): Promise<Site> {
    const root = tempFolder();
    const [pem, keeper] = [newPrivateKey(), newPrivateKey()];
    const files = {
      key: join(root, 'signer.pem'),
      memory: join(root, 'signer', 'state'),
      socket: join(root, 's.sock'),
    };
    const keeperKey = join(root, 'keeper.pem');
    writeFileSync(files.key, pem, { mode: 0o600 });
    writeFileSync(keeperKey, keeper, { mode: 0o600 });
    signer = await startSigner(files, SIGNER);
    const hands = newHands();
    const own = { zone: 'keeper' as const, signer: localSigner(keeper) };
    const keys = [...hands.keys.filter(({ zone }) => zone !== 'keeper'), own];
    const signerKey = localSigner(pem);
    const folder = join(root, 'ledger');
    const props = {
      store: directoryStore(folder),
      checkpoints: socketSigner(files.socket),
      keys,
      clock: systemClock,
      writer: 'test',
    };
    await Ledger.found(props, genesisBody({ ...hands, keys, signer: signerKey }));
    return { folder, socket: files.socket, keeperKey, noteKey: { name: ORIGIN, key: signerKey.key }, props };
  }

  const write = ({ folder, socket, keeperKey }: Site, name: string, count: number, each: number) =>
    spawn(process.execPath, [RUN_TS, WRITER, folder, socket, keeperKey, name, String(count), String(each)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  it('serves eight writers of 500 entries each, and nothing is lost', async () => {
    const here = await site();
    const writers = Array.from({ length: 8 }, (_, number) => write(here, `w${number}`, 500, 20 + number));
    const complaints: string[] = [];
    for (const writer of writers) writer.stderr.on('data', (part: Buffer) => complaints.push(String(part)));
    for (const writer of writers) writer.stdout.resume();
    const codes = await Promise.all(writers.map(async (writer) => (await once(writer, 'exit'))[0] as number));
    expect({ codes: new Set(codes), complaints }).toEqual({ codes: new Set([0]), complaints: [] });
    const verdict = await verifyLedger({ store: here.props.store, key: here.noteKey });
    expect(verdict).toMatchObject({ state: 'whole', entries: 4001, covered: 4001, leftovers: [] });
    const findings = new Set<string>();
    for await (const { kind, body } of readRecords(here.props.store))
      if (kind === 'first-seen') findings.add(body.finding);
    expect(findings.size).toBe(4000);
  }, 180_000);

  it('loses no entry that a killed writer was told is durable, and the next one goes on', async () => {
    const here = await site();
    for (const round of [0, 1, 2]) {
      const writer = write(here, `k${round}`, 100_000, 3);
      let told = '';
      writer.stdout.on('data', (part: Buffer) => {
        told += part.toString('utf8');
        // Somewhere in the middle of whatever it does next.
        if (told.length > 200 * (round + 1)) writer.kill('SIGKILL');
      });
      await once(writer, 'close');
      const ledger = await Ledger.open(here.props);
      await ledger.append([seen(round)]);
      const verdict = await verifyLedger({ store: here.props.store, key: here.noteKey });
      expect(verdict).toMatchObject({ state: 'whole', fault: undefined });
      const findings = new Set<string>();
      for await (const { kind, body } of readRecords(here.props.store))
        if (kind === 'first-seen') findings.add(body.finding);
      const durable = told.split('\n').slice(0, -1);
      expect(durable.filter((finding) => !findings.has(finding))).toEqual([]);
    }
  }, 60_000);

  it('cannot be asked for anything but its head and an extension, and its socket is its user’s own', async () => {
    const { socket } = await site();
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    const status = await new Promise((tell) => {
      request({ socketPath: socket, method: 'POST', path: '/sign' }, (answer) => {
        answer.resume();
        tell(answer.statusCode);
      }).end('{}');
    });
    expect(status).toBe(404);
  });

  it('says by layer what it refuses', async () => {
    const { socket, props } = await site();
    const head = await socketSigner(socket).head();
    await expect(socketSigner(socket).extend(1, [Buffer.from('{}')])).rejects.toMatchObject({
      layer: 'format',
      seq: 1,
    });
    const [genesis] = [
      (await props.store.read(0)[Symbol.asyncIterator]().next()).value as { bytes: Uint8Array },
    ];
    await expect(socketSigner(socket).extend(1, [genesis.bytes])).rejects.toMatchObject({ layer: 'chain' });
    expect((await socketSigner(socket).head()).note).toBe(head.note);
  });

  it('is one per socket, and its absence is told with what to do', async () => {
    const { socket, props } = await site();
    const second = guardingSigner(localSigner(newPrivateKey()), fileMemory(join(tempFolder(), 'state')));
    await expect(serveSigner(second, socket)).rejects.toMatchObject({ code: 'LEDGER_REFUSED' });
    const ledger = await Ledger.open(props);
    await signer?.stop();
    await expect(ledger.append([seen(1)])).rejects.toMatchObject({ code: 'LEDGER_REFUSED' });
    const again = await serveSigner(second, socket);
    await again.close();
  });
});
