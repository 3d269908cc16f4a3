import type { CommandSpec } from '../command.js';
import { LEDGER_OPTIONS } from '../options.js';

/** `writ ledger signer`. */
export const ledgerSigner: CommandSpec = {
  name: 'ledger signer',
  summary: 'sign checkpoints in a process of its own, until Ctrl-C',
  about:
    'The signer zone: run it as a user of its own, and give the others its socket and nothing else. It alone holds the checkpoint key, remembers ' +
    'what it signed, checks every entry by itself, and never signs two histories. Makes its key when there is none. Others reach it with --signer.',
  examples: ['writ ledger signer --keys /var/lib/writ-signer --socket /run/writ/signer.sock'],
  arguments: [],
  options: [
    { flags: '--socket <file>', about: "Unix socket to listen on (default: the ledger's folder with .sock)" },
    {
      flags: '--keys <folder>',
      about:
        "where its key and memory lie (default: WRIT_LEDGER_KEYS, `ledger.keys`, the ledger's folder with -keys)",
    },
    ...LEDGER_OPTIONS,
    { flags: '--json', about: 'print one JSON document instead of words' },
  ],
  schema: 'ledger-signer',
  load: () => import('../actions/ledger-signer.js'),
};
