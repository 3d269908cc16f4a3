import { parseDecisions, type DecisionSource } from '../../policy/index.js';
import { readJsonFile } from './json.js';

const MAX_DECISIONS_BYTES = 64 * 1024 * 1024;

/** Decisions from one file of schema `writ.decisions/1`; stands behind the port until the policy fills it. */
export function fileDecisions(path: string): DecisionSource {
  return { read: async () => parseDecisions(await readJsonFile(path, MAX_DECISIONS_BYTES), path) };
}
