import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { IDENTITY_SCHEMA, type IdentitySnapshot, type LastAccepted } from '../../identity/index.js';
import { readJsonFile } from './json.js';

const MAX_BYTES = 512 * 1024 * 1024;

/** The feeds of the last result in an output folder; undefined where there is none. Throws INPUT_*. */
export async function lastAcceptedIn(out: string): Promise<LastAccepted | undefined> {
  const file = join(out, 'identity.json');
  if (!existsSync(file)) return undefined;
  return acceptedOf(await readJsonFile(file, MAX_BYTES));
}

/** A kept snapshot as what was accepted last; undefined for what no Writ so far kept. */
export function acceptedOf(kept: unknown): LastAccepted | undefined {
  const snapshot = kept as Partial<IdentitySnapshot> | null | undefined;
  if (snapshot?.schema !== IDENTITY_SCHEMA) return undefined;
  const whole = snapshot as IdentitySnapshot;
  return { feeds: whole.feeds, snapshot: whole };
}
