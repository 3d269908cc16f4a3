import type { CommandSpec } from '../command.js';

/** `writ ledger page`. */
export const ledgerPage: CommandSpec = {
  name: 'ledger page',
  summary: 'write the page that verifies a ledger in a browser, without network',
  about:
    'One HTML file that needs nothing else: open it from disk, paste the public key, choose the ledger folder or a bundle. It checks what ' +
    '`writ ledger verify` checks with other code, and its own policy forbids it any network. For auditors who run no Writ.',
  examples: ['writ ledger page --out verify.html'],
  arguments: [],
  options: [
    { flags: '--out <file>', about: 'file to write', default: 'verify.html' },
    { flags: '--json', about: 'print one JSON document instead of words' },
  ],
  schema: 'ledger-file',
  load: () => import('../actions/ledger-page.js'),
};
