import { resolve } from 'node:path';
import { readTextFile } from '../../adapters/files/text.js';
import { directoryStore } from '../../adapters/ledger/directory.js';
import { gitAnchor } from '../../adapters/ledger/git-anchor.js';
import { lookAgain } from '../../adapters/ledger/look-again.js';
import { compiledWorker, parallelEntries } from '../../adapters/ledger/parallel.js';
import { MAX_NOTE_BYTES, type HeldCheckpoint } from '../../evidence/index.js';
import { ledgerVerdict, ledgerVerdictText } from '../../report/index.js';
import { refuseNothing, verifyWhole } from '../../workflow/ledger/verify.js';
import { command, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { evidenceClock } from '../ledger/evidence.js';
import { ledgerPlace } from '../ledger/place.js';
import { trustedKey } from '../ledger/trusted-key.js';
import { COPY_OPTION, LEDGER_OPTIONS, OUTPUT_OPTIONS } from '../options.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';

const OPTIONS = [
  {
    flags: '--key <key>',
    about: 'the public key, as text or file (default: the one beside the ledger, which proves less)',
  },
  COPY_OPTION,
  {
    flags: '--held <file...>',
    about: 'a checkpoint that you kept from earlier; the ledger must continue it',
  },
  { flags: '--strict', about: 'entries of a kind that this Writ does not know are faults' },
  ...LEDGER_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

type LedgerVerifyCall = Call<typeof OPTIONS>;

/** `writ ledger verify`. */
export const spec = command({
  about:
    'Checks the format, chain, signatures and zone of every entry in order, the root at every checkpoint, and that the last checkpoint covers ' +
    'everything. Says how far it got; names the first bad entry and the layer of proof that caught it. Works on a copy with nothing but the ' +
    'public key. Exit code 0 when the ledger is whole, 1 when it is not.',
  examples: [
    'writ ledger verify',
    'writ ledger verify --copy audit/ledger --key writ-ledger.pub',
    'writ ledger verify --held last-quarter.note --json',
  ],
  arguments: [],
  options: OPTIONS,
  schema: 'ledger-verify',
  run,
});

/** Verifies the ledger, or a copy of it, and says what was found. */
async function run(call: LedgerVerifyCall): Promise<Exit> {
  const place = await ledgerPlace(call);
  const { copy, strict = false } = call.options;
  const store = directoryStore(copy === undefined ? place.folder : resolve(call.io.cwd, copy));
  await refuseNothing(store);
  const { key, text, from } = await trustedKey(call, place);
  const clock = await evidenceClock(call);
  const held = await heldCheckpoints(call);
  const worker = compiledWorker();
  const verdict = await withProgress(call.io, 'verifying the ledger', (progress) =>
    verifyWhole({
      store,
      key,
      held,
      // A copy is verified by what its reader holds; the ledger of this configuration, by its anchor as well.
      anchors: copy === undefined && place.anchor ? [gitAnchor(place.anchor)] : [],
      ...(worker ? { entries: parallelEntries(store.place, worker) } : {}),
      strict,
      now: clock.now(),
      again: lookAgain(clock),
      ...(place.skew === undefined ? {} : { skew: place.skew }),
      signal: call.signal,
      onProgress: (entries) => progress.say(`verifying the ledger: ${entries} entries are good`),
    }),
  );
  const document = ledgerVerdict(verdict, { folder: store.place, key: text, keyFrom: from });
  await print(call, { document, lines: (paint, width) => ledgerVerdictText(document, paint, width) });
  return verdict.state === 'whole' ? 'done' : 'failed';
}

async function heldCheckpoints({ io, options }: LedgerVerifyCall): Promise<HeldCheckpoint[]> {
  return Promise.all(
    (options.held ?? []).map(async (file) => ({
      note: await readTextFile(resolve(io.cwd, file), MAX_NOTE_BYTES),
      from: 'memory' as const,
      place: file,
    })),
  );
}
