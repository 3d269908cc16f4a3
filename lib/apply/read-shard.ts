import type { Digest } from '../kernel/index.js';
import type { Provider } from '../model/index.js';
import {
  readPlan,
  readPlanFile,
  refuseConfiguration,
  type PlanReading,
  type Refusal,
  type StackSettings,
} from '../plan/index.js';
import type { PlannedShard, ShardToPlan, StateMark } from './terraform.js';

/** A planned stack of which the three readers agree: what is derived from and explained. */
export interface ShardReading {
  readonly stack: string;
  readonly provider: Provider;
  /** The reviewed bytes, which the plan was made from. */
  readonly configuration: Uint8Array;
  readonly plan: PlanReading;
  readonly planFile: Digest;
  readonly state: StateMark;
}

/** Holds a planned stack against what was reviewed, by all three readers; gives all their refusals at once. Pure; throws nothing. */
export function readShard(
  { stack, provider, configuration }: ShardToPlan,
  { planFile, planJson, lock }: PlannedShard,
  settings: StackSettings,
): { readonly reading: ShardReading } | { readonly refusals: readonly Refusal[] } {
  const refused = refuseConfiguration(configuration, { stack, provider, settings });
  const file = readPlanFile(planFile, { configuration, lock });
  const read = readPlan(planJson);
  if (refused.length > 0 || 'refusals' in file || 'refusals' in read)
    return { refusals: [...refused, ...refusalsOf(file), ...refusalsOf(read)] };
  return {
    reading: { stack, provider, configuration, plan: read.plan, planFile: file.digest, state: file.state },
  };
}

function refusalsOf(read: object): readonly Refusal[] {
  return 'refusals' in read ? (read.refusals as readonly Refusal[]) : [];
}
