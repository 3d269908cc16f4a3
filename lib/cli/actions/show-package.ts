import { showPackage } from '../../workflow/index.js';
import type { Call } from '../command.js';
import type { Exit } from '../exit.js';
import { show } from '../showing.js';

/** `writ show package`. */
export function run(call: Call): Promise<Exit> {
  return show(call, showPackage);
}
