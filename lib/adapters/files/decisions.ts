import {
  DECISION_RECORDS_SCHEMA,
  parseDecisions,
  parseRecords,
  type DecisionRecord,
  type DecisionSource,
} from '../../policy/index.js';
import { digestOf } from '../../kernel/index.js';
import { writeWhole } from './durable.js';
import { readJsonFile, readJsonText } from './json.js';
import { isMissing } from './missing.js';
import { readYaml } from './yaml.js';

export { isMissing };

const MAX_DECISIONS_BYTES = 64 * 1024 * 1024;

/** How a file of decisions is read. */
export interface FileDecisionsOptions {
  /** Whether there need not be one yet. What is there and cannot be read is never taken for none. @default - there must be one */
  readonly mayLack?: boolean;
}

/** Decisions from one file: records that `writ decide` wrote (`writ.decisions/2`), or rows of the older `writ.decisions/1`. */
export function fileDecisions(path: string, { mayLack = false }: FileDecisionsOptions = {}): DecisionSource {
  return {
    read: async () => {
      if (mayLack && (await isMissing(path))) return { decisions: [], digest: digestOf([]) };
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

/**
 * The records of a file, in the order in which they were made; none where there is no file. One that cannot be looked at is not taken for
 * none, since what is written then would replace it. Throws INPUT_*, SCHEMA_INVALID.
 */
export async function readRecords(path: string): Promise<readonly DecisionRecord[]> {
  if (await isMissing(path)) return [];
  return parseRecords(await readJsonFile(path, MAX_DECISIONS_BYTES), path).decisions;
}

/** Writes records whole, or leaves the file as it was. Throws WRITE_FAILED. */
export async function writeRecords(path: string, decisions: readonly DecisionRecord[]): Promise<void> {
  await writeWhole(path, `${JSON.stringify({ schema: DECISION_RECORDS_SCHEMA, decisions }, null, 2)}\n`);
}
