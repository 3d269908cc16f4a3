import { resolve } from 'node:path';
import { writeBundle } from '../../adapters/ledger/bundle-file.js';
import { counted } from '../../kernel/index.js';
import type { LedgerFile } from '../../report/index.js';
import { command, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { ledgerPlace } from '../ledger/place.js';
import { LEDGER_OPTIONS } from '../options.js';
import { print } from '../output.js';

const OPTIONS = [
  { flags: '--out <file>', about: 'file to write', default: 'ledger.bundle' },
  ...LEDGER_OPTIONS,
  { flags: '--json', about: 'print one JSON document instead of words' },
] as const satisfies readonly OptionSpec[];

type LedgerBundleCall = Call<typeof OPTIONS>;

/** `writ ledger bundle`. */
export const spec = command({
  about:
    'Every file below the ledger folder as it lies, in base64, one to a line (writ.ledger-bundle/1). Proves nothing by itself: the receiver ' +
    'verifies it with the page of `writ ledger page` and the public key. Useful where a browser cannot choose a folder, as on some phones.',
  examples: ['writ ledger bundle --out ledger.bundle'],
  arguments: [],
  options: OPTIONS,
  schema: 'ledger-file',
  run,
});

/** Writes all files of the ledger into one. */
async function run(call: LedgerBundleCall): Promise<Exit> {
  const { folder } = await ledgerPlace(call);
  const file = resolve(call.io.cwd, call.options.out);
  const { files, digest } = await writeBundle(folder, file, call.signal);
  const document: LedgerFile = { schema: 'writ.ledger-file/1', file, digest };
  await print(call, {
    document,
    lines: (paint) => [
      paint.good(`wrote ${file}: ${counted(files, 'file')}`),
      `  ${document.digest}`,
      'next: hand it over with the page of `writ ledger page`; the public key goes another way',
    ],
  });
  return 'done';
}
