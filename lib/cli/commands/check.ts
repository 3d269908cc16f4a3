import { checkText } from '../../report/index.js';
import type { CheckPorts } from '../../workflow/index.js';
import { command, type Call, type OptionSpec } from '../command.js';
import { checkPorts, fromHere } from '../check-ports.js';
import type { Exit } from '../exit.js';
import { judgedAt } from '../ledger/evidence.js';
import { openForSynthesis } from '../ledger/synthesis.js';
import { loadConfig } from '../load-config.js';
import {
  CONFIG_OPTIONS,
  LEDGER_KEYS_OPTIONS,
  LEDGER_OPTION,
  OUTPUT_OPTIONS,
  SANDBOX_RECORD_OPTION,
} from '../options.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';

const OPTIONS = [
  {
    flags: '--as-of <instant>',
    about: 'the instant to judge at (default: WRIT_AS_OF, else now; in a sandbox by its clock)',
  },
  SANDBOX_RECORD_OPTION,
  LEDGER_OPTION,
  ...LEDGER_KEYS_OPTIONS,
  ...CONFIG_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

type CheckCall = Call<typeof OPTIONS>;

/** `writ check`: every fault of the inputs at once. */
export const spec = command({
  about:
    'Reads declarations, rules, ticket files, identity feeds and decisions, and says all that is wrong with them at once, with file, line and ' +
    'column where a text file has them, and what was meant where that can be told. Changes nothing, needs no credentials and no ' +
    'network; a ledger that is there is read. Ends with 4 when anything is at fault; a ticket that is only not decided yet is none.',
  examples: ['writ check', 'writ check --json', 'writ check --as-of 2026-11-20T09:00:00Z'],
  arguments: [],
  options: OPTIONS,
  schema: 'check',
  run,
});

async function run(call: CheckCall): Promise<Exit> {
  const loaded = await loadConfig(call);
  const asOf = await judgedAt(call, call.options.asOf);
  const report = await withProgress(call.io, 'checking', async () => {
    const { runChecks } = await import('../../workflow/index.js');
    const ports = { ...(await checkPorts(call, loaded)), ...(await recordedIn(call)) };
    return fromHere(await runChecks(ports, asOf, loaded.config.policies), call.io);
  });
  await print(call, { document: report, lines: (paint, width) => checkText(report, paint, width) });
  return report.faults === 0 ? 'done' : 'bad-input';
}

/** What the ledger has, where one is founded: of decided tickets, which stand whatever became of the files, and of birthrights in force. */
async function recordedIn(call: CheckCall): Promise<Pick<CheckPorts, 'recorded' | 'accepted'>> {
  const evidence = await openForSynthesis(call, (note) => call.io.err(`note: ${note}\n`));
  const { recorded, accepted } = evidence?.ports ?? {};
  return { ...(recorded ? { recorded } : {}), ...(accepted ? { accepted } : {}) };
}
