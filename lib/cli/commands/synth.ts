import { isAbsolute, join, resolve } from 'node:path';
import { parseInstant, type Instant } from '../../kernel/index.js';
import { faultyTickets } from '../../manifest/index.js';
import { idleJobFunctions, unmatchedAttributes } from '../../policy/index.js';
import { synthText, type SynthSummary } from '../../report/index.js';
import type { Synthesis } from '../../synth/index.js';
import { command, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { evidenceClock } from '../ledger/evidence.js';
import { openForSynthesis } from '../ledger/synthesis.js';
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
import { stackSettings } from '../stack-settings.js';
import { synthFiles } from '../synth-files.js';

const OPTIONS = [
  {
    flags: '--as-of <instant>',
    about: 'the instant to synthesize for (default: WRIT_AS_OF, else now; in a sandbox by its clock)',
  },
  { flags: '--out <folder>', about: 'folder to write to (default: `out` of the configuration)' },
  {
    flags: '--strict',
    about:
      'end with 4 when a ticket is invalid or quarantined, a birthright is held back, or a job function goes by what HR has of nobody; the others are published',
  },
  SANDBOX_RECORD_OPTION,
  LEDGER_OPTION,
  ...LEDGER_KEYS_OPTIONS,
  ...CONFIG_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

type SynthCall = Call<typeof OPTIONS>;

/** `writ synth`: declarations and tickets to manifest and Terraform JSON. */
export const spec = command({
  about:
    'Writes manifest.json, identity.json, matrix.json and stacks/*/cdk.tf.json below the output folder. The same inputs ' +
    'and the same instant give the same bytes. When it fails, the previous result is left whole. Once a ledger is founded, ' +
    'what is published is recorded there first, with the decisions that it went by, denials and refusals too. A wrong ticket never ' +
    'holds up the others; with --strict, as the check of a pull request, it ends with 4. An approval ' +
    'counts where each role of the route is filled by a person who holds it and was seen to approve, and the rules of today do not object.',
  examples: [
    'writ synth',
    'writ synth --strict',
    'writ synth --as-of 2026-11-20T09:00:00Z --out cdktf.out --json',
  ],
  arguments: [],
  options: OPTIONS,
  schema: 'synth',
  run,
});

/** Synthesizes and says what came out and what was left out. */
async function run(call: SynthCall): Promise<Exit> {
  const loaded = await loadConfig(call);
  const out = outFolder(call, loaded);
  const evidence = await openForSynthesis(call, (note) => call.io.err(`note: ${note}\n`));
  if (loaded.config.sources.aws && loaded.config.sources.aws.account === undefined)
    call.io.err(
      'note: `sources.aws.account` is not configured, so Terraform may use a credential of any account\n',
    );
  const synthesis = await withProgress(call.io, 'synthesizing', async () => {
    const { filePorts, synthesizeTo } = await import('../../synth/index.js');
    const ports = {
      ...filePorts({
        ...synthFiles(call, loaded, out),
        ...(evidence ? { last: evidence.last } : {}),
        signal: call.signal,
      }),
      ...evidence?.ports,
    };
    const { shards, policies } = loaded.config;
    const stacks = stackSettings(loaded.config);
    return synthesizeTo(ports, {
      asOf: await asOf(call),
      stacks,
      ...(shards ? { shards } : {}),
      ...(policies ? { policies } : {}),
    });
  });
  const document = summaryOf(synthesis, out, evidence !== undefined);
  await print(call, { document, lines: (paint, width) => synthText(document, paint, width) });
  const wrong =
    faultyTickets(synthesis.manifest).length + document.unmatched.length + document.heldBack.length;
  return call.options.strict === true && wrong > 0 ? 'bad-input' : 'done';
}

function summaryOf({ manifest, digest, identity }: Synthesis, out: string, hasLedger: boolean): SynthSummary {
  const isGiven = manifest.catalogue.jobFunctions.some(({ birthright }) => birthright.length > 0);
  return {
    schema: 'writ.synth/1',
    asOf: manifest.asOf,
    out,
    manifest: join(out, 'manifest.json'),
    digest,
    organization: manifest.catalogue.organization,
    edges: manifest.edges.length,
    grants: manifest.grants.length,
    ended: manifest.ended.length,
    shards: manifest.shards,
    omitted: manifest.omitted,
    unplaced: manifest.unplaced ?? [],
    held: manifest.held ?? [],
    heldBack: manifest.heldBack ?? [],
    ...(isGiven && !hasLedger ? { unheld: true } : {}),
    identity: {
      findings: identity.findings ?? [],
      doubted: (identity.doubted ?? []).map(({ id, why }) => ({ id, why })),
    },
    idle: idleJobFunctions(manifest.catalogue, identity),
    unmatched: unmatchedAttributes(manifest.catalogue, identity),
    inputs: manifest.inputs,
  };
}

/** What was asked for, else now: in a sandbox by its clock. */
async function asOf(call: SynthCall): Promise<Instant> {
  const text = call.options.asOf ?? call.io.env['WRIT_AS_OF'];
  return text ? parseInstant(text) : (await evidenceClock(call)).now();
}

function outFolder(call: SynthCall, loaded: LoadedConfig): string {
  const given = call.options.out;
  if (given) return isAbsolute(given) ? given : resolve(call.io.cwd, given);
  return pathIn(loaded, loaded.config.out ?? 'cdktf.out');
}
