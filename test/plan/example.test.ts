import type { Provider } from '../../lib/model/index.js';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { refuseConfiguration } from '../../lib/plan/index.js';
import { tempFolder } from '../_helpers/temp.js';

const ROOT = resolve(__dirname, '../..');
const BINARY = join(ROOT, 'dist', 'lib', 'cli', 'main.js');

test('every stack of the example organization is read as it was written', () => {
  const out = tempFolder();
  const { status, stderr } = spawnSync(
    process.execPath,
    [BINARY, 'synth', '--as-of', '2026-11-20T09:00:00Z', '--out', out],
    { cwd: ROOT, encoding: 'utf8' },
  );
  expect([status, stderr]).toEqual([0, expect.any(String)]);
  const { include } = JSON.parse(readFileSync(join(out, 'matrix.json'), 'utf8')) as {
    include: { stack: string; provider: Provider }[];
  };
  expect(include.length).toBeGreaterThan(20);
  for (const { stack, provider } of include) {
    const bytes = readFileSync(join(out, 'stacks', stack, 'cdk.tf.json'));
    expect([stack, refuseConfiguration(bytes, { stack, provider })]).toEqual([stack, []]);
  }
});
