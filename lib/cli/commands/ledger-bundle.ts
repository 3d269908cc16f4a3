import type { CommandSpec } from '../command.js';
import { LEDGER_OPTIONS } from '../options.js';

/** `writ ledger bundle`. */
export const ledgerBundle: CommandSpec = {
  name: 'ledger bundle',
  summary: 'all files of a ledger in one, to hand over',
  about:
    'Every file below the ledger folder as it lies, in base64, one to a line (writ.ledger-bundle/1). Proves nothing by itself: the receiver ' +
    'verifies it with the page of `writ ledger page` and the public key. Useful where a browser cannot choose a folder, as on some phones.',
  examples: ['writ ledger bundle --out ledger.bundle'],
  arguments: [],
  options: [
    { flags: '--out <file>', about: 'file to write', default: 'ledger.bundle' },
    ...LEDGER_OPTIONS,
    { flags: '--json', about: 'print one JSON document instead of words' },
  ],
  schema: 'ledger-file',
  load: () => import('../actions/ledger-bundle.js'),
};
