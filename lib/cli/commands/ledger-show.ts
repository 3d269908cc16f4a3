import { directoryStore } from '../../adapters/ledger/directory.js';
import { parseInstant } from '../../kernel/index.js';
import { ledgerShowText } from '../../report/index.js';
import { showEntries, type EntriesAsked } from '../../workflow/ledger/show.js';
import { command, type ArgumentSpec, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { ledgerPlace } from '../ledger/place.js';
import { wholeNumber } from '../numbers.js';
import { LEDGER_OPTIONS, OUTPUT_OPTIONS } from '../options.js';
import { print } from '../output.js';

const ARGUMENTS = [
  { name: '[seq]', about: 'sequence number of one entry' },
] as const satisfies readonly ArgumentSpec[];
const OPTIONS = [
  { flags: '--kind <kind>', about: 'only entries of this kind, such as `decision`' },
  { flags: '--since <instant>', about: 'only entries recorded at this instant or later' },
  { flags: '--last <count>', about: 'how many at most, the newest', default: '20' },
  ...LEDGER_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

type LedgerShowCall = Call<typeof OPTIONS, typeof ARGUMENTS>;

/** `writ ledger show`. */
export const spec = command({
  about:
    'Decodes entries: without a number the newest ones, a line each; with a number the whole of that entry. Reads, and proves nothing: ' +
    '`writ ledger verify` proves.',
  examples: [
    'writ ledger show',
    'writ ledger show 12',
    'writ ledger show --kind decision --since 2026-11-20T00:00:00Z --json',
  ],
  arguments: ARGUMENTS,
  options: OPTIONS,
  schema: 'ledger-show',
  run,
});

/** Shows entries of the ledger. */
async function run(call: LedgerShowCall): Promise<Exit> {
  const { folder } = await ledgerPlace(call);
  const asked = askedFor(call);
  const document = await showEntries(directoryStore(folder), asked, call.signal);
  await print(call, {
    document,
    lines: (paint, width) => ledgerShowText(document, paint, { width, whole: 'seq' in asked }),
  });
  return 'done';
}

function askedFor({ args: [seq], options }: LedgerShowCall): EntriesAsked {
  if (seq !== undefined) return { seq };
  const { kind, since } = options;
  return {
    last: wholeNumber(options, 'last', 1),
    ...(kind === undefined ? {} : { kind }),
    ...(since === undefined ? {} : { since: parseInstant(since) }),
  };
}
