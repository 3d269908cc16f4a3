import type { CommandSpec } from '../command.js';
import { LEDGER_OPTIONS, OUTPUT_OPTIONS } from '../options.js';

/** `writ ledger show`. */
export const ledgerShow: CommandSpec = {
  name: 'ledger show',
  summary: 'what the entries say',
  about:
    'Decodes entries: without a number the newest ones, a line each; with a number the whole of that entry. Reads, and proves nothing: ' +
    '`writ ledger verify` proves.',
  examples: [
    'writ ledger show',
    'writ ledger show 12',
    'writ ledger show --kind decision --since 2026-11-20T00:00:00Z --json',
  ],
  arguments: [{ name: '[seq]', about: 'sequence number of one entry' }],
  options: [
    { flags: '--kind <kind>', about: 'only entries of this kind, such as `decision`' },
    { flags: '--since <instant>', about: 'only entries recorded at this instant or later' },
    { flags: '--last <count>', about: 'how many at most, the newest', default: '20' },
    ...LEDGER_OPTIONS,
    ...OUTPUT_OPTIONS,
  ],
  schema: 'ledger-show',
  load: () => import('../actions/ledger-show.js'),
};
