import { showPrincipal } from '../../workflow/index.js';
import type { Call } from '../command.js';
import type { Exit } from '../exit.js';
import { show } from '../showing.js';

/** `writ show principal`. */
export function run(call: Call): Promise<Exit> {
  return show(call, showPrincipal);
}
