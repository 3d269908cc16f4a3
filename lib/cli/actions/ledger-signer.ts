import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { keyFile, makeKey } from '../../adapters/ledger/key-folder.js';
import { runSigner } from '../../adapters/ledger/signer-process.js';
import type { LedgerSignerReady } from '../../report/index.js';
import { textOption, type Call } from '../command.js';
import type { Exit } from '../exit.js';
import { signerFiles } from '../ledger/open.js';
import { ledgerPlace } from '../ledger/place.js';
import { print } from '../output.js';

/** Serves the signer until it is told to stop. */
export async function run(call: Call): Promise<Exit> {
  const place = await ledgerPlace(call);
  const files = signerFiles(place);
  const named = textOption(call, 'socket');
  const socket = named === undefined ? `${place.folder}.sock` : resolve(call.io.cwd, named);
  const { key } = existsSync(files.key) ? await keyFile(files.key) : await makeKey(place.keys, 'signer');
  const ready: LedgerSignerReady = {
    schema: 'writ.ledger-signer-ready/1',
    pid: process.pid,
    socket,
    key: key.id,
  };
  await runSigner(
    { ...files, socket },
    () =>
      void print(call, {
        document: ready,
        lines: () => [
          `# the signer listens, key ${key.id}; Ctrl-C ends it`,
          `export WRIT_LEDGER_SIGNER=${socket}`,
        ],
      }),
    stopped(call.signal),
  );
  return 'done';
}

function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((done) => signal.addEventListener('abort', () => done(), { once: true }));
}
