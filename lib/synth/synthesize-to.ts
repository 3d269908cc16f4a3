import { canonicalJson, type Instant } from '../kernel/index.js';
import { directoryOf } from './matrix.js';
import type { SynthPorts } from './ports.js';
import { synthesize, type Synthesis } from './synthesis.js';
import type { ShardPlan } from './terraform/shard-plan.js';

/** How one run of synthesis is set. */
export interface SynthesizeToOptions {
  readonly asOf: Instant;
  readonly shards?: Partial<ShardPlan>;
}

/** Names of the files below the output folder; stacks lie at `stacks/<name>/cdk.tf.json`. */
export const OUTPUT = {
  manifest: 'manifest.json',
  identity: 'identity.json',
  matrix: 'matrix.json',
  stacks: 'stacks',
  stack: 'cdk.tf.json',
} as const;

/** Reads all inputs, synthesizes, and publishes the result whole; when anything fails the last result stays. */
export async function synthesizeTo(ports: SynthPorts, options: SynthesizeToOptions): Promise<Synthesis> {
  const synthesis = synthesize({ ...(await readInputs(ports, options.asOf)), ...options });
  await ports.publish(outputFiles(synthesis), {
    last: OUTPUT.manifest,
    folder: OUTPUT.stacks,
    name: OUTPUT.stack,
  });
  return synthesis;
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

async function readInputs(ports: SynthPorts, asOf: Instant): Promise<Parameters<typeof synthesize>[0]> {
  const catalogue = await ports.catalogue();
  const identity = await ports.identity(asOf);
  const { tickets, faults } = await ports.tickets();
  const { decisions, digest } = await ports.decisions.read();
  const tombstones = (await ports.tombstones?.()) ?? [];
  return {
    catalogue,
    identity,
    tickets,
    unreadable: faults,
    decisions,
    decisionsDigest: digest,
    tombstones,
    asOf,
  };
}
