import { isWritError } from '../../kernel/index.js';
import { RuleEngine, type PolicyWhatifDocument } from '../../policy/index.js';
import type { WhoReport } from '../../record/index.js';
import { policyWhatifText } from '../../report/index.js';
import { whatifDecisions } from '../../workflow/index.js';
import { whoHeldAt } from '../../workflow/ledger/who.js';
import { command, type ArgumentSpec, type Call, type OptionSpec } from '../command.js';
import { decideInputs, DECIDING_OPTIONS } from '../decide-inputs.js';
import type { Exit } from '../exit.js';
import { evidenceClock, judgedAt } from '../ledger/evidence.js';
import { tryOpenEvidence } from '../ledger/journal.js';
import { loadConfig } from '../load-config.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';

const ARGUMENTS = [
  {
    name: '<rules...>',
    about: 'folder of the other rules, or their files: what is named is the whole set',
  },
] as const satisfies readonly ArgumentSpec[];
const OPTIONS = [
  { flags: '--at <instant>', about: 'the instant to decide at (default: WRIT_AS_OF, else now)' },
  ...DECIDING_OPTIONS,
] as const satisfies readonly OptionSpec[];

type WhatifCall = Call<typeof OPTIONS, typeof ARGUMENTS>;

/** `writ policy whatif`: what other rules would decide differently. */
export const spec = command({
  about:
    'Judges every open ticket, and every approved one that gives or will, by the rules of `policy` and by other rules, such as those of a branch, and lists ' +
    'what differs: what would be newly approved first. With a ledger it says which of them were seen live. Only rules are exchanged: declarations, operating model and feeds are those of today. ' +
    'Changes nothing. Ends with 0 when nothing differs and with 2 when something does, a ticket file cannot be read, or the other set lacks what every set must have.',
  examples: [
    'writ policy whatif ../branch/entitlements/policy',
    'writ policy whatif ../branch/entitlements/policy --at 2026-11-20T09:00:00Z --json',
  ],
  arguments: ARGUMENTS,
  options: OPTIONS,
  schema: 'policy-whatif',
  run,
});

async function run(call: WhatifCall): Promise<Exit> {
  const document = await withProgress(call.io, 'deciding', () => compared(call));
  await print(call, { document, lines: (paint, width) => policyWhatifText(document, paint, width) });
  const { differing, faults, unreadable } = document;
  return differing.length + faults.length + unreadable.length === 0 ? 'done' : 'drift';
}

async function compared(call: WhatifCall): Promise<PolicyWhatifDocument> {
  const loaded = await loadConfig(call);
  const { readRuleSet } = await import('../../adapters/files/rules.js');
  const after = await RuleEngine.of(await readRuleSet(call.args, call.io.cwd));
  const inputs = await decideInputs(call, loaded, await judgedAt(call, call.options.at));
  return whatifDecisions(inputs, after, await seenLive(call, inputs.asOf));
}

/** What was live by the last judgement that the ledger has; undefined where it has none, or its bodies were erased. */
async function seenLive(call: WhatifCall, at: WhoReport['at']): Promise<WhoReport | undefined> {
  const evidence = await tryOpenEvidence(call, await evidenceClock(call));
  if (!evidence) return undefined;
  try {
    return await whoHeldAt(evidence.recorder, evidence.bodies, at, undefined);
  } catch (error) {
    if (isWritError(error) && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}
