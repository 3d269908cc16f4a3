import type { CommandSpec } from '../command.js';
import { LEDGER_KEYS_OPTIONS, LEDGER_OPTIONS, OUTPUT_OPTIONS } from '../options.js';

/** `writ ledger mend`. */
export const ledgerMend: CommandSpec = {
  name: 'ledger mend',
  summary: 'mend what a crash left of a ledger, and record it',
  about:
    'Sets a torn tail aside (kept beside the ledger, named by digest), signs over whole entries that no checkpoint covers, and writes a lost last ' +
    'checkpoint again. What the signer signed over is never touched. With --held it rebuilds the memory of a signer that lost it, from a ledger ' +
    'that verifies and continues that checkpoint. Whatever it does is an entry of kind `recovery`. Where nothing is wrong it does nothing.',
  examples: [
    'writ ledger mend --by hr:20017 --reason "power failure, INC-3391"',
    'writ ledger mend --by hr:20017 --reason "signer host lost, INC-3392" --held 2026-q4.note',
  ],
  arguments: [],
  options: [
    { flags: '--by <person>', about: 'who mends: stands in the ledger afterwards' },
    { flags: '--reason <text>', about: 'why: stands in the ledger afterwards' },
    { flags: '--held <file>', about: "rebuild the signer's memory; a checkpoint kept elsewhere" },
    { flags: '--key <file>', about: 'the public note key, for --held (default: the one beside the ledger)' },
    ...LEDGER_KEYS_OPTIONS,
    ...LEDGER_OPTIONS,
    ...OUTPUT_OPTIONS,
  ],
  schema: 'ledger-mend',
  load: () => import('../actions/ledger-mend.js'),
};
