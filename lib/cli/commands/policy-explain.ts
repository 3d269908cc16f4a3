import type { PolicyExplainDocument } from '../../policy/index.js';
import { policyExplainText, type NameOf } from '../../report/index.js';
import { explainDecision } from '../../workflow/index.js';
import { pathFromHere } from '../check-ports.js';
import { command, type ArgumentSpec, type Call, type OptionSpec } from '../command.js';
import { namesFrom } from '../comparison.js';
import { decideInputs, DECIDING_OPTIONS } from '../decide-inputs.js';
import type { Exit } from '../exit.js';
import { judgedAt } from '../ledger/evidence.js';
import { loadConfig } from '../load-config.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';

const ARGUMENTS = [{ name: '<ticket>', about: 'id of a ticket' }] as const satisfies readonly ArgumentSpec[];
const OPTIONS = [
  { flags: '--at <instant>', about: 'the instant to decide at (default: WRIT_AS_OF, else now)' },
  ...DECIDING_OPTIONS,
] as const satisfies readonly OptionSpec[];

type ExplainCall = Call<typeof OPTIONS, typeof ARGUMENTS>;

/** `writ policy explain`: one decision with every rule beside it. */
export const spec = command({
  about:
    'Decides one ticket as `writ decide` does and shows every rule beside it: where it stands, whether it holds, and the facts that it reads with the values ' +
    'that they had; then each review with the rules about it, and who filled or can fill the conditions of the route. Ends with 0 whatever the decision is.',
  examples: ['writ policy explain ACC-0043', 'writ policy explain ACC-0043 --at 2026-11-20T09:00:00Z --json'],
  arguments: ARGUMENTS,
  options: OPTIONS,
  schema: 'policy-explain',
  run,
});

async function run(call: ExplainCall): Promise<Exit> {
  const { document, nameOf } = await withProgress(call.io, 'deciding', () => explained(call));
  await print(call, {
    document,
    lines: (paint, width) => policyExplainText(document, { paint, width, nameOf }),
  });
  return 'done';
}

async function explained(
  call: ExplainCall,
): Promise<{ readonly document: PolicyExplainDocument; readonly nameOf: NameOf }> {
  const loaded = await loadConfig(call);
  const inputs = await decideInputs(call, loaded, await judgedAt(call, call.options.at));
  const placed = (file: string): string => pathFromHere(file, call.io.cwd);
  return { document: explainDecision(call.args[0], inputs, placed), nameOf: namesFrom(inputs.identity) };
}
