import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { acceptedOf, type LastAccepted } from '../../identity/index.js';
import { readJsonFile } from './json.js';

const MAX_BYTES = 512 * 1024 * 1024;

/** The feeds of the last result in an output folder; undefined where there is none. Throws INPUT_*, SCHEMA_INVALID. */
export async function lastAcceptedIn(out: string): Promise<LastAccepted | undefined> {
  const file = join(out, 'identity.json');
  if (!existsSync(file)) return undefined;
  return acceptedOf(await readJsonFile(file, MAX_BYTES), file);
}
