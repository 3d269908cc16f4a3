import type { CommandSpec } from '../command.js';
import { LEDGER_KEYS_OPTIONS, LEDGER_OPTIONS, OUTPUT_OPTIONS } from '../options.js';

/** `writ ledger checkpoint`. */
export const ledgerCheckpoint: CommandSpec = {
  name: 'ledger checkpoint',
  summary: 'the signed checkpoint over all entries, to keep elsewhere',
  about:
    'Prints the current checkpoint (a C2SP signed note). Keep it where the writer of the ledger cannot change it: a later ' +
    '`writ ledger verify --held` finds whether the ledger still continues it. Where the key of the signer is here, entries that no checkpoint ' +
    'covers yet are signed over first.',
  examples: ['writ ledger checkpoint', 'writ ledger checkpoint --out 2026-q4.note'],
  arguments: [],
  options: [
    { flags: '--out <file>', about: 'write the note to this file' },
    ...LEDGER_KEYS_OPTIONS,
    ...LEDGER_OPTIONS,
    ...OUTPUT_OPTIONS,
  ],
  schema: 'ledger-checkpoint',
  load: () => import('../actions/ledger-checkpoint.js'),
};
