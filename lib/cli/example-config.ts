import { join } from 'node:path';
import type { ConfigCall } from './options.js';

/** The example organization that ships in this package, compiled. */
const EXAMPLE = join(__dirname, '..', '..', 'writ.config.js');

/** The call with the example's configuration, unless --config names another: a demo is never of the project it is run in. */
export function exampleConfig(call: ConfigCall): ConfigCall {
  if (call.options.config !== undefined) return call;
  return { ...call, options: { ...call.options, config: EXAMPLE } };
}
