import { join } from 'node:path';
import { acceptedOf, type LastAccepted } from '../../identity/index.js';
import { readJsonFile } from './json.js';
import { isMissing } from './missing.js';

const MAX_BYTES = 512 * 1024 * 1024;

/**
 * The feeds of the last result in an output folder; undefined where there is none. One that cannot be looked at is not taken for none,
 * since the first feeds are held to nothing before them. Throws INPUT_*, SCHEMA_INVALID.
 */
export async function lastAcceptedIn(out: string): Promise<LastAccepted | undefined> {
  const file = join(out, 'identity.json');
  if (await isMissing(file)) return undefined;
  return acceptedOf(await readJsonFile(file, MAX_BYTES), file);
}
