import { matrixOf, type MatrixJob } from '../../manifest/index.js';
import { clean } from '../../report/index.js';
import { command, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { manifestPath, readManifest } from '../manifest-file.js';
import { CONFIG_OPTIONS, MANIFEST_OPTION, OUTPUT_OPTIONS, PROVIDER_OPTION } from '../options.js';
import { print } from '../output.js';

const OPTIONS = [
  {
    flags: '--matrix',
    about: 'print one line of JSON for `strategy.matrix` of a CI job: `{"include":[…]}`',
  },
  { flags: '--wave <wave>', about: 'only stacks of this wave', choices: ['0', '1', '2', '3'] },
  PROVIDER_OPTION,
  MANIFEST_OPTION,
  ...CONFIG_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

/** `writ stacks`: what was synthesized, as jobs. */
export const spec = command({
  about:
    'Lists the stacks of a synthesis. Stacks of one wave may run side by side; a wave begins when the one before has ended: groups, then ' +
    'permission sets with what carriers hold, then standing holdings, then tickets. With --matrix many runners share the work.',
  examples: ['writ stacks', 'writ stacks --matrix --wave 0 --provider aws', 'writ stacks --json'],
  arguments: [],
  options: OPTIONS,
  schema: 'matrix',
  run,
});

async function run(call: Call<typeof OPTIONS>): Promise<Exit> {
  const { wave, provider, matrix: asMatrix } = call.options;
  const { manifest } = await readManifest(await manifestPath(call));
  const all = matrixOf(manifest.shards);
  const include = all.include.filter(
    (job) =>
      (wave === undefined || job.wave === Number(wave)) &&
      (provider === undefined || job.provider === provider),
  );
  if (asMatrix === true) call.io.out(`${JSON.stringify({ include })}\n`);
  else await print(call, { document: { ...all, include }, lines: () => include.map(line) });
  return 'done';
}

function line({ stack, wave, kind, resources }: MatrixJob): string {
  return `${String(wave)} ${clean(stack)}  ${kind}, ${String(resources)} ${resources === 1 ? 'resource' : 'resources'}`;
}
