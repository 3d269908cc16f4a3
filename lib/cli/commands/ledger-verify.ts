import type { CommandSpec } from '../command.js';
import { LEDGER_OPTIONS, OUTPUT_OPTIONS } from '../options.js';

/** `writ ledger verify`. */
export const ledgerVerify: CommandSpec = {
  name: 'ledger verify',
  summary: 'check every byte of a ledger against one public key',
  about:
    'Checks the format, chain, signatures and zone of every entry in order, the root at every checkpoint, and that the last checkpoint covers ' +
    'everything. Says how far it got; names the first bad entry and the layer of proof that caught it. Works on a copy with nothing but the ' +
    'public key. Exit code 0 when the ledger is whole, 1 when it is not.',
  examples: [
    'writ ledger verify',
    'writ ledger verify --copy audit/ledger --key writ-ledger.pub',
    'writ ledger verify --held last-quarter.note --json',
  ],
  arguments: [],
  options: [
    {
      flags: '--key <key>',
      about: 'the public key, as text or file (default: the one beside the ledger, which proves less)',
    },
    { flags: '--copy <folder>', about: 'verify this copy; needs --key' },
    {
      flags: '--held <file...>',
      about: 'a checkpoint that you kept from earlier; the ledger must continue it',
    },
    { flags: '--strict', about: 'entries of a kind that this Writ does not know are faults' },
    ...LEDGER_OPTIONS,
    ...OUTPUT_OPTIONS,
  ],
  schema: 'ledger-verify',
  load: () => import('../actions/ledger-verify.js'),
};
