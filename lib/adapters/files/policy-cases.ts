import { parseCases, type PolicyCases } from '../../policy/index.js';
import { readTextFile } from './text.js';
import { readYaml } from './yaml.js';

const MAX_CASES_BYTES = 1024 * 1024;

/** The cases of a file. Throws INPUT_*, SCHEMA_INVALID with line and column. */
export async function readPolicyCases(file: string): Promise<PolicyCases> {
  const { value, where } = readYaml(await readTextFile(file, MAX_CASES_BYTES), file);
  return parseCases(value, file, where);
}
