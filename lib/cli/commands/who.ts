import type { CommandSpec } from '../command.js';
import { LEDGER_OPTIONS, MANIFEST_OPTION, OUTPUT_OPTIONS } from '../options.js';

/** `writ who`: who held what at an instant. */
export const who: CommandSpec = {
  name: 'who',
  summary: 'who held what at an instant in the past, from evidence alone',
  about:
    'Verifies the ledger, takes the last judgement recorded up to the instant with what was live and what was wanted then, takes off what ' +
    'was proved revoked since, and lists each holding with why it stood, or that nothing explained it.',
  examples: [
    'writ who --at 2026-11-20T12:00:00Z',
    'writ who --at 2026-11-20T12:00:00Z --asset payments-platform --json',
  ],
  arguments: [],
  options: [
    { flags: '--at <instant>', about: 'the instant (default: now)' },
    { flags: '--asset <name>', about: 'only what is on this asset' },
    {
      flags: '--key <key>',
      about: 'the public key to verify by, as text or file (default: the one beside the ledger)',
    },
    MANIFEST_OPTION,
    ...LEDGER_OPTIONS,
    ...OUTPUT_OPTIONS,
  ],
  schema: 'who',
  load: () => import('../actions/who.js'),
};
