import { directoryStore } from '../../adapters/ledger/directory.js';
import { gitAnchor } from '../../adapters/ledger/git-anchor.js';
import { WritError } from '../../kernel/index.js';
import { anchorLedger } from '../../workflow/ledger/anchor.js';
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
  const document = await anchorLedger(ledger, directoryStore(place.folder), anchor);
  await print(call, {
    document,
    lines: (paint) => [
      paint.good(
        document.laid
          ? `anchored the checkpoint over ${document.size} entries`
          : `nothing was appended since the checkpoint over ${document.size} entries was anchored`,
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
