import { join, resolve } from 'node:path';
import { digest } from '../../kernel/index.js';
import { parseManifest } from '../../manifest/index.js';
import { RuleEngine } from '../../policy/index.js';
import { judgeChange, parseReproduction } from '../../workflow/index.js';
import { governanceText } from '../../report/index.js';
import { command, type ArgumentSpec, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { governedPlaces } from '../governed-places.js';
import { judgedAt } from '../ledger/evidence.js';
import { openForSynthesis, type SynthesisEvidence } from '../ledger/synthesis.js';
import { noLedger, refuseRecordAt } from '../judging.js';
import { loadConfig, pathIn, type LoadedConfig } from '../load-config.js';
import {
  CONFIG_OPTIONS,
  LEDGER_KEYS_OPTIONS,
  LEDGER_OPTION,
  OUTPUT_OPTIONS,
  SANDBOX_RECORD_OPTION,
} from '../options.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';
import { rulesFolder } from '../rules-folder.js';
import { synthFiles } from '../synth-files.js';

const OPTIONS = [
  {
    flags: '--head <folder>',
    about:
      'checkout of the head, in which `writ synth` was run without credentials; it is read and never run',
  },
  {
    flags: '--head-manifest <file>',
    about: 'manifest of the head (default: manifest.json below `out` of the configuration, in --head)',
  },
  {
    flags: '--head-rules <folder>',
    about: 'folder of the rules of the head (default: `policy` of the configuration, in --head)',
  },
  {
    flags: '--reproduced <file>',
    about:
      'what a job without credentials made of the head (writ.reproduction/1: commit and digest of the manifest); without it the manifest is a claim',
  },
  {
    flags: '--observations <file>',
    about: 'what the forge said of the change and its reviews (default: `observations` of the configuration)',
  },
  { flags: '--at <instant>', about: 'the instant to judge at (default: WRIT_AS_OF, else now)' },
  {
    flags: '--record',
    about:
      'append what was decided to the ledger, whether it allowed or not; what the newest entry of the change says already is not said again',
  },
  SANDBOX_RECORD_OPTION,
  LEDGER_OPTION,
  ...LEDGER_KEYS_OPTIONS,
  ...CONFIG_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

const CHANGE = {
  name: '<change>',
  about: 'id of the change, as the file of observations has it',
} as const satisfies ArgumentSpec;

type GovernanceCall = Call<typeof OPTIONS, readonly [typeof CHANGE]>;

/** `writ governance`: what is decided of a change of what everybody is judged by. */
export const spec = command({
  about:
    'Run it in a checkout of the base: its configuration, declarations, rules, people and governors judge, and nothing of the head is run. Tells ' +
    'whether a change is tickets or governance, by its paths and by what it does, what everybody gets more and less by it, which tickets need a new ' +
    'decision, and whether as many governors as the base asks for saw exactly this and approved. Ends with 2 where a governance change is not approved.',
  examples: [
    'writ governance github.com/meridian-pay/access/pull/200 --head ../head',
    'writ governance github.com/meridian-pay/access/pull/200 --head ../head --record',
    'writ governance github.com/meridian-pay/access/pull/200 --head ../head --json',
  ],
  arguments: [CHANGE],
  options: OPTIONS,
  schema: 'governance',
  run,
});

/** Judges one change and prints it. */
async function run(call: GovernanceCall): Promise<Exit> {
  refuseRecordAt(call.options);
  const loaded = await loadConfig(call);
  const evidence = await openForSynthesis(call, (note) => call.io.err(`note: ${note}\n`));
  if (call.options.record === true && !evidence) throw noLedger();
  const at = await judgedAt(call, call.options.at);
  const { fileObservations } = await import('../../adapters/files/observations.js');
  const observations = await fileObservations(observationsFile(call, loaded)).read();
  const record = await withProgress(call.io, 'judging', () =>
    judgeChange(
      { base: () => baseOf(call, loaded, evidence, at), head: () => headOf(call, loaded) },
      { change: call.args[0], observations, places: governedPlaces(loaded), at },
    ),
  );
  if (call.options.record === true) await evidence?.governed(record);
  await print(call, { document: record, lines: (paint, width) => governanceText(record, paint, width) });
  return record.outcome === undefined || record.outcome === 'approve' ? 'done' : 'drift';
}

function observationsFile(call: GovernanceCall, loaded: LoadedConfig): string | undefined {
  const { observations: given } = call.options;
  if (given !== undefined) return resolve(call.io.cwd, given);
  const { observations } = loaded.config;
  return observations === undefined ? undefined : pathIn(loaded, observations);
}

async function baseOf(
  call: GovernanceCall,
  loaded: LoadedConfig,
  evidence: SynthesisEvidence | undefined,
  at: Parameters<typeof judgeChange>[1]['at'],
): ReturnType<Parameters<typeof judgeChange>[0]['base']> {
  const folder = rulesFolder(loaded);
  const { filePorts, readInputs } = await import('../../synth/index.js');
  const { readRuleFiles } = await import('../../adapters/files/rules.js');
  const ports = {
    ...filePorts({
      ...synthFiles(call, loaded, pathIn(loaded, loaded.config.out ?? 'cdktf.out')),
      ...(evidence ? { last: evidence.last } : {}),
    }),
    ...evidence?.ports,
  };
  const { rules: _, held, ...inputs } = await readInputs(ports, at);
  const { policies } = loaded.config;
  return {
    ...inputs,
    ...(held ? { declared: held.declared } : {}),
    ...(policies ? { policies } : {}),
    engine: await RuleEngine.of(await readRuleFiles(folder)),
  };
}

const MAX_MANIFEST_BYTES = 512 * 1024 * 1024;

/** What the head says, as data: a manifest and files of rules. */
async function headOf(
  call: GovernanceCall,
  { config, root }: LoadedConfig,
): ReturnType<Parameters<typeof judgeChange>[0]['head']> {
  const [{ readTextFile }, { readRuleFiles }] = await Promise.all([
    import('../../adapters/files/text.js'),
    import('../../adapters/files/rules.js'),
  ]);
  const { head, headManifest, headRules } = call.options;
  const inHead = (path: string): string => resolve(call.io.cwd, head ?? root, path);
  const file = headManifest ?? join(inHead(config.out ?? 'cdktf.out'), 'manifest.json');
  const rules = headRules ?? inHead(config.policy ?? '');
  const manifest = resolve(call.io.cwd, file);
  const text = await readTextFile(manifest, MAX_MANIFEST_BYTES);
  const { catalogue, declared = catalogue } = parseManifest(text, manifest);
  const { reproduced } = call.options;
  const made = reproduced === undefined ? undefined : resolve(call.io.cwd, reproduced);
  return {
    ...(made === undefined
      ? {}
      : { reproduced: parseReproduction(await readTextFile(made, 64 * 1024), made) }),
    manifest: digest(text),
    catalogue: declared,
    engine: await RuleEngine.of(await readRuleFiles(resolve(call.io.cwd, rules))),
  };
}
