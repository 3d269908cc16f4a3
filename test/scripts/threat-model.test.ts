import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CODES } from '../../lib/kernel/index.js';

const ROOT = resolve(__dirname, '../..');

interface Threat {
  readonly id: string;
  readonly codes: readonly string[];
  readonly tests: readonly string[];
}

const quoted = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, each = '']) => each);

/** The rows of the page that name a threat. */
const THREATS: readonly Threat[] = readFileSync(join(ROOT, 'docs/threat-model.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| T\d/.test(line))
  .map((line) => {
    const [, id = '', , , codes, tests] = line.split('|').map((cell) => cell.trim());
    return { id, codes: quoted(codes), tests: quoted(tests) };
  });

const filesIn = (path: string): readonly string[] => {
  const full = join(ROOT, path);
  if (statSync(full).isFile()) return [full];
  return readdirSync(full, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|md)$/.test(name))
    .map((name) => join(full, name));
};

/** What the tests of a row say, with the table that the golden test reads. */
function textOf(tests: readonly string[]): string {
  const table = tests.some((path) => path.startsWith('test/policy/golden'))
    ? ['test/golden/decisions.md']
    : [];
  return [...tests, ...table]
    .flatMap(filesIn)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}

/** Codes of the rules' own reasons. */
const REASONS = filesIn('lib/policy')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');
const RULES = readdirSync(join(ROOT, 'entitlements/policy'))
  .filter((name) => name.endsWith('.cedar'))
  .map((name) => readFileSync(join(ROOT, 'entitlements/policy', name), 'utf8'))
  .join('\n');

const isCode = (code: string): boolean =>
  Object.hasOwn(CODES, code) || REASONS.includes(`'${code}'`) || RULES.includes(`@code("${code}")`);

test('the page has threats, each under an id of its own', () => {
  expect(THREATS.length).toBeGreaterThan(30);
  expect(new Set(THREATS.map(({ id }) => id)).size).toBe(THREATS.length);
});

test.each(THREATS.map((threat) => [threat.id, threat] as const))('%s names what there is', (_, threat) => {
  expect(threat.tests.length).toBeGreaterThan(0);
  expect(threat.tests.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  expect(threat.codes.filter((code) => !isCode(code))).toEqual([]);
  const text = textOf(threat.tests);
  expect(threat.codes.filter((code) => !text.includes(code))).toEqual([]);
});
