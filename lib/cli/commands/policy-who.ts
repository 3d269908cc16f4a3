import type { PolicyWhoDocument } from '../../policy/index.js';
import { policyWhoText } from '../../report/index.js';
import { whoMayHave } from '../../workflow/index.js';
import { command, type ArgumentSpec, type Call, type OptionSpec } from '../command.js';
import { decideInputs, DECIDING_OPTIONS } from '../decide-inputs.js';
import type { Exit } from '../exit.js';
import { judgedAt } from '../ledger/evidence.js';
import { loadConfig } from '../load-config.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';

const ARGUMENTS = [
  { name: '<package>', about: 'id of a package' },
] as const satisfies readonly ArgumentSpec[];
const OPTIONS = [
  { flags: '--asset <name>', about: 'only on this asset (default: every asset of the package)' },
  { flags: '--as-of <instant>', about: 'the instant to judge at (default: WRIT_AS_OF, else now)' },
  { flags: '--all', about: 'name everybody, however many they are' },
  ...DECIDING_OPTIONS,
] as const satisfies readonly OptionSpec[];

type WhoMayCall = Call<typeof OPTIONS, typeof ARGUMENTS>;

/** How many people of a group fit on a screen. */
const MOST = 20;

/** `writ policy who`: who may ask for a package, and who may approve it. */
export const spec = command({
  about:
    'Puts a plain request of everybody for a package to the rules, and a review of everybody who is named for its route, and lists who may ask, for how long and on what ' +
    'condition, and whose approval would count today. A dead end is somebody who may ask and whom nobody can approve, or a package that nobody may ask for. Changes nothing. Ends with 0, and with 2 where there is a dead end.',
  examples: [
    'writ policy who prod-admin',
    'writ policy who prod-admin --asset ledger --as-of 2026-11-20T09:00:00Z --json',
  ],
  arguments: ARGUMENTS,
  options: OPTIONS,
  schema: 'policy-who',
  run,
});

async function run(call: WhoMayCall): Promise<Exit> {
  const document = await withProgress(call.io, 'asking the rules', () => found(call));
  const most = call.options.all === true ? Infinity : MOST;
  await print(call, { document, lines: (paint, width) => policyWhoText(document, { paint, width, most }) });
  const dead = document.assets.some(({ findings }) => findings.some(({ kind }) => kind === 'dead-end'));
  return dead ? 'drift' : 'done';
}

async function found(call: WhoMayCall): Promise<PolicyWhoDocument> {
  const loaded = await loadConfig(call);
  const inputs = await decideInputs(call, loaded, await judgedAt(call, call.options.asOf));
  const { asset } = call.options;
  return whoMayHave(inputs, { package: call.args[0], ...(asset === undefined ? {} : { asset }) });
}
