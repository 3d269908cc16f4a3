import type { CommandSpec } from '../command.js';
import { MANIFEST_OPTION, OUTPUT_OPTIONS, WORLD_OPTIONS } from '../options.js';

/** `writ show package`. */
export const showPackage: CommandSpec = {
  name: 'show package',
  summary: 'one package: what it gives, who may hold it, who approves, who holds it',
  about:
    'Reads the manifest and the identity snapshot beside it. With --live it also sweeps and says what is live; what could not be read is ' +
    'said to be unreadable, never absent.',
  examples: ['writ show package prod-admin', 'writ show package prod-admin --live --json'],
  arguments: [{ name: '<id>', about: 'package id' }],
  options: [
    { flags: '--live', about: 'sweep the live world and compare' },
    MANIFEST_OPTION,
    ...WORLD_OPTIONS,
    ...OUTPUT_OPTIONS,
  ],
  schema: 'show',
  load: () => import('../actions/show-package.js'),
};
