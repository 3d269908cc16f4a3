import { resolve } from 'node:path';
import { readTextFile } from '../../adapters/files/text.js';
import { directoryStore } from '../../adapters/ledger/directory.js';
import { keyFile } from '../../adapters/ledger/key-folder.js';
import { directoryAside } from '../../adapters/ledger/set-aside.js';
import { fileMemory } from '../../adapters/ledger/signer-memory.js';
import { MAX_NOTE_BYTES, type Mender } from '../../evidence/index.js';
import { WritError } from '../../kernel/index.js';
import { mendLedger, rebuildMemory } from '../../workflow/ledger/mend.js';
import type { LedgerMended } from '../../workflow/ledger/shapes.js';
import { command, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { evidenceClock } from '../ledger/evidence.js';
import { ledgerProps, openLedger, signerFiles } from '../ledger/open.js';
import { ledgerPlace, type LedgerPlace } from '../ledger/place.js';
import { trustedKey } from '../ledger/trusted-key.js';
import { LEDGER_KEYS_OPTIONS, LEDGER_OPTIONS, OUTPUT_OPTIONS } from '../options.js';
import { print } from '../output.js';

const OPTIONS = [
  { flags: '--by <person>', about: 'who mends: stands in the ledger afterwards' },
  { flags: '--reason <text>', about: 'why: stands in the ledger afterwards' },
  { flags: '--held <file>', about: "rebuild the signer's memory; a checkpoint kept elsewhere" },
  { flags: '--key <file>', about: 'the public note key, for --held (default: the one beside the ledger)' },
  ...LEDGER_KEYS_OPTIONS,
  ...LEDGER_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

type LedgerMendCall = Call<typeof OPTIONS>;

/** `writ ledger mend`. */
export const spec = command({
  about:
    'Sets a torn tail aside (kept beside the ledger, named by digest), signs over whole entries that no checkpoint covers, and writes a lost last ' +
    'checkpoint again. What the signer signed over is never touched. With --held it rebuilds the memory of a signer that lost it, from a ledger ' +
    'that verifies and continues that checkpoint. Whatever it does is an entry of kind `recovery`. Where nothing is wrong it does nothing.',
  examples: [
    'writ ledger mend --by hr:20017 --reason "power failure, INC-3391"',
    'writ ledger mend --by hr:20017 --reason "signer host lost, INC-3392" --held 2026-q4.note',
  ],
  arguments: [],
  options: OPTIONS,
  schema: 'ledger-mend',
  run,
});

/** Mends the ledger, or its signer's memory, and says what was done. */
async function run(call: LedgerMendCall): Promise<Exit> {
  const place = await ledgerPlace(call);
  const mender = menderOf(call);
  const { held } = call.options;
  const document =
    held === undefined
      ? await mendLedger(
          await ledgerProps(place, await evidenceClock(call)),
          directoryAside(place.folder),
          mender,
        )
      : await rebuild(call, place, held, mender);
  await print(call, { document, lines: () => words(document) });
  return 'done';
}

async function rebuild(
  call: LedgerMendCall,
  place: LedgerPlace,
  file: string,
  mender: Mender,
): Promise<LedgerMended> {
  const note = await readTextFile(resolve(call.io.cwd, file), MAX_NOTE_BYTES);
  const { key } = await trustedKey(call, place);
  const files = signerFiles(place);
  return rebuildMemory(
    {
      store: directoryStore(place.folder),
      key,
      memory: fileMemory(files.memory),
      signer: await keyFile(files.key),
    },
    { note, from: 'memory', place: file },
    async () => openLedger(place, await evidenceClock(call)),
    mender,
  );
}

function menderOf(call: LedgerMendCall): Mender {
  const [by, reason] = [call.options.by, call.options.reason];
  if (by && reason) return { by, reason };
  throw new WritError('USAGE', 'who mends, and why, is not said', {
    remedy: 'give --by with a person and --reason with a reason: both stand in the ledger afterwards',
  });
}

function words({ what, size, setAside, folder }: LedgerMended): string[] {
  if (what === 'nothing') return [`nothing to mend: all ${size} entries are covered by a checkpoint`];
  const done = {
    'torn-tail': `set ${setAside.length} torn or foreign entries aside, into ${folder}.aside`,
    'missing-checkpoint': 'wrote the checkpoint that was missing',
    'time-ahead': 'said in the ledger that entries before were recorded ahead of the clock',
    'lost-signer': "rebuilt the signer's memory",
  };
  return [
    `${done[what]}; ${size} entries were good, and this is recorded behind them`,
    'next: writ ledger verify',
  ];
}
