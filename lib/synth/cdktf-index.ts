import { directoryOf, type CdktfStack, type Manifest, type Shard } from '../manifest/index.js';

/** The version of cdktf that the stacks are made with, as the `cdktf` command expects to read it. */
export const CDKTF_VERSION = '0.21.0';

/** What the `cdktf` command reads in the manifest, so that `cdktf synth` and `writ synth` write one and the same. */
export function cdktfIndex(shards: readonly Shard[]): Required<Pick<Manifest, 'version' | 'stacks'>> {
  return {
    version: CDKTF_VERSION,
    stacks: Object.fromEntries(shards.map(({ stack }) => [stack, indexed(stack)])),
  };
}

function indexed(stack: string): CdktfStack {
  const directory = directoryOf(stack);
  return {
    name: stack,
    constructPath: stack,
    workingDirectory: directory,
    synthesizedStackPath: `${directory}/cdk.tf.json`,
    annotations: [],
    dependencies: [],
  };
}
