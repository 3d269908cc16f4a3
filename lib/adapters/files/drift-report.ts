import { driftDocument, type DriftReport } from '../../drift/index.js';
import { digestOf, WritError, type Digest, type Printed } from '../../kernel/index.js';
import { readJsonFile } from './json.js';

const MAX_REPORT_BYTES = 256 * 1024 * 1024;

/** A report of `writ drift --json` (`writ.drift/1`), with its digest. Throws INPUT_*, SCHEMA_INVALID. */
export async function readDriftReport(
  path: string,
): Promise<{ readonly report: Printed<DriftReport>; readonly digest: Digest }> {
  const parsed = driftDocument.safeParse(await readJsonFile(path, MAX_REPORT_BYTES));
  if (parsed.success) return { report: parsed.data, digest: digestOf(parsed.data) };
  const [issue] = parsed.error.issues;
  throw new WritError(
    'SCHEMA_INVALID',
    `\`${issue?.path.join('.') ?? ''}\` ${issue?.message ?? 'is not allowed'}`,
    {
      place: { file: path },
      remedy: 'write it with `writ drift --all --json --save`',
    },
  );
}
