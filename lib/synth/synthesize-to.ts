import { canonicalJson, isWritError, WritError, type Instant } from '../kernel/index.js';
import { directoryOf } from '../manifest/index.js';
import type { SynthPorts } from './ports.js';
import { readInputs } from './read-inputs.js';
import { synthesize, type Synthesis } from './synthesis.js';
import type { StackSettings } from '../plan/index.js';
import type { ShardPlan } from './terraform/shard-plan.js';

/** How one run of synthesis is set. */
export interface SynthesizeToOptions {
  readonly asOf: Instant;
  readonly shards?: Partial<ShardPlan>;
  /** What stands in every stack beside the declarations. */
  readonly stacks?: StackSettings;
  /** The digests of the policies that decisions may be made under; any that is not a placeholder when absent. */
  readonly policies?: readonly string[];
}

/** Names of the files below the output folder; stacks lie at `stacks/<name>/cdk.tf.json`. */
export const OUTPUT = {
  manifest: 'manifest.json',
  identity: 'identity.json',
  matrix: 'matrix.json',
  stacks: 'stacks',
  stack: 'cdk.tf.json',
} as const;

/**
 * Reads all inputs, synthesizes, records, and publishes the result whole; when anything fails the last result stays.
 * Evidence comes first: a record of what then could not be put in place harms nobody, and says so in the error.
 */
export async function synthesizeTo(ports: SynthPorts, options: SynthesizeToOptions): Promise<Synthesis> {
  const inputs = { ...(await readInputs(ports, options.asOf)), ...options };
  const synthesis = synthesize(inputs);
  await ports.record?.(synthesis, inputs);
  await publishWhole(ports, synthesis);
  return synthesis;
}

async function publishWhole(ports: SynthPorts, synthesis: Synthesis): Promise<void> {
  try {
    await ports.publish(outputFiles(synthesis), {
      last: OUTPUT.manifest,
      folder: OUTPUT.stacks,
      name: OUTPUT.stack,
    });
  } catch (error) {
    throw ports.record && isWritError(error) ? recordedOnly(error, synthesis) : error;
  }
}

function recordedOnly({ code, message, remedy, place }: WritError, { digest }: Synthesis): WritError {
  const said = `${message}; the ledger has manifest \`${digest}\`, and the last result stays in place`;
  return new WritError(code, said, { remedy, ...(place ? { place } : {}) });
}

/** The files of a synthesis: text by path relative to the output folder. */
export function outputFiles(synthesis: Synthesis): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const [stack, text] of synthesis.stacks) files.set(`${directoryOf(stack)}/${OUTPUT.stack}`, text);
  files.set(OUTPUT.identity, canonicalJson(synthesis.identity));
  files.set(OUTPUT.matrix, `${JSON.stringify(synthesis.matrix, null, 2)}\n`);
  files.set(OUTPUT.manifest, synthesis.manifestText);
  return files;
}
