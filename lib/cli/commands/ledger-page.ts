import { resolve } from 'node:path';
import { writeWhole } from '../../adapters/files/durable.js';
import { digest } from '../../kernel/index.js';
import { LEDGER_PAGE, type LedgerFile } from '../../report/index.js';
import { command, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { print } from '../output.js';

const OPTIONS = [
  { flags: '--out <file>', about: 'file to write', default: 'verify.html' },
  { flags: '--json', about: 'print one JSON document instead of words' },
] as const satisfies readonly OptionSpec[];

type LedgerPageCall = Call<typeof OPTIONS>;

/** `writ ledger page`. */
export const spec = command({
  about:
    'One HTML file that needs nothing else: open it from disk, paste the public key, choose the ledger folder or a bundle. It checks what ' +
    '`writ ledger verify` checks with other code, and its own policy forbids it any network. For auditors who run no Writ.',
  examples: ['writ ledger page --out verify.html'],
  arguments: [],
  options: OPTIONS,
  schema: 'ledger-file',
  run,
});

/** Writes the verifier page. */
async function run(call: LedgerPageCall): Promise<Exit> {
  const file = resolve(call.io.cwd, call.options.out);
  await writeWhole(file, LEDGER_PAGE);
  const document: LedgerFile = { schema: 'writ.ledger-file/1', file, digest: digest(LEDGER_PAGE) };
  await print(call, {
    document,
    lines: (paint) => [
      paint.good(`wrote ${file}`),
      `  ${document.digest}`,
      'next: open it in a browser; give it the public key and the ledger folder',
    ],
  });
  return 'done';
}
