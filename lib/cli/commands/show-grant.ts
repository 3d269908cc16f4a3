import type { CommandSpec } from '../command.js';
import { MANIFEST_OPTION, OUTPUT_OPTIONS, WORLD_OPTIONS } from '../options.js';

/** `writ show grant`. */
export const showGrant: CommandSpec = {
  name: 'show grant',
  summary: 'one grant: what it gives, on which bases, through which edges',
  about:
    'Reads the manifest and the identity snapshot beside it. With --live it also sweeps and says what is live; what could not be read is ' +
    'said to be unreadable, never absent.',
  examples: ['writ show grant 3f9c1b2a4d5e6f70', 'writ show grant 3f9c1b2a4d5e6f70 --live --json'],
  arguments: [{ name: '<id>', about: 'edge or grant id as drift and synth print it' }],
  options: [
    { flags: '--live', about: 'sweep the live world and compare' },
    MANIFEST_OPTION,
    ...WORLD_OPTIONS,
    ...OUTPUT_OPTIONS,
  ],
  schema: 'show',
  load: () => import('../actions/show-grant.js'),
};
