import { join } from 'node:path';
import { outputFiles, synthesize } from '../../lib/synth/index.js';
import { tempFolder } from '../_helpers/temp.js';
import { inputs, ticket } from '../synth/builders.js';
import { writ } from './_io.js';

const MADE = synthesize(
  inputs({
    tickets: [ticket('ACC-1', { package: 'audit' })],
    shards: { structure: 1, standing: 1, ticketed: 1 },
  }),
);
const stacks = (...argv: string[]) => {
  const manifest = join(tempFolder(Object.fromEntries(outputFiles(MADE))), 'manifest.json');
  return writ(['stacks', '--manifest', manifest, ...argv]);
};

test('the matrix is one line that a CI job takes as it is, and covers every stack', async () => {
  const { code, out } = await stacks('--matrix');
  expect([code, out.trimEnd().split('\n')]).toHaveLength(2);
  expect(JSON.parse(out)).toEqual({ include: MADE.matrix.include });
  expect(out.trimEnd()).not.toContain('\n');
});

test('one wave and one provider of it', async () => {
  const { out } = await stacks('--matrix', '--wave', '0', '--provider', 'aws');
  const { include } = JSON.parse(out) as { include: { stack: string }[] };
  expect(include.map(({ stack }) => stack)).toEqual(['aws-groups-0']);
});

test('in words, and as the published document', async () => {
  expect((await stacks()).out).toContain('0 aws-groups-0  structure, 1 resource\n');
  expect(JSON.parse((await stacks('--json')).out)).toEqual(MADE.matrix);
});
