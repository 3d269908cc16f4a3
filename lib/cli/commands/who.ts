import type { WhoReport } from '../../record/index.js';
import { whoHeldText } from '../../report/index.js';
import { whoHeldAt } from '../../workflow/ledger/who.js';
import { command, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { evidenceClock, instantOfCall, namesAtHand } from '../ledger/evidence.js';
import { openEvidence } from '../ledger/journal.js';
import { KEY_OPTION, LEDGER_OPTIONS, MANIFEST_OPTION, OUTPUT_OPTIONS } from '../options.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';

const OPTIONS = [
  { flags: '--at <instant>', about: 'the instant (default: now)' },
  { flags: '--asset <name>', about: 'only what is on this asset' },
  KEY_OPTION,
  MANIFEST_OPTION,
  ...LEDGER_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

type WhoCall = Call<typeof OPTIONS>;

/** `writ who`: who held what at an instant. */
export const spec = command({
  about:
    'Verifies the ledger, takes the last judgement recorded up to the instant with what was live and what was wanted then, takes off what ' +
    'was proved revoked since, and lists each holding with why it stood, or that nothing explained it.',
  examples: [
    'writ who --at 2026-11-20T12:00:00Z',
    'writ who --at 2026-11-20T12:00:00Z --asset payments-platform --json',
  ],
  arguments: [],
  options: OPTIONS,
  schema: 'who',
  run,
});

/** Lists who held what at an instant; what could not be read then is said. */
async function run(call: WhoCall): Promise<Exit> {
  const report = await withProgress(call.io, 'verifying the ledger', () => reported(call));
  const nameOf = await namesAtHand(call);
  await print(call, {
    document: report,
    lines: (paint, width) => whoHeldText(report, paint, { width, nameOf }),
  });
  return report.complete ? 'done' : 'incomplete';
}

async function reported(call: WhoCall): Promise<WhoReport> {
  const clock = await evidenceClock(call);
  const { recorder, bodies } = await openEvidence(call, clock);
  return whoHeldAt(recorder, bodies, instantOfCall(call, clock), call.options.asset);
}
