import { directoryStore } from '../../adapters/ledger/directory.js';
import { gitAnchor } from '../../adapters/ledger/git-anchor.js';
import {
  anchorFact,
  parseCheckpoint,
  readRecords,
  type Anchored,
  type Ledger,
} from '../../evidence/index.js';
import { WritError } from '../../kernel/index.js';
import type { LedgerAnchored } from '../../report/index.js';
import { command, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { evidenceClock } from '../ledger/evidence.js';
import { openLedger } from '../ledger/open.js';
import { ledgerPlace, type LedgerPlace } from '../ledger/place.js';
import { LEDGER_KEYS_OPTIONS, LEDGER_OPTIONS, OUTPUT_OPTIONS } from '../options.js';
import { print } from '../output.js';

const OPTIONS = [
  ...LEDGER_KEYS_OPTIONS,
  ...LEDGER_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

type LedgerAnchorCall = Call<typeof OPTIONS>;

/** `writ ledger anchor`. */
export const spec = command({
  about:
    'Commits the checkpoint to the branch that `ledger.anchor` of the configuration names, pushes it where a remote is named, and records in ' +
    'the ledger where it lies. `writ ledger verify` holds the ledger to everything that was ever anchored: this finds a ledger that was rolled ' +
    'back together with its checkpoints. The host of the branch must refuse to rewrite it. Does nothing when nothing was appended since.',
  examples: ['writ ledger anchor', 'writ ledger anchor --json'],
  arguments: [],
  options: OPTIONS,
  schema: 'ledger-anchor',
  run,
});

/** Anchors the current checkpoint and records that. */
async function run(call: LedgerAnchorCall): Promise<Exit> {
  const place = await ledgerPlace(call);
  const anchor = gitAnchor(configured(place));
  const ledger = await openLedger(place, await evidenceClock(call));
  const { note } = await ledger.checkpoint();
  const known = await anchoredAt(place, ledger, anchor.place);
  const laid = known ?? (await lay(anchor.lay(note ?? ''), note ?? ''));
  if (!known) await ledger.append([anchorFact(anchor.place, laid)]);
  const document: LedgerAnchored = {
    schema: 'writ.ledger-anchor/1',
    place: anchor.place,
    size: parseCheckpoint(laid.note).size,
    receipt: laid.receipt,
    laid: !known,
  };
  await print(call, {
    document,
    lines: (paint) => [
      paint.good(
        known
          ? `nothing was appended since the checkpoint over ${document.size} entries was anchored`
          : `anchored the checkpoint over ${document.size} entries`,
      ),
      `  at ${document.place}, ${document.receipt}`,
    ],
  });
  return 'done';
}

function configured({ anchor }: LedgerPlace): NonNullable<LedgerPlace['anchor']> {
  if (anchor) return anchor;
  throw new WritError('CONFIG_INVALID', 'the configuration names no anchor for this ledger', {
    remedy: 'set `ledger.anchor` to a repository and branch whose host refuses to rewrite it',
  });
}

/** What was anchored last, when the ledger has nothing after it but the entry that says so. */
async function anchoredAt(
  { folder }: LedgerPlace,
  { size }: Ledger,
  place: string,
): Promise<Anchored | undefined> {
  const store = directoryStore(folder);
  for await (const record of readRecords(store, size - 1)) {
    if (record.kind !== 'anchor' || record.body.size !== size - 1 || record.body.place !== place)
      return undefined;
    for await (const checkpoint of store.checkpoints(record.body.size))
      return checkpoint.size === record.body.size
        ? { note: checkpoint.note, receipt: record.body.receipt }
        : undefined;
  }
  return undefined;
}

async function lay(receipt: Promise<string>, note: string): Promise<Anchored> {
  return { note, receipt: await receipt };
}
