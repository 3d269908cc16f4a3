import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { keyFile, makeKey } from '../../adapters/ledger/key-folder.js';
import { runSigner } from '../../adapters/ledger/signer-process.js';
import type { LedgerSignerReady } from '../../report/index.js';
import { command, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { signerFiles } from '../ledger/open.js';
import { ledgerPlace } from '../ledger/place.js';
import { LEDGER_OPTIONS } from '../options.js';
import { print } from '../output.js';

const OPTIONS = [
  { flags: '--socket <file>', about: "Unix socket to listen on (default: the ledger's folder with .sock)" },
  {
    flags: '--keys <folder>',
    about:
      "where its key and memory lie (default: WRIT_LEDGER_KEYS, `ledger.keys`, the ledger's folder with -keys)",
  },
  ...LEDGER_OPTIONS,
  { flags: '--json', about: 'print one JSON document instead of words' },
] as const satisfies readonly OptionSpec[];

type LedgerSignerCall = Call<typeof OPTIONS>;

/** `writ ledger signer`. */
export const spec = command({
  about:
    'The signer zone: run it as a user of its own, and give the others its socket and nothing else. It alone holds the checkpoint key, remembers ' +
    'what it signed, checks every entry by itself, and never signs two histories. Makes its key when there is none. Others reach it with --signer.',
  examples: ['writ ledger signer --keys /var/lib/writ-signer --socket /run/writ/signer.sock'],
  arguments: [],
  options: OPTIONS,
  schema: 'ledger-signer',
  run,
});

/** Serves the signer until it is told to stop. */
async function run(call: LedgerSignerCall): Promise<Exit> {
  const place = await ledgerPlace(call);
  const files = signerFiles(place);
  const named = call.options.socket;
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
