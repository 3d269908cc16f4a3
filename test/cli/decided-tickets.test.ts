import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EXIT } from '../../lib/cli/exit.js';
import { CliStage, documentOf, MORNING } from './_stage.js';

const ROOT = resolve(__dirname, '..', '..');
const EXAMPLE = join(ROOT, 'entitlements');
const OUT = ['--manifest', 'out/manifest.json'] as const;

let stage: CliStage;

/** The example organization, with its tickets in the stage's own folder. */
beforeEach(async () => {
  stage = await CliStage.open();
  cpSync(join(EXAMPLE, 'requests'), join(stage.folder, 'requests'), { recursive: true });
  writeFileSync(
    join(stage.folder, 'config.js'),
    `const base = require(${JSON.stringify(join(ROOT, 'dist', 'writ.config.js'))}).default;
const beside = (path) => require('node:path').join(${JSON.stringify(ROOT)}, path);
const feed = ({ data, manifest }) => ({ data: beside(data), manifest: beside(manifest) });
module.exports = {
  ...base,
  requests: 'requests',
  decisions: beside(base.decisions),
  policy: beside(base.policy),
  observations: beside(base.observations),
  feeds: { ...base.feeds, hr: feed(base.feeds.hr), directory: feed(base.feeds.directory) },
};
`,
  );
  expect((await run('synth', '--as-of', MORNING, '--out', 'out')).code).toBe(EXIT.done.code);
  await run('sandbox', 'load', ...OUT);
  await run('ledger', 'init', ...OUT, '--governor', 'hr:10510', '--governor', 'hr:10110');
  await run('synth', '--as-of', MORNING, '--out', 'out');
});

afterEach(() => stage.close());

function run(...argv: string[]): ReturnType<CliStage['run']> {
  return stage.run(argv, { WRIT_CONFIG: join(stage.folder, 'config.js') });
}

interface Said {
  readonly grants: unknown[];
  readonly omitted: { readonly file: string; readonly reasons: { readonly code: string }[] }[];
}

function manifest(): Said {
  return JSON.parse(readFileSync(join(stage.folder, 'out', 'manifest.json'), 'utf8')) as Said;
}

function codes(): string[] {
  return manifest().omitted.flatMap(({ reasons }) => reasons.map(({ code }) => code));
}

test('H1.7 a nonsense file that is only named like a ticket changes nothing of what is told of that', async () => {
  const before = documentOf('explain', await run('explain', 'ACC-0037', '--json'));
  mkdirSync(join(stage.folder, 'requests', '2027'));
  writeFileSync(join(stage.folder, 'requests', '2027', 'ACC-0037.yaml'), 'hello\n');
  await run('synth', '--as-of', MORNING, '--out', 'out');
  expect(manifest().omitted.map(({ file }) => file)).toContain('2027/ACC-0037.yaml');
  const after = documentOf('explain', await run('explain', 'ACC-0037', '--json'));
  expect(after['tickets']).toEqual(before['tickets']);
  expect(after['tickets']).toMatchObject([{ outcome: 'approve' }]);
  expect((await run('synth', '--as-of', MORNING, '--out', 'out', '--strict')).code).toBe(
    EXIT['bad-input'].code,
  );
});

test('H2.10 deleting or overwriting the file of an approved ticket takes nothing and gives nothing', async () => {
  const { grants } = manifest();
  rmSync(join(stage.folder, 'requests', '2026', 'ACC-0046.yaml'));
  await run('synth', '--as-of', MORNING, '--out', 'out');
  expect([manifest().grants, codes()]).toEqual([grants, expect.arrayContaining(['TICKET_ALTERED'])]);
  expect((await run('drift', '--brief', ...OUT)).code).toBe(EXIT.done.code);

  cpSync(join(EXAMPLE, 'requests'), join(stage.folder, 'requests'), { recursive: true });
  await run('synth', '--as-of', MORNING, '--out', 'out');
  expect(codes()).not.toContain('TICKET_ALTERED');
});

test('H2.10 the end that was recorded outlives the file of the removal that made it', async () => {
  const file = join(stage.folder, 'requests', '2026', 'ACC-0099.yaml');
  const asked = readFileSync(join(EXAMPLE, 'requests', '2026', 'ACC-0046.yaml'), 'utf8');
  const removal = asked
    .replace('ticket: ACC-0046', 'ticket: ACC-0099\nof: ACC-0046')
    .replace(/kind: .*/, 'kind: removal')
    .replace(/trigger: .*\n/, '');
  const { grants } = manifest();
  writeFileSync(file, removal);
  await run('synth', '--as-of', MORNING, '--out', 'out');
  expect(manifest().grants.length).toBeLessThan(grants.length);
  const ended = manifest().grants;
  // Nor does it come back when the file goes before any sweep has seen the end.
  rmSync(file);
  await run('synth', '--as-of', MORNING, '--out', 'out');
  expect([manifest().grants, codes()]).toEqual([ended, expect.arrayContaining(['TICKET_ALTERED'])]);
  writeFileSync(file, removal);
  await run('synth', '--as-of', MORNING, '--out', 'out');
  expect([manifest().grants, codes()]).toEqual([ended, expect.not.arrayContaining(['TICKET_ALTERED'])]);
  await run('sandbox', 'tamper', 'clock', 'advance=1m');
  await run('revert', ...OUT, '--confirm');
  rmSync(file);
  await run('synth', '--as-of', MORNING, '--out', 'out');
  expect(manifest().grants).toEqual(ended);
});

test('other rules are held against what the ledger saw live, and nothing tells before it saw anything', async () => {
  const [rules, later] = [join(EXAMPLE, 'policy'), '2026-11-20T09:30:00Z'];
  const compared = async () =>
    documentOf('policy-whatif', await run('policy', 'whatif', rules, '--at', later, '--json'))['compared'];
  expect(await compared()).toEqual({ open: 2, decided: expect.any(Number) as unknown });
  expect((await run('drift', ...OUT)).code).toBe(EXIT.done.code);
  const { live, decided } = (await compared()) as { readonly live: number; readonly decided: number };
  expect(live).toBeGreaterThan(0);
  expect(live).toBeLessThanOrEqual(decided);
});
