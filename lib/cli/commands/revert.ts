import type { CommandSpec } from '../command.js';
import {
  LEDGER_KEYS_OPTIONS,
  LEDGER_OPTION,
  LOG_OPTION,
  MANIFEST_OPTION,
  OUTPUT_OPTIONS,
  WORLD_OPTIONS,
} from '../options.js';

/** `writ revert`: takes away what is not wanted. */
export const revert: CommandSpec = {
  name: 'revert',
  summary: 'take away what no basis explains; dry without --confirm',
  about:
    'Sweeps and judges like drift, then shows each line with why it is there and which safety rail holds it, if one does. ' +
    'With --confirm it revokes, polls each revocation to its end, reads it back and records it. Never adds access. ' +
    'One failure never hides the others; stopped at any point, it goes on when run again. ' +
    'Exit code 0 when all that was to go is gone, 2 when a dry run has lines and when drift is left that no run takes away ' +
    '(none of it is a line, or every line is held for good: an observed scope, a pinned principal, another owner), ' +
    '3 when part of the world could not be read, 5 when a line waits, 6 when something is not proved ended.',
  examples: [
    'writ revert',
    'writ revert --confirm',
    'writ revert --confirm --json --save revert.json',
    'writ revert --confirm --as hr:10110 --operator-key me.pem --release "the contract with Hexa ended"',
  ],
  arguments: [],
  options: [
    { flags: '--confirm', about: 'do it; without this nothing is changed' },
    {
      flags: '--without-ledger',
      about:
        'the configured ledger was never founded: go on without it. Without this word, a ledger that is not there holds all but proved ends',
    },
    { flags: '--only <ids...>', about: 'only the findings with these ids, as drift prints them' },
    {
      flags: '--release <reason>',
      about:
        'stand behind what the breaker holds, with the reason; it goes once two people do, each proved by key',
    },
    {
      flags: '--as <id>',
      about: 'who runs this, proved by their key in the ledger (default: WRIT_OPERATOR)',
    },
    {
      flags: '--operator-key <file>',
      about: 'private key of --as (default: WRIT_OPERATOR_KEY, else the one in the key folder)',
    },
    {
      flags: '--by <person>',
      about:
        'who confirms, a note for the journal that proves nothing (default: WRIT_ACTOR, else the login name)',
    },
    MANIFEST_OPTION,
    LOG_OPTION,
    LEDGER_OPTION,
    ...LEDGER_KEYS_OPTIONS,
    ...WORLD_OPTIONS,
    ...OUTPUT_OPTIONS,
  ],
  schema: 'revert',
  load: () => import('../actions/revert.js'),
};
