import type { InventorySource, SourceSweep } from '../inventory/index.js';
import type { Progress } from './progress.js';

/** Sweeps every source at the same time, telling how far each is. */
export function sweepAll(
  sources: readonly InventorySource[],
  signal: AbortSignal,
  progress: Progress,
): Promise<SourceSweep[]> {
  const told = new Map<string, string>();
  return Promise.all(
    sources.map((source) =>
      source.sweep({
        signal,
        onProgress: (answered, listed) => {
          told.set(source.id, `${source.id} ${answered} of ${listed}`);
          progress.say(`reading the live world: ${[...told.values()].join(', ')}`);
        },
      }),
    ),
  );
}
