import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

const REPO = join(__dirname, '..', '..');

/** An import, and the rule that refuses it; none where it is allowed. */
interface Import {
  readonly from: string;
  readonly to: string;
  readonly lazily?: true;
  readonly rule?: string;
}

const IMPORTS: readonly Import[] = [
  { from: 'verifier/verify', to: 'verifier/note' },
  { from: 'verifier/verify', to: 'lib/evidence/index', rule: 'verifier-stands-alone' },
  { from: 'verifier/hash', to: 'node:crypto', rule: 'verifier-stands-alone' },
  { from: 'lib/cli/page', to: 'verifier/verify', rule: 'verifier-is-no-library' },
  { from: 'lib/cli/page', to: 'verifier/verify', lazily: true, rule: 'verifier-is-no-library' },
  { from: 'lib/adapters/okta/caller', to: 'node:https' },
  { from: 'lib/cli/client', to: 'node:https', rule: 'network-only-in-adapters' },
  { from: 'sandbox/client/control', to: 'lib/kernel/index', rule: 'sandbox-stands-alone' },
  { from: 'lib/cli/commands/tamper', to: 'sandbox/client/index', lazily: true },
  { from: 'lib/cli/commands/load', to: 'sandbox/client/index', rule: 'lib-cli-imports-down' },
];

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

describe('the rules about rooms', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'writ-rooms-'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('refuse the imports that they name, and no other', () => {
    const cases = IMPORTS.map((one, at) => ({ ...one, file: `${one.from}-${at}.ts` }));
    for (const one of cases) {
      write(one.file, importOf(one.file, one));
      if (!one.to.startsWith('node:')) write(`${one.to}.ts`, 'export const here = 1;\n');
    }
    const broken = violations();
    expect(cases.map(({ file }) => [file, rulesOf(broken, file)])).toEqual(
      cases.map(({ file, rule }) => [file, rule === undefined ? [] : [rule]]),
    );
  });

  function importOf(file: string, { to, lazily }: Import): string {
    const path = to.startsWith('node:') ? to : `${relative(dirname(file), to)}.js`;
    const target = path.startsWith('.') || path.startsWith('node:') ? path : `./${path}`;
    return lazily
      ? `export const load = () => import('${target}');\n`
      : `import * as it from '${target}';\nexport const used = it;\n`;
  }

  function write(name: string, text: string): void {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  function violations(): readonly Violation[] {
    write('tsconfig.json', '{ "compilerOptions": { "module": "node20" } }\n');
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        join(REPO, 'node_modules', '.bin', 'depcruise'),
        ...['--config', join(REPO, '.dependency-cruiser.js'), '--output-type', 'json'],
        ...['lib', 'sandbox', 'verifier'],
      ],
      { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 },
    );
    if (!stdout) throw new Error(stderr);
    const { summary } = JSON.parse(stdout) as { summary: { violations: readonly Violation[] } };
    return summary.violations;
  }
});

function rulesOf(broken: readonly Violation[], file: string): readonly string[] {
  return broken
    .filter(({ from }) => from === file)
    .map(({ rule }) => rule.name)
    .sort();
}
