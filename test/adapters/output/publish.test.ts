import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WritError } from '../../../lib/kernel/index.js';
import { publish } from '../../../lib/adapters/output/index.js';

const owned = { last: 'manifest.json', folder: 'stacks', name: 'cdk.tf.json' };
const files = (...entries: [string, string][]) =>
  new Map([...entries, ['manifest.json', entries.map(([path]) => path).join()]]);
const interrupted = new WritError('INTERRUPTED', 'stopped', { remedy: 'run it again' });
let out = '';

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'writ-out-'));
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

const tree = (): string[] =>
  readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1))
    .sort();

test('puts every file in place and leaves nothing beside them', async () => {
  await publish(out, files(['stacks/a/cdk.tf.json', '1']), owned);
  expect(tree()).toEqual(['manifest.json', 'stacks/a/cdk.tf.json']);
});

test('makes the folder when it is not there', async () => {
  await publish(join(out, 'new', 'deep'), files(), owned);
  expect(tree()).toEqual(['new/deep/manifest.json']);
});

test('removes stacks of an earlier result and keeps what Terraform keeps there', async () => {
  await publish(out, files(['stacks/a/cdk.tf.json', '1'], ['stacks/b/cdk.tf.json', '1']), owned);
  writeFileSync(join(out, 'stacks/a/.terraform.lock.hcl'), 'lock');
  await publish(out, files(['stacks/c/cdk.tf.json', '2']), owned);
  expect(tree()).toEqual(['manifest.json', 'stacks/a/.terraform.lock.hcl', 'stacks/c/cdk.tf.json']);
  expect(readdirSync(join(out, 'stacks')).sort()).toEqual(['a', 'c']);
});

test('that fails half-way leaves the earlier result whole', async () => {
  await publish(out, files(['stacks/a/cdk.tf.json', 'old']), owned);
  writeFileSync(join(out, 'stacks/b'), 'a file where a folder must go');
  const failing = publish(
    out,
    files(['stacks/a/cdk.tf.json', 'new'], ['stacks/b/cdk.tf.json', 'new']),
    owned,
  );
  await expect(failing).rejects.toMatchObject({ code: 'WRITE_FAILED' });
  expect(readFileSync(join(out, 'stacks/a/cdk.tf.json'), 'utf8')).toBe('old');
  expect(readFileSync(join(out, 'manifest.json'), 'utf8')).toBe('stacks/a/cdk.tf.json');
  expect(tree()).toEqual(['manifest.json', 'stacks/a/cdk.tf.json', 'stacks/b']);
});

test('into a place that is not a folder is refused', async () => {
  writeFileSync(join(out, 'file'), '');
  mkdirSync(join(out, 'other'));
  await expect(publish(join(out, 'file'), files(), owned)).rejects.toMatchObject({ code: 'WRITE_FAILED' });
});

test('removes what a run that was killed left, and leaves a live run alone', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  mkdirSync(join(out, `.writing-${pid}/new`), { recursive: true });
  mkdirSync(join(out, `.writing-${process.ppid}/new`), { recursive: true });
  await publish(out, files(), owned);
  expect(readdirSync(out).sort()).toEqual([`.writing-${process.ppid}`, 'manifest.json']);
});

test('that is stopped puts nothing in place', async () => {
  await publish(out, files(['stacks/a/cdk.tf.json', 'old']), owned);
  const stopped = publish(out, files(['stacks/a/cdk.tf.json', 'new']), owned, AbortSignal.abort(interrupted));
  await expect(stopped).rejects.toBe(interrupted);
  expect(readFileSync(join(out, 'stacks/a/cdk.tf.json'), 'utf8')).toBe('old');
  expect(readdirSync(out).sort()).toEqual(['manifest.json', 'stacks']);
});
