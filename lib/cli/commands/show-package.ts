import type { CommandSpec } from '../command.js';
import { SHOW_ABOUT, SHOW_OPTIONS } from '../options.js';

/** `writ show package`. */
export const showPackage: CommandSpec = {
  name: 'show package',
  summary: 'one package: what it gives, who may hold it, who approves, who holds it',
  about: SHOW_ABOUT,
  examples: ['writ show package prod-admin', 'writ show package prod-admin --live --json'],
  arguments: [{ name: '<id>', about: 'package id' }],
  options: SHOW_OPTIONS,
  schema: 'show',
  load: () => import('../actions/show-package.js'),
};
