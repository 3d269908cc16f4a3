import { resolve } from 'node:path';
import { readJsonFile } from '../../adapters/files/json.js';
import { WritError } from '../../kernel/index.js';
import { wrapped } from '../../report/index.js';
import { command, type ArgumentSpec, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { readSynthesis } from '../manifest-file.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';
import { control, readSandboxFile } from '../sandbox.js';

const ARGUMENTS = [
  { name: '[seed]', about: 'seed file (writ.sandbox-seed/1)' },
] as const satisfies readonly ArgumentSpec[];
const OPTIONS = [
  {
    flags: '--manifest <file>',
    about: 'make what this manifest declares; identity.json is read beside it',
  },
  { flags: '--json', about: 'print one JSON document instead of words' },
] as const satisfies readonly OptionSpec[];

type SandboxLoadCall = Call<typeof OPTIONS, typeof ARGUMENTS>;

/** `writ sandbox load`. */
export const spec = command({
  about:
    'This is the seeding of the sandbox and not a way to grant: at a real provider only a Terraform apply adds access. Loading merges by name; ' +
    'nothing is deleted. With --manifest it makes the accounts, permission sets, groups, people and grants of the manifest, as Terraform would.',
  examples: ['writ sandbox load --manifest cdktf.out/manifest.json', 'writ sandbox load seed.json'],
  arguments: ARGUMENTS,
  options: OPTIONS,
  schema: 'sandbox',
  run,
});

const MAX_SEED_BYTES = 512 * 1024 * 1024;

/** Loads a seed file, or what a manifest declares, into the running sandbox. */
async function run(call: SandboxLoadCall): Promise<Exit> {
  const file = await readSandboxFile(call.io);
  const seed = await seedFor(call);
  const answer = await withProgress(call.io, 'loading the sandbox', () =>
    control(file, { method: 'POST', path: '/load', body: seed }),
  );
  const tables = Object.entries(
    (answer['loaded'] ?? {}) as Record<string, { created?: number; updated?: number }>,
  );
  const rows = tables
    .map(([table, { created = 0, updated = 0 }]) => `${created + updated} ${table}`)
    .join(', ');
  await print(call, {
    document: { schema: 'writ.sandbox-answer/1', ...answer },
    lines: (_paint, width) => [
      'loaded into the sandbox (its own seeding: with a real provider only a Terraform apply grants)',
      ...wrapped(rows, width - 4).map((line) => `  ${line}`),
    ],
  });
  return 'done';
}

async function seedFor(call: SandboxLoadCall): Promise<unknown> {
  const manifest = call.options.manifest;
  const seed = call.args[0] ?? '';
  if (Boolean(manifest) === Boolean(seed)) {
    throw new WritError('USAGE', 'one seed file or one --manifest is needed', {
      remedy: 'give either of them, see `writ sandbox load --help`',
    });
  }
  if (!manifest) return readJsonFile(resolve(call.io.cwd, seed), MAX_SEED_BYTES);
  const { manifest: read, identity } = await readSynthesis(resolve(call.io.cwd, manifest));
  const { seedOf } = await import('../../../sandbox/seeding/seed.js');
  return seedOf(read, identity);
}
