import { resolve } from 'node:path';
import { WritError, type Instant } from '../kernel/index.js';
import type { DecisionSource } from '../policy/index.js';
import type { DecideTicketsInput } from '../workflow/decide.js';
import { openForSynthesis, type SynthesisEvidence } from './ledger/synthesis.js';
import { pathIn, type LoadedConfig } from './load-config.js';
import {
  CONFIG_OPTIONS,
  LEDGER_KEYS_OPTIONS,
  LEDGER_OPTION,
  OUTPUT_OPTIONS,
  SANDBOX_RECORD_OPTION,
  type EvidenceCall,
} from './options.js';
import type { CallOf, OptionSpec } from './command.js';
import { synthFiles } from './synth-files.js';

/** Every command that decides from files: where the evidence of what was decided before lies, and the output. */
export const DECIDING_OPTIONS = [
  {
    flags: '--drift <file>',
    about:
      'a report of `writ drift --all --json`: what is live and nothing explains counts as held, for separation of duties',
  },
  SANDBOX_RECORD_OPTION,
  LEDGER_OPTION,
  ...LEDGER_KEYS_OPTIONS,
  ...CONFIG_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

/** A call that decides from files. */
export type DecidingCall = CallOf<
  EvidenceCall['options'] & { readonly drift?: string; readonly write?: boolean }
>;

/** Everything that tickets are decided on, and the ledger that it was read from, where one is founded. */
export interface DecidingOn {
  readonly inputs: DecideTicketsInput;
  readonly evidence?: SynthesisEvidence;
}

/** Everything that tickets are decided on at an instant, as the configuration and the ledger have it. Throws CONFIG_INVALID where no rules are named. */
export async function decideInputs(
  call: DecidingCall,
  loaded: LoadedConfig,
  at: Instant,
): Promise<DecideTicketsInput> {
  return (await decidingOn(call, loaded, at)).inputs;
}

/** The same, with the ledger. Throws CONFIG_INVALID where no rules are named. */
export async function decidingOn(call: DecidingCall, loaded: LoadedConfig, at: Instant): Promise<DecidingOn> {
  const { filePorts, readInputs } = await import('../synth/index.js');
  const evidence = await openForSynthesis(call, (note) => {
    call.io.err(`note: ${note}\n`);
  });
  const ports = {
    ...filePorts({
      ...synthFiles(call, loaded, pathIn(loaded, loaded.config.out ?? 'cdktf.out')),
      ...(evidence ? { last: evidence.last } : {}),
    }),
    ...evidence?.ports,
    ...(call.options.write === true ? { decisions: await firstDecisions(loaded) } : {}),
  };
  const { rules, ...inputs } = await readInputs(ports, at);
  if (!rules) {
    throw new WritError('CONFIG_INVALID', 'the configuration names no rules, so nothing can be decided', {
      remedy: 'name the folder of rules: `policy: "entitlements/policy"`',
    });
  }
  const live = await liveOf(call);
  return { inputs: { ...inputs, ...rules, ...(live ? { live } : {}) }, ...(evidence ? { evidence } : {}) };
}

/** The file of decisions where it is about to be written: the first time there is none. */
async function firstDecisions(loaded: LoadedConfig): Promise<DecisionSource> {
  const { fileDecisions } = await import('../adapters/files/decisions.js');
  return fileDecisions(pathIn(loaded, loaded.config.decisions), { mayLack: true });
}

async function liveOf({ options, io }: DecidingCall): Promise<DecideTicketsInput['live']> {
  if (options.drift === undefined) return undefined;
  const { readDriftReport } = await import('../adapters/files/drift-report.js');
  return readDriftReport(resolve(io.cwd, options.drift));
}
