import type { CommandSpec } from '../command.js';
import { SHOW_ABOUT, SHOW_OPTIONS } from '../options.js';

/** `writ show grant`. */
export const showGrant: CommandSpec = {
  name: 'show grant',
  summary: 'one grant: what it gives, on which bases, through which edges',
  about: SHOW_ABOUT,
  examples: ['writ show grant 209652f7fcee9d5c', 'writ show grant 209652f7fcee9d5c --live --json'],
  arguments: [{ name: '<id>', about: 'edge or grant id as drift and synth print it' }],
  options: SHOW_OPTIONS,
  schema: 'show',
  load: () => import('../actions/show-grant.js'),
};
