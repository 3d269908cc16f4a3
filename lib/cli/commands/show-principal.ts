import type { CommandSpec } from '../command.js';
import { SHOW_ABOUT, SHOW_OPTIONS } from '../options.js';

/** `writ show principal`. */
export const showPrincipal: CommandSpec = {
  name: 'show principal',
  summary: 'everything one person or workload holds, and why',
  about: SHOW_ABOUT,
  examples: ['writ show principal hr:10117', 'writ show principal hr:10117 --live --json'],
  arguments: [{ name: '<who>', about: 'hr:<worker id>, workload:<id>, or an e-mail or name that fits one' }],
  options: SHOW_OPTIONS,
  schema: 'show',
  load: () => import('../actions/show-principal.js'),
};
