import type { CommandSpec } from '../command.js';
import { LEDGER_OPTIONS } from '../options.js';

/** `writ ledger prove`. */
export const ledgerProve: CommandSpec = {
  name: 'ledger prove',
  summary: 'a proof that one entry is in the ledger, or that it only ever grew',
  about:
    'With a number: the entry and its RFC 6962 path to the root that the latest checkpoint was signed over. With --from: that the ledger of a ' +
    'later checkpoint continues that of an earlier one. The proof is JSON and needs nothing but the public key; --check checks one, offline.',
  examples: [
    'writ ledger prove 12 --save entry-12.proof.json',
    'writ ledger prove --from 1',
    'writ ledger prove --check entry-12.proof.json --key writ-ledger.pub',
  ],
  arguments: [{ name: '[seq]', about: 'sequence number of the entry to prove' }],
  options: [
    { flags: '--from <size>', about: 'size of the earlier checkpoint' },
    { flags: '--to <size>', about: 'size of the later checkpoint (default: the latest)' },
    { flags: '--check <file>', about: 'check this proof instead of making one' },
    { flags: '--key <key>', about: 'the public key to check by, as text or file' },
    ...LEDGER_OPTIONS,
    { flags: '--json', about: 'the proof is JSON in any case; with --check, the result too' },
    { flags: '--save <file>', about: 'also write the JSON document to this file' },
  ],
  schema: 'ledger-prove',
  load: () => import('../actions/ledger-prove.js'),
};
