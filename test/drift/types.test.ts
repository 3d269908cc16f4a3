import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { complaints } from '../_helpers/compile.js';

const ROOT = join(__dirname, '..', '..');
const FIXTURE = 'test/drift/wrong-findings.test-d.ts';
/** What asks the tables of findings: judging, reverting, the published schema and the exits. */
const HOUSE = ['lib/drift/index.ts', 'lib/cli/schema/drift.ts', 'lib/cli/exit.ts'];
const CODES = 'lib/drift/findings/foreign.ts';
const CLASSES = 'lib/drift/findings/classes.ts';

const CLASS_ROW = "means: 'x', shown: 'finding', verdict: 'drift', unexplained: false";

/** The tables with a code and a class that do not exist. */
function withPhantoms(code: string, of: string): (file: string, text: string) => string {
  return (file, text) => {
    if (file === CODES)
      return text.replace('export const FOREIGN = {', (all) => `${all} PHANTOM: { ${code} },`);
    if (file === CLASSES)
      return text.replace('export const CLASSES = {', (all) => `${all} phantom: { ${of} },`);
    return text;
  };
}

/** A whole row but for its class, as the table has one. */
function rowOf(text: string): string {
  const row = /ORPHANED_GRANT: \{([\s\S]*?)\n {2}\},/.exec(text)?.[1] ?? '';
  return row.replace("class: 'foreign'", "class: 'phantom'");
}

describe('the tables of findings', () => {
  it('refuse what is wrong where it is written, and are the only place that a row without its answers breaks', () => {
    const source = readFileSync(join(ROOT, FIXTURE), 'utf8');
    expect(source.match(/@ts-expect-error/g)?.length).toBeGreaterThan(12);
    const found = complaints([FIXTURE, ...HOUSE], withPhantoms("class: 'foreign'", "means: 'x'"));
    expect(new Set(found.map(({ file }) => file))).toEqual(new Set([CODES, CLASSES]));
  }, 240_000);

  it('are all that a new code and a new class are added to', () => {
    const row = rowOf(readFileSync(join(ROOT, CODES), 'utf8'));
    expect(row).toContain("class: 'phantom'");
    expect(complaints(HOUSE, withPhantoms(row, CLASS_ROW))).toEqual([]);
  }, 240_000);
});
