import { join, resolve } from 'node:path';
import { FileBundles } from '../../adapters/terraform/index.js';
import { readTextFile } from '../../adapters/files/text.js';
import { nearest, WritError } from '../../kernel/index.js';
import { directoryOf, type Manifest } from '../../manifest/index.js';
import { planText, toldRefusal, type PlanReport, type ShardReport } from '../../report/index.js';
import { planShards, type StackOutcome } from '../../workflow/index.js';
import { command, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { loadConfig, pathIn } from '../load-config.js';
import { readManifest } from '../manifest-file.js';
import { CONFIG_OPTIONS, OUTPUT_OPTIONS, PROVIDER_OPTION } from '../options.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';
import { stackSettings } from '../stack-settings.js';
import { openTerraform, stateMemory } from '../terraform.js';

const OPTIONS = [
  { flags: '--shard <stack>', about: 'plan this stack only' },
  PROVIDER_OPTION,
  {
    flags: '--out <folder>',
    about: 'folder of the synthesis; bundles are put into its `plans` (default: `out` of the configuration)',
  },
  {
    flags: '--sandbox',
    about: 'plan against the running sandbox of `writ sandbox start`, with states of its own',
  },
  ...CONFIG_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

type PlanCall = Call<typeof OPTIONS>;

const MOST_STACK = 64 * 1024 * 1024;

/** `writ plan`: what Terraform would do, bound to what was reviewed. */
export const spec = command({
  about:
    'Runs Terraform 1.9 or later, or OpenTofu 1.8 or later, over the stacks of a synthesis, in an environment built from nothing, and holds each plan against what was ' +
    'reviewed. Nothing is synthesized anew and nothing is changed. What is planned is put with its binding into `<out>/plans/<stack>/`; a stack that is refused or fails stops itself ' +
    'alone, and one that looks up what an earlier wave has yet to make waits for it. Whether each change was decided is not judged here yet. Ends with 1 where a stack failed, else with 5 where one was refused.',
  examples: ['writ plan', 'writ plan --shard aws-tickets-3f', 'writ plan --sandbox --provider aws --json'],
  arguments: [],
  options: OPTIONS,
  schema: 'plan',
  run,
});

async function run(call: PlanCall): Promise<Exit> {
  const loaded = await loadConfig(call);
  const out = call.options.out
    ? resolve(call.io.cwd, call.options.out)
    : pathIn(loaded, loaded.config.out ?? 'cdktf.out');
  const { manifest, digest } = await readManifest(join(out, 'manifest.json'));
  const chosen = chosenOf(call, manifest);
  const plans = join(out, 'plans');
  const outcomes = await withProgress(call.io, 'planning', async (progress) => {
    const opened = await openTerraform(call, loaded, new Set(chosen.map(({ provider }) => provider)));
    try {
      return await planShards(
        {
          terraform: opened.terraform,
          bundles: new FileBundles(plans, stateMemory(call, plans)),
          configurationOf: async (stack) =>
            Buffer.from(
              await readTextFile(join(out, directoryOf(stack), 'cdk.tf.json'), MOST_STACK, {
                keepMark: true,
              }),
            ),
          say: (text) => progress.say(text),
          signal: call.signal,
        },
        {
          manifest: digest,
          shards: manifest.shards,
          only: new Set(chosen.map(({ stack }) => stack)),
          settings: stackSettings(loaded.config),
          atOnce: loaded.config.terraform?.parallelism ?? 2,
          bound: opened.bound,
        },
      );
    } finally {
      await opened.close();
    }
  });
  const document: PlanReport = {
    schema: 'writ.plan/1',
    manifest: digest,
    out: plans,
    shards: outcomes.map(reported),
  };
  noteLocks(call, document);
  await print(call, { document, lines: (paint, width) => planText(document, paint, width) });
  return exitOf(document);
}

function chosenOf({ options: { shard, provider } }: PlanCall, { shards }: Manifest): Manifest['shards'] {
  const chosen = shards.filter(
    (each) =>
      (shard === undefined || each.stack === shard) && (provider === undefined || each.provider === provider),
  );
  if (chosen.length > 0 || shard === undefined) return chosen;
  const names = shards.map(({ stack }) => stack);
  throw new WritError('NOT_FOUND', `\`${shard}\` is no stack of the manifest that could be planned`, {
    candidates: [nearest(shard, names)].flatMap((name) => (name === undefined ? [] : [name])),
    remedy: 'take one that `writ stacks` lists',
  });
}

function reported(outcome: StackOutcome): ShardReport {
  const { stack, provider, wave } = outcome;
  const at = { stack, provider, wave };
  switch (outcome.state) {
    case 'planned': {
      const { digest: binding, binding: bound, toDo, lockReviewed } = outcome;
      return { ...at, state: 'planned', binding, plan: bound.plan, toDo, lockReviewed };
    }
    case 'refused':
      return { ...at, state: 'refused', refusals: outcome.refusals.map(toldRefusal) };
    case 'failed':
      return { ...at, state: 'failed', error: outcome.error.toJSON() };
    case 'waits':
      return { ...at, state: 'waits', for: outcome.for };
  }
}

function noteLocks({ io }: PlanCall, { shards }: PlanReport): void {
  const unreviewed = shards.some((shard) => shard.state === 'planned' && !shard.lockReviewed);
  if (unreviewed)
    io.err(
      'note: no reviewed lock file is named in `terraform.lock`, so the builds of the providers are those that were found\n',
    );
}

function exitOf({ shards }: PlanReport): Exit {
  const has = (state: ShardReport['state']): boolean => shards.some((shard) => shard.state === state);
  if (has('failed')) return 'failed';
  return has('refused') ? 'held' : 'done';
}
