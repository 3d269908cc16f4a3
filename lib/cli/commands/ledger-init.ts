import type { CommandSpec } from '../command.js';
import { LEDGER_KEYS_OPTIONS, LEDGER_OPTIONS, MANIFEST_OPTION, OUTPUT_OPTIONS } from '../options.js';

/** `writ ledger init`. */
export const ledgerInit: CommandSpec = {
  name: 'ledger init',
  summary: 'start a ledger: keys by zone, and a first entry signed by two governors',
  about:
    'Sweeps the live world once, since the first entry holds the digest of a complete inventory, and makes a key for each zone in a folder ' +
    'outside the ledger. Without --governor-key it makes the keys of both governors too, which is for trying out: in production two people ' +
    'bring a key each. Prints the public key that everybody else verifies by; keep it where the writer of the ledger cannot change it.',
  examples: [
    'writ ledger init',
    'writ ledger init --governor hr:10510 --governor hr:10110 --governor-key ciso.pem --governor-key platform.pem',
  ],
  arguments: [],
  options: [
    { flags: '--governor <id...>', about: 'who governs, by id; twice or more (default: `ledger.governors`)' },
    {
      flags: '--governor-key <file...>',
      about: 'private key of each governor, in the same order (default: made here)',
    },
    { flags: '--repository <id>', about: 'id of the repository (default: `ledger.repository`)' },
    {
      flags: '--origin <name>',
      about: 'name of the log in its checkpoints (default: `ledger.origin`, the repository with /ledger)',
    },
    MANIFEST_OPTION,
    ...LEDGER_KEYS_OPTIONS,
    ...LEDGER_OPTIONS,
    ...OUTPUT_OPTIONS,
  ],
  schema: 'ledger-init',
  load: () => import('../actions/ledger-init.js'),
};
