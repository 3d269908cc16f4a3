import { parseDecisions, type DecisionSource } from '../../policy/index.js';
import { readJsonText } from './json.js';
import { readYaml } from './yaml.js';

const MAX_DECISIONS_BYTES = 64 * 1024 * 1024;

/** Decisions from one file of schema `writ.decisions/1`; stands behind the port until the policy fills it. */
export function fileDecisions(path: string): DecisionSource {
  return {
    read: async () => {
      const { value, text } = await readJsonText(path, MAX_DECISIONS_BYTES);
      return parseDecisions(value, path, (at) => placeIn(text, path, at));
    },
  };
}

/** What is larger is not looked through for the place of a fault. */
const MAX_PLACED = 1024 * 1024;

/** JSON is YAML: where a path leads in it. Only a fault asks. */
function placeIn(
  text: string,
  path: string,
  at: readonly PropertyKey[],
): { readonly line?: number; readonly column?: number } {
  return text.length > MAX_PLACED ? {} : readYaml(text, path).where(at);
}
