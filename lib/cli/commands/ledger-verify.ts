import { resolve } from 'node:path';
import { readTextFile } from '../../adapters/files/text.js';
import { directoryStore } from '../../adapters/ledger/directory.js';
import { gitAnchor } from '../../adapters/ledger/git-anchor.js';
import { lookAgain } from '../../adapters/ledger/look-again.js';
import { compiledWorker, parallelEntries } from '../../adapters/ledger/parallel.js';
import {
  heldBy,
  MAX_NOTE_BYTES,
  verifyLedger,
  type HeldCheckpoint,
  type LedgerStore,
  type Verdict,
} from '../../evidence/index.js';
import { WritError, type Clock } from '../../kernel/index.js';
import { ledgerVerdict, ledgerVerdictText } from '../../report/index.js';
import { command, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { evidenceClock } from '../ledger/evidence.js';
import { ledgerPlace } from '../ledger/place.js';
import { trustedKey, type TrustedKey } from '../ledger/trusted-key.js';
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
  const copy = call.options.copy;
  const folder = copy === undefined ? place.folder : resolve(call.io.cwd, copy);
  const store = directoryStore(folder);
  await refuseNothing(store);
  const trusted = await trustedKey(call, place);
  // A copy is verified by what its reader holds; the ledger of this configuration, by its anchor as well.
  const anchored = copy === undefined && place.anchor ? await heldBy([gitAnchor(place.anchor)]) : [];
  const clock = await evidenceClock(call);
  const verdict = await withProgress(call.io, 'verifying the ledger', (progress) =>
    verify(call, { clock, skew: place.skew }, store, trusted, anchored, (entries) =>
      progress.say(`verifying the ledger: ${entries} entries are good`),
    ),
  );
  const document = ledgerVerdict(verdict, { folder, key: trusted.text, keyFrom: trusted.from });
  await print(call, { document, lines: (paint, width) => ledgerVerdictText(document, paint, width) });
  return verdict.state === 'whole' ? 'done' : 'failed';
}

async function verify(
  call: LedgerVerifyCall,
  { clock, skew }: { readonly clock: Clock; readonly skew: number | undefined },
  store: LedgerStore,
  { key }: TrustedKey,
  anchored: readonly HeldCheckpoint[],
  onProgress: (entries: number) => void,
): Promise<Verdict> {
  const worker = compiledWorker();
  return verifyLedger({
    store,
    key,
    held: [...(await heldCheckpoints(call)), ...anchored],
    ...(worker ? { entries: parallelEntries(store.place, worker) } : {}),
    strict: call.options.strict === true,
    now: clock.now(),
    again: lookAgain(clock),
    ...(skew === undefined ? {} : { skew }),
    onProgress: (entries) => {
      call.signal.throwIfAborted();
      onProgress(entries);
    },
  });
}

async function heldCheckpoints(call: LedgerVerifyCall): Promise<HeldCheckpoint[]> {
  const files = call.options.held ?? [];
  return Promise.all(
    files.map(async (file) => ({
      note: await readTextFile(resolve(call.io.cwd, file), MAX_NOTE_BYTES),
      from: 'memory' as const,
      place: file,
    })),
  );
}

/** A folder without entry and checkpoint is no ledger; one that lost its entries has its checkpoints left. */
async function refuseNothing(store: LedgerStore): Promise<void> {
  if ((await store.size()) > 0 || (await store.latestCheckpoint()) !== undefined) return;
  for await (const stray of store.strays()) if (stray.seq !== undefined) return;
  throw new WritError('LEDGER_MISSING', `there is no ledger in \`${store.place}\``, {
    remedy: 'name the folder that holds `entries` and `checkpoints`, or run `writ ledger init`',
  });
}
