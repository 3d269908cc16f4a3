import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TESTS = join(__dirname, '..');

/** Ways in which a test passes although what it needs is missing: it says so to nobody who counts, and returns. */
const PRETENCES: readonly (readonly [string, RegExp])[] = [
  ['a word on the console in place of an assertion', /\bconsole\.(?:warn|log|info|error|debug)\s*\(/],
  [
    'a return where an input is missing',
    /\bif \([^{};]*(?:existsSync|=== undefined|\bprocess\.env)[^{};]*\)\s*(?:\{\s*)?return;/,
  ],
];

const pretences = (source: string): readonly string[] =>
  PRETENCES.flatMap(([name, pattern]) => (pattern.test(source) ? [name] : []));

const bodies = readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts') && !__filename.endsWith(name))
  .map((name) => [name, readFileSync(join(TESTS, name), 'utf8')] as const);

it('no test passes because its input is missing: it is skipped, and the run says why', () => {
  expect(bodies.length).toBeGreaterThan(80);
  expect(bodies.flatMap(([name, source]) => pretences(source).map((what) => `${name}: ${what}`))).toEqual([]);
});

it.each([
  "it('x', () => { console.warn('SKIPPED: no folder'); });",
  "it('x', () => { if (!existsSync(folder)) return; expect(1).toBe(1); });",
  "it('x', () => {\n  if (path === undefined) {\n    return;\n  }\n  expect(1).toBe(1);\n});",
])('a pretence is found: %s', (source) => {
  expect(pretences(source)).toHaveLength(1);
});

it('an honest skip is none', () => {
  expect(pretences("const t = existsSync(folder) ? it : it.skip;\nt('x', () => expect(1).toBe(1));")).toEqual(
    [],
  );
});
