import { withEnds, type IdentitySnapshot } from '../identity/index.js';
import { isWritError, type Instant } from '../kernel/index.js';
import type { LoadedConfig } from './load-config.js';
import { feedFiles } from './world.js';

/**
 * The snapshot of a manifest with the ends that the HR feed of today says outright: they count before the next
 * synthesis, and though that feed be refused. Where no feed lies here nothing is added; one that is not what its own
 * manifest says is told, and says nothing.
 */
export async function withOutrightEnds(
  snapshot: IdentitySnapshot,
  loaded: LoadedConfig,
  at: Instant,
  say: (note: string) => void,
): Promise<IdentitySnapshot> {
  const { readFeed } = await import('../adapters/files/feeds.js');
  try {
    return withEnds(snapshot, await readFeed('hr', feedFiles(loaded).hr), at);
  } catch (error) {
    if (!isWritError(error)) throw error;
    if (error.code !== 'INPUT_UNREADABLE')
      say(`the HR feed of today ends nothing: ${error.message}; ${error.remedy}`);
    return snapshot;
  }
}
