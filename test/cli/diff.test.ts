import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EXIT } from '../../lib/cli/exit.js';
import type { Io } from '../../lib/cli/io.js';
import type { DiffDocument } from '../../lib/wanted/index.js';
import { tempFolder } from '../_helpers/temp.js';
import { writ, type Ran } from './_io.js';
import { FEED_DAY } from './_project.js';

const ROOT = resolve(__dirname, '../..');

/** The example organization's own checkout, with what stands otherwise in it, synthesized. */
async function checkout(parent: string, name: string, edits: readonly Edit[] = []): Promise<void> {
  const cwd = join(parent, name);
  cpSync(join(ROOT, 'entitlements'), join(cwd, 'entitlements'), { recursive: true });
  cpSync(join(ROOT, 'writ.config.ts'), join(cwd, 'writ.config.ts'));
  for (const [file, was, is] of edits) {
    const text = readFileSync(join(cwd, file), 'utf8');
    expect(text).toContain(was);
    writeFileSync(join(cwd, file), text.replace(was, is));
  }
  const ran = await writ(['synth', '--out', 'cdktf.out'], rim(cwd));
  expect(ran).toMatchObject({ code: EXIT.done.code });
}

type Edit = readonly [file: string, was: string, is: string];

const rim = (cwd: string): Partial<Io> => ({
  cwd,
  env: { WRIT_CONFIG: join(cwd, 'writ.config.ts'), WRIT_AS_OF: FEED_DAY },
});

const documentOf = ({ out }: Ran): DiffDocument => JSON.parse(out) as DiffDocument;

const MISSPELT: Edit = ['entitlements/platform.ts', "department: 'Platform'", "department: 'Platfrom'"];

test('a misspelt department is seen before it is merged: whom it takes what, by which line, and what was meant', async () => {
  const parent = tempFolder();
  await checkout(parent, 'base');
  await checkout(parent, 'head', [MISSPELT]);
  const at = rim(join(parent, 'head'));
  const ran = await writ(['diff', '../base', '.', '--json'], at);
  expect(ran.code).toBe(EXIT.drift.code);
  const found = documentOf(ran);
  const grants = (name: string): number =>
    (JSON.parse(readFileSync(join(parent, name, 'cdktf.out/manifest.json'), 'utf8')) as { grants: unknown[] })
      .grants.length;
  expect([found.base.grants, found.head.grants]).toEqual([grants('base'), grants('head')]);
  expect(found.head.grants).toBeLessThan(found.base.grants);
  // Everybody of HR's Platform with such a job code, by the example's own feed.
  const engineers = readFileSync(join(ROOT, 'entitlements/feeds/hr.csv'), 'utf8')
    .split('\n')
    .filter((row) => /,(active|leave),Platform,(SRE[123]|PE[12]),/.test(row))
    .map((row) => `hr:${row.split(',')[0] ?? ''}`);
  const byRule = found.access.filter(({ before }) => before[0]?.package === 'development-access');
  expect(byRule.map(({ change }) => change)).toEqual(byRule.map(() => 'lost'));
  expect(engineers).toEqual(expect.arrayContaining(byRule.map(({ who }) => who)));
  expect(byRule.length).toBeGreaterThan(8);
  const line =
    readFileSync(join(parent, 'head/entitlements/platform.ts'), 'utf8')
      .split('\n')
      .findIndex((text) => text.includes('Platfrom')) + 1;
  expect(byRule[0]?.because).toEqual([
    {
      of: 'job function',
      id: 'site-reliability-engineer',
      place: `entitlements/platform.ts:${String(line)}`,
    },
  ]);
  expect(found.notes[0]).toEqual({
    code: 'JOB_FUNCTION_MATCHES_NOBODY',
    id: 'site-reliability-engineer',
    says: 'matches nobody: it asks for department `Platfrom`, which HR has of nobody; did you mean `Platform`?',
    place: `entitlements/platform.ts:${String(line)}`,
  });
  expect([found.broadensAccess, found.endsAccess]).toEqual(['no', 'yes']);

  const text = await writ(['diff', '../base', '.'], { ...at, columns: 120 });
  expect(text.code).toBe(EXIT.drift.code);
  expect(text.out).toContain(`${String(found.base.grants)} grants become ${String(found.head.grants)}`);
  expect(Math.max(...text.out.split('\n').map((each) => each.length))).toBeLessThanOrEqual(120);
  const each = await writ(['diff', '../base', '.', '--by', 'person'], at);
  expect(each.out.match(/^ {2}lost {2}hr:/gm)?.length).toBe(found.counts.lost);
  const table = await writ(['diff', '../base', '.', '--format', 'markdown'], at);
  expect(table.out).toContain('| change | who | what | how and why |');

  const manifests = ['../base/cdktf.out/manifest.json', 'cdktf.out/manifest.json'];
  const bare = documentOf(await writ(['diff', ...manifests, '--json'], at));
  expect(bare.access[0]?.because[0]).not.toHaveProperty('place');
  expect(bare.counts).toEqual(found.counts);

  const same = await writ(['diff', '.', '.'], at);
  expect(same).toMatchObject({ code: EXIT.done.code });
  expect(same.out).toContain('nothing differs');
}, 120_000);

test('what is no manifest is refused, with what to do', async () => {
  const cwd = tempFolder({ 'empty/.keep': '' });
  const ran = (head: string) => writ(['diff', 'empty', head, '--json'], { cwd });
  expect((await ran('nowhere')).code).toBe(EXIT['bad-input'].code);
  const missing = await writ(['diff', 'nowhere', 'empty'], { cwd });
  expect(missing.err).toMatch(/nowhere/);
  expect(missing.err).toMatch(/NOT_FOUND|neither a file nor a folder/);
  const unsynthesized = await ran('empty');
  expect(unsynthesized.err + unsynthesized.out).toMatch(/writ synth/);
});
