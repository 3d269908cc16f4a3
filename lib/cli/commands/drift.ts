import { driftMarkdown, driftText } from '../../report/index.js';
import { runDrift } from '../../workflow/index.js';
import { command, type Call, type OptionSpec } from '../command.js';
import { driftInput, namesFrom, openComparison, type Comparison } from '../comparison.js';
import { DRIFT_ENDS, type Exit } from '../exit.js';
import {
  LEDGER_KEYS_OPTIONS,
  LEDGER_OPTION,
  LOG_OPTION,
  MANIFEST_OPTION,
  OUTPUT_OPTIONS,
  WORLD_OPTIONS,
} from '../options.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';

const OPTIONS = [
  { flags: '--brief', about: 'one or two lines for each finding' },
  { flags: '--uncovered', about: 'list every kind of access that no sweep covers' },
  {
    flags: '--all',
    about: 'also show what is visible and no drift: service objects, group rules, other owners',
  },
  {
    flags: '--format <format>',
    about: 'how to print words',
    choices: ['text', 'markdown'],
    default: 'text',
  },
  MANIFEST_OPTION,
  LOG_OPTION,
  LEDGER_OPTION,
  ...LEDGER_KEYS_OPTIONS,
  ...WORLD_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

type DriftCall = Call<typeof OPTIONS>;

/** `writ drift`: wanted against live. */
export const spec = command({
  about:
    'Sweeps the live world, compares it with the manifest, and says for each difference what it gives, why it is one, ' +
    'who did it where the audit logs say, since when, and the cure. Changes nothing at the providers; first sightings, what was seen and what was judged of it go to the ledger; before one is founded nothing is kept. ' +
    'Exit code 0 when clean, 2 on drift, 3 when part of the world could not be read.',
  examples: [
    'writ drift',
    'writ drift --brief --sandbox',
    'writ drift --format markdown > drift.md',
    'writ drift --json',
  ],
  arguments: [],
  options: OPTIONS,
  schema: 'drift',
  run,
});

/** Compares what is wanted with what is live. */
async function run(call: DriftCall): Promise<Exit> {
  return compare(call, await openComparison(call, 'look'));
}

async function compare(call: DriftCall, comparison: Comparison): Promise<Exit> {
  const { report } = await withProgress(call.io, 'reading the live world', (progress) =>
    runDrift(comparison.ports, driftInput(call, comparison, progress)),
  );
  const nameOf = namesFrom(comparison.wanted.identity);
  await print(call, {
    document: report,
    lines: (paint, width) =>
      call.options.format === 'markdown'
        ? driftMarkdown(report, nameOf)
        : driftText(report, paint, {
            width,
            nameOf,
            brief: call.options.brief === true,
            uncovered: call.options.uncovered === true,
            all: call.options.all === true,
          }),
  });
  return DRIFT_ENDS[report.verdict];
}
