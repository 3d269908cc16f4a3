import { digestOf } from '../../kernel/index.js';
import { NOTHING_OBSERVED, parseObservations, type ObservationSource } from '../../policy/index.js';
import { readJsonFile } from './json.js';

const MAX_OBSERVATIONS_BYTES = 64 * 1024 * 1024;

/** Observations from one file of schema `writ.observations/3` or earlier; of none nothing was seen. */
export function fileObservations(path: string | undefined): ObservationSource {
  return {
    read: async () =>
      path === undefined
        ? { ...NOTHING_OBSERVED, digest: digestOf(NOTHING_OBSERVED) }
        : parseObservations(await readJsonFile(path, MAX_OBSERVATIONS_BYTES), path),
  };
}
