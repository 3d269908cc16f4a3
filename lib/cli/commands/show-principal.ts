import type { CommandSpec } from '../command.js';
import { MANIFEST_OPTION, OUTPUT_OPTIONS, WORLD_OPTIONS } from '../options.js';

/** `writ show principal`. */
export const showPrincipal: CommandSpec = {
  name: 'show principal',
  summary: 'everything one person or workload holds, and why',
  about:
    'Reads the manifest and the identity snapshot beside it. With --live it also sweeps and says what is live; what could not be read is ' +
    'said to be unreadable, never absent.',
  examples: ['writ show principal hr:10482', 'writ show principal hr:10482 --live --json'],
  arguments: [{ name: '<who>', about: 'hr:<worker id>, workload:<id>, or an e-mail or name that fits one' }],
  options: [
    { flags: '--live', about: 'sweep the live world and compare' },
    MANIFEST_OPTION,
    ...WORLD_OPTIONS,
    ...OUTPUT_OPTIONS,
  ],
  schema: 'show',
  load: () => import('../actions/show-principal.js'),
};
