import type { Digest } from '../kernel/index.js';
import type { Shard } from './manifest.js';

/** Version of the persisted CI matrix. */
export const MATRIX_SCHEMA = 'writ.matrix/1';

/** The stacks as a CI matrix: jobs of one wave may run side by side, a wave begins when the one before has ended. */
export interface Matrix {
  readonly schema: typeof MATRIX_SCHEMA;
  readonly include: readonly MatrixJob[];
}

/** One job: a stack, where it lies and when it may run. */
export interface MatrixJob {
  readonly stack: string;
  readonly directory: string;
  readonly kind: Shard['kind'];
  readonly provider: Shard['provider'];
  /** Groups come first, then permission sets with what carriers hold, standing holdings, and tickets. */
  readonly wave: 0 | 1 | 2 | 3;
  readonly resources: number;
  readonly digest: Digest;
}

/** The matrix of a manifest's shards, in the order of the stacks' names. */
export function matrixOf(shards: readonly Shard[]): Matrix {
  return {
    schema: MATRIX_SCHEMA,
    include: shards.map((shard) => ({
      stack: shard.stack,
      directory: directoryOf(shard.stack),
      kind: shard.kind,
      provider: shard.provider,
      wave: waveOf(shard),
      resources: shard.resources,
      digest: shard.digest,
    })),
  };
}

/** The folder of a stack below the output folder. */
export function directoryOf(stack: string): string {
  return `stacks/${stack}`;
}

/** When a shard may run: after all of the waves before. */
export function waveOf({ kind, stack }: Shard): MatrixJob['wave'] {
  if (kind === 'ticketed') return 3;
  if (kind === 'standing') return 2;
  return /-sets-[0-9a-f]+$/.test(stack) ? 1 : 0;
}
