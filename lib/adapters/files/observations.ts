import { parseObservations, type ObservationSource } from '../../policy/index.js';
import { readJsonFile } from './json.js';

const MAX_OBSERVATIONS_BYTES = 64 * 1024 * 1024;

/** ObservedForge from one file of schema `writ.observations/1`. */
export function fileObservations(path: string): ObservationSource {
  return { read: async () => parseObservations(await readJsonFile(path, MAX_OBSERVATIONS_BYTES), path) };
}
