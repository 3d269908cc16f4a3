import { join } from 'node:path';
import type { WritError } from '../../kernel/index.js';
import { lintRules, rulesDue, RuleEngine, runCases, type PolicyTestDocument } from '../../policy/index.js';
import { policyTestText } from '../../report/index.js';
import { command, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { judgedAt } from '../ledger/evidence.js';
import { loadConfig, pathIn } from '../load-config.js';
import { CONFIG_OPTIONS, OUTPUT_OPTIONS, SANDBOX_RECORD_OPTION } from '../options.js';
import { print } from '../output.js';
import { rulesFolder } from '../rules-folder.js';
import { synthFiles } from '../synth-files.js';

const OPTIONS = [
  {
    flags: '--at <instant>',
    about: 'the instant that review dates are held to (default: WRIT_AS_OF, else now)',
  },
  SANDBOX_RECORD_OPTION,
  ...CONFIG_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

type TestCall = Call<typeof OPTIONS>;

/** `writ policy test`: whether the rules say what their golden table says. */
export const spec = command({
  about:
    'Reads and lints the rules, decides every case of `golden.yaml` beside them, and says which rules no case would miss. docs/policy.md shows ' +
    'how a case is written. Ends with 1 when a case goes otherwise, a rule is not noticed, or the set of rules has a fault.',
  examples: ['writ policy test', 'writ policy test --json'],
  arguments: [],
  options: OPTIONS,
  schema: 'policy-test',
  run,
});

async function run(call: TestCall): Promise<Exit> {
  const loaded = await loadConfig(call);
  const folder = rulesFolder(loaded);
  const [{ readRuleFiles }, { readPolicyCases }, { filePorts }] = await Promise.all([
    import('../../adapters/files/rules.js'),
    import('../../adapters/files/policy-cases.js'),
    import('../../synth/index.js'),
  ]);
  const engine = await RuleEngine.of(await readRuleFiles(folder));
  const cases = await readPolicyCases(join(folder, 'golden.yaml'));
  const catalogue = await filePorts(
    synthFiles(call, loaded, pathIn(loaded, loaded.config.out ?? 'cdktf.out')),
  ).catalogue();
  const at = await judgedAt(call, call.options.at);
  const document: PolicyTestDocument = {
    schema: 'writ.policy-test/1',
    rules: engine.rules.length,
    faults: lintRules(engine.rules, catalogue, at).map(faultOf),
    due: rulesDue(engine.rules, at).map(({ id, owner, reviewBy, place }) => ({
      rule: id,
      owner,
      reviewBy,
      place: `${place.file}:${place.line}`,
    })),
    ...runCases(engine, cases),
  };
  await print(call, { document, lines: (paint, width) => policyTestText(document, paint, width) });
  const { faults, results, unnoticed } = document;
  const whole = faults.length === 0 && unnoticed.length === 0 && results.every(({ passed }) => passed);
  return whole ? 'done' : 'failed';
}

function faultOf({ code, message, remedy, place }: WritError): PolicyTestDocument['faults'][number] {
  const { file, line } = place ?? {};
  return {
    code,
    message,
    remedy,
    ...(file === undefined ? {} : { place: line === undefined ? file : `${file}:${line}` }),
  };
}
