import { isMissing } from '../adapters/files/missing.js';
import { withEnds, type IdentitySnapshot } from '../identity/index.js';
import { isWritError, type Clock, type Instant } from '../kernel/index.js';
import type { LoadedConfig } from './load-config.js';
import { hrSource } from './identity-sources.js';
import type { SandboxCall } from './options.js';

/**
 * The snapshot of a manifest with the ends that the HR feed of today says outright: they count before the next
 * synthesis, and though that feed be refused. Where no feed lies here nothing is added; one that cannot be read, or
 * is not what its own manifest says, is told, and says nothing.
 */
export async function withOutrightEnds(
  snapshot: IdentitySnapshot,
  call: SandboxCall,
  loaded: LoadedConfig,
  at: Instant,
  clock: Clock,
  say: (note: string) => void,
): Promise<IdentitySnapshot> {
  const { readSource } = await import('../adapters/feeds/read.js');
  try {
    return withEnds(snapshot, await readSource('hr', await hrSource(call, loaded), { asOf: at, clock }), at);
  } catch (error) {
    if (!isWritError(error)) throw error;
    if (error.code !== 'INPUT_UNREADABLE' || !(await isMissing(error.place?.file ?? '.')))
      say(`the HR feed of today ends nothing: ${error.message}; ${error.remedy}`);
    return snapshot;
  }
}
