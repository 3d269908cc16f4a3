import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { synthesize } from '../../lib/synth/index.js';
import { identity, inputs, person, ticket } from './builders.js';

const GOLDEN = join(__dirname, '..', 'golden', 'synth');
const { manifest, stacks } = synthesize(
  inputs({
    identity: identity(person('1')),
    tickets: [ticket('ACC-1'), ticket('ACC-2', { package: 'audit' })],
    shards: { structure: 1, standing: 1, ticketed: 1 },
  }),
);

/** Compares with the file, or writes it with WRIT_WRITE_GOLDEN=1; what is written is reviewed like code. */
function expectGolden(name: string, text: string): void {
  const file = join(GOLDEN, name);
  if (process.env['WRIT_WRITE_GOLDEN'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file)).toBe(true);
  expect(text).toBe(readFileSync(file, 'utf8'));
}

test.each([
  'aws-groups-0',
  'aws-sets-0',
  'aws-tickets-0',
  'okta-groups-0',
  'okta-standing-0',
  'okta-tickets-0',
])('stack %s is what was reviewed', (stack) => expectGolden(`${stack}.tf.json`, stacks.get(stack) ?? ''));

test('the manifest, without catalogue and digests, is what was reviewed', () => {
  const { catalogue: _catalogue, inputs: _inputs, shards, stacks: _stacks, ...rest } = manifest;
  const stripped = { ...rest, shards: shards.map(({ digest: _digest, ...shard }) => shard) };
  expectGolden('manifest.json', `${JSON.stringify(stripped, null, 2)}\n`);
});
