import { resolve } from 'node:path';
import { parseInstant } from '../../kernel/index.js';
import { diffMarkdown, diffText } from '../../report/index.js';
import { diffBetween } from '../../wanted/index.js';
import { command, type ArgumentSpec, type Call, type OptionSpec } from '../command.js';
import { readSide, withinRoot, type CheckoutPlaces, type ReadSide } from '../diff-side.js';
import type { Exit } from '../exit.js';
import { pathIn, tryLoadConfig } from '../load-config.js';
import { CONFIG_OPTIONS, OUTPUT_OPTIONS } from '../options.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';

const OPTIONS = [
  {
    flags: '--as-of <instant>',
    about:
      'the instant at which both ends are read (default: the later of what they were synthesized for); never before either',
  },
  {
    flags: '--by <what>',
    about: 'a line for each person, or one for all to whom a package gives the same',
    choices: ['person', 'package'],
    default: 'package',
  },
  { flags: '--format <format>', about: 'how to print words', choices: ['text', 'markdown'], default: 'text' },
  ...CONFIG_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

const END = 'a manifest, a folder that has one, or a checkout in which `writ synth` was run';
const BASE = { name: '<base>', about: `what it was: ${END}` } as const satisfies ArgumentSpec;
const HEAD = { name: '<head>', about: `what it is to be: ${END}` } as const satisfies ArgumentSpec;

type DiffCall = Call<typeof OPTIONS, readonly [typeof BASE, typeof HEAD]>;

/** `writ diff`: what another manifest gives otherwise, by person and workload. */
export const spec = command({
  about:
    'Says before a change is merged what it does: who gains, loses, keeps for longer or shorter what, through which package and by which line, the riskiest ' +
    'first; what a permission set newly allows, job functions that match nobody, packages that nobody can get, routes of which nobody is at work. ' +
    'Reads both ends as data and runs nothing of them. Ends with 2 where anything differs.',
  examples: [
    'writ diff ../base .',
    'writ diff ../base . --by person',
    'writ diff ../base/cdktf.out/manifest.json cdktf.out/manifest.json --json',
    'writ diff ../base . --format markdown > diff.md',
  ],
  arguments: [BASE, HEAD],
  options: OPTIONS,
  schema: 'diff',
  run,
});

/** Reads both ends, compares them and prints what differs. */
async function run(call: DiffCall): Promise<Exit> {
  const { asOf, by, format } = call.options;
  const { placeBetween } = await import('../../adapters/files/declared-places.js');
  const [base, head] = await withProgress(call.io, 'reading', () => endsOf(call));
  const document = diffBetween(base, head, {
    placeOf: placeBetween(base.places, head.places),
    ...(asOf === undefined ? {} : { asOf: parseInstant(asOf) }),
  });
  await print(call, {
    document,
    lines: (paint, width) =>
      format === 'markdown' ? diffMarkdown(document, by) : diffText(document, by, paint, width),
  });
  return document.differs ? 'drift' : 'done';
}

async function endsOf(call: DiffCall): Promise<readonly [ReadSide, ReadSide]> {
  const places = await checkoutPlaces(call);
  const [base, head] = call.args;
  const read = (said: string): Promise<ReadSide> => readSide(resolve(call.io.cwd, said), said, places);
  return [await read(base), await read(head)];
}

/** Where the present configuration keeps things; without one, where a new project does. */
async function checkoutPlaces(call: DiffCall): Promise<CheckoutPlaces> {
  const loaded = await tryLoadConfig(call);
  if (!loaded) return { out: 'cdktf.out' };
  const { config, root } = loaded;
  const requests = withinRoot(root, pathIn(loaded, config.requests));
  return {
    out: withinRoot(root, pathIn(loaded, config.out ?? 'cdktf.out')) ?? 'cdktf.out',
    ...(requests === undefined ? {} : { requests }),
  };
}
