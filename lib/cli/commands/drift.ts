import type { CommandSpec } from '../command.js';
import {
  LEDGER_KEYS_OPTIONS,
  LEDGER_OPTION,
  LOG_OPTION,
  MANIFEST_OPTION,
  OUTPUT_OPTIONS,
  WORLD_OPTIONS,
} from '../options.js';

/** `writ drift`: wanted against live. */
export const drift: CommandSpec = {
  name: 'drift',
  summary: 'what is live and not wanted, and what is wanted and not live',
  about:
    'Sweeps the live world, compares it with the manifest, and says for each difference what it gives, why it is one, ' +
    'who did it where the audit logs say, since when, and the cure. Changes nothing at the providers; first sightings, what was seen and what was judged of it go to the ledger, once one is founded. ' +
    'Exit code 0 when clean, 2 on drift, 3 when part of the world could not be read.',
  examples: [
    'writ drift',
    'writ drift --brief --sandbox',
    'writ drift --format markdown > drift.md',
    'writ drift --json',
  ],
  arguments: [],
  options: [
    { flags: '--brief', about: 'one or two lines for each finding' },
    { flags: '--uncovered', about: 'list every kind of access that no sweep covers' },
    {
      flags: '--all',
      about: 'also show what is visible and no drift: service objects, group rules, other owners',
    },
    {
      flags: '--format <format>',
      about: 'how to print words',
      choices: ['text', 'markdown'],
      default: 'text',
    },
    MANIFEST_OPTION,
    LOG_OPTION,
    LEDGER_OPTION,
    ...LEDGER_KEYS_OPTIONS,
    ...WORLD_OPTIONS,
    ...OUTPUT_OPTIONS,
  ],
  schema: 'drift',
  load: () => import('../actions/drift.js'),
};
