import type { Digest } from '../kernel/index.js';
import type { StackSettings } from '../plan/index.js';
import type { ObservedForge, RuleEngine } from '../policy/index.js';
import type { Catalogue } from '../manifest/index.js';
import type { InForce } from '../workflow/index.js';
import type { WantedInput } from '../wanted/index.js';
import type { ShardPlan } from './terraform/shard-plan.js';

/** Everything that synthesis is a function of. */
export interface SynthInputs extends WantedInput {
  /** @default - the digest of the catalogue */
  readonly declarationsDigest?: Digest;
  /** @default - the digest of the decisions as given */
  readonly decisionsDigest?: Digest;
  /** The rules, and what was seen at the forge. @default - the rules are not asked again */
  readonly rules?: {
    readonly engine: RuleEngine;
    readonly observations: ObservedForge & { readonly digest: Digest };
  };
  /** What stands in every stack beside the declarations. @default - nothing: the environment says Region and account */
  readonly stacks?: StackSettings;
  /** What is declared, and what of its birthrights is held back until somebody approves it. @default - the catalogue, and nothing */
  readonly held?: HeldInputs;
  /** @default - {@link DEFAULT_SHARDS} */
  readonly shards?: Partial<ShardPlan>;
}

/** What is in force of birthrights, beside what is declared. */
export interface HeldInputs extends Pick<InForce, 'birthrights' | 'heldBack' | 'goneBy'> {
  readonly declared: Catalogue;
}
