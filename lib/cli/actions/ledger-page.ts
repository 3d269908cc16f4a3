import { resolve } from 'node:path';
import { digest } from '../../kernel/index.js';
import { LEDGER_PAGE, type LedgerFile } from '../../report/index.js';
import { textOption, type Call } from '../command.js';
import type { Exit } from '../exit.js';
import { print, writeWhole } from '../output.js';

/** Writes the verifier page. */
export async function run(call: Call): Promise<Exit> {
  const file = resolve(call.io.cwd, textOption(call, 'out') ?? 'verify.html');
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
