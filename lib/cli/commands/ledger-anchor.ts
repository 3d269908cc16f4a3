import type { CommandSpec } from '../command.js';
import { LEDGER_KEYS_OPTIONS, LEDGER_OPTIONS, OUTPUT_OPTIONS } from '../options.js';

/** `writ ledger anchor`. */
export const ledgerAnchor: CommandSpec = {
  name: 'ledger anchor',
  summary: 'lay the current checkpoint out of the writer’s reach',
  about:
    'Commits the checkpoint to the branch that `ledger.anchor` of the configuration names, pushes it where a remote is named, and records in ' +
    'the ledger where it lies. `writ ledger verify` holds the ledger to everything that was ever anchored: this finds a ledger that was rolled ' +
    'back together with its checkpoints. The host of the branch must refuse to rewrite it. Does nothing when nothing was appended since.',
  examples: ['writ ledger anchor', 'writ ledger anchor --json'],
  arguments: [],
  options: [...LEDGER_KEYS_OPTIONS, ...LEDGER_OPTIONS, ...OUTPUT_OPTIONS],
  schema: 'ledger-anchor',
  load: () => import('../actions/ledger-anchor.js'),
};
