import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EXIT } from '../../lib/cli/exit.js';
import { writ } from './_io.js';
import { project } from './_project.js';
import { CliStage, MORNING } from './_stage.js';

const ROOT = resolve(__dirname, '..', '..');
const ASKED = readFileSync(join(ROOT, 'entitlements/requests/2026/ACC-0043.yaml'), 'utf8');

test('the first decision that is written makes the file; one that is only asked about needs it', async () => {
  const at = project({ requests: { 'ACC-0043.yaml': ASKED } });
  const file = join(at.cwd, 'decisions.json');
  rmSync(file);
  const lacking = await writ(['decide'], at);
  expect([lacking.code, lacking.err]).toEqual([
    EXIT['bad-input'].code,
    expect.stringContaining('INPUT_UNREADABLE'),
  ]);
  const written = await writ(['decide', '--write'], at);
  expect([written.code, written.err]).toEqual([EXIT.drift.code, '']);
  const { decisions } = JSON.parse(readFileSync(file, 'utf8')) as { decisions: { ticket: string }[] };
  expect(decisions.map(({ ticket }) => ticket)).toEqual(['ACC-0043']);
  expect((await writ(['decide'], at)).code).toBe(EXIT.drift.code);
});

test('what is there and cannot be read is not taken for none, and stays as it is', async () => {
  const at = project({ requests: { 'ACC-0043.yaml': ASKED }, decisions: '{' });
  const ran = await writ(['decide', '--write'], at);
  expect([ran.code, readFileSync(join(at.cwd, 'decisions.json'), 'utf8')]).toEqual([
    EXIT['bad-input'].code,
    '{',
  ]);
  rmSync(join(at.cwd, 'decisions.json'));
  mkdirSync(join(at.cwd, 'decisions.json'));
  expect((await writ(['decide', '--write'], at)).err).toContain('INPUT_UNREADABLE');
});

test('a file that is gone although the ledger has decisions is told, and begun anew', async () => {
  const stage = await CliStage.open();
  try {
    cpSync(join(ROOT, 'entitlements', 'decisions.json'), join(stage.folder, 'decisions.json'));
    const beside = (name: string) => `const beside = (path) => require('node:path').join(${name}, path);`;
    writeFileSync(
      join(stage.folder, 'config.js'),
      `const base = require(${JSON.stringify(join(ROOT, 'dist', 'writ.config.js'))}).default;
${beside(JSON.stringify(ROOT))}
const feed = ({ data, manifest }) => ({ data: beside(data), manifest: beside(manifest) });
module.exports = {
  ...base,
  requests: beside(base.requests),
  decisions: 'decisions.json',
  policy: beside(base.policy),
  observations: beside(base.observations),
  feeds: { ...base.feeds, hr: feed(base.feeds.hr), directory: feed(base.feeds.directory) },
};
`,
    );
    const run = (...argv: string[]) => stage.run(argv, { WRIT_CONFIG: join(stage.folder, 'config.js') });
    await run('synth', '--as-of', MORNING, '--out', 'out');
    const manifest = ['--manifest', 'out/manifest.json'];
    await run('sandbox', 'load', ...manifest);
    await run('ledger', 'init', '--sandbox', ...manifest, '--governor', 'hr:10510', '--governor', 'hr:10110');
    expect((await run('decide', '--sandbox', '--write', '--record')).err).not.toContain('is not there');
    rmSync(join(stage.folder, 'decisions.json'));
    expect((await run('decide', '--sandbox', '--write')).err).toMatch(
      /decisions\.json is not there, and the ledger has \d+/,
    );
    expect(existsSync(join(stage.folder, 'decisions.json'))).toBe(true);
  } finally {
    await stage.close();
  }
}, 120_000);
