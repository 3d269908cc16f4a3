import type { DriftReport } from '../../drift/index.js';
import { driftMarkdown, driftText } from '../../report/index.js';
import { runDrift } from '../../workflow/index.js';
import { flag, textOption, type Call } from '../command.js';
import { driftInput, namesFrom, withComparison, type Comparison } from '../comparison.js';
import type { Exit } from '../exit.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';

/** Compares what is wanted with what is live. */
export function run(call: Call): Promise<Exit> {
  return withComparison(call, (comparison) => compare(call, comparison));
}

async function compare(call: Call, comparison: Comparison): Promise<Exit> {
  const { report } = await withProgress(call.io, 'reading the live world', (progress) =>
    runDrift(comparison.ports, driftInput(call, comparison, progress)),
  );
  const nameOf = namesFrom(comparison.wanted.identity);
  await print(call, {
    document: report,
    lines: (paint, width) =>
      textOption(call, 'format') === 'markdown'
        ? driftMarkdown(report, nameOf)
        : driftText(report, paint, {
            width,
            nameOf,
            brief: flag(call, 'brief'),
            uncovered: flag(call, 'uncovered'),
            all: flag(call, 'all'),
          }),
  });
  return ENDS[report.verdict];
}

const ENDS: Readonly<Record<DriftReport['verdict'], Exit>> = {
  clean: 'done',
  drift: 'drift',
  incomplete: 'incomplete',
};
