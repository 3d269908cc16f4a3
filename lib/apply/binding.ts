import { canonicalJson, digest, digestOf, type Digest } from '../kernel/index.js';
import { lockedProviders, type LockedProvider } from './lock-file.js';
import type { ShardReading } from './read-shard.js';
import type { BackendSaid, PlannedShard, StateMark, Tool } from './terraform.js';

/** Who the credential is that a plan was made with. */
export interface CredentialSaid {
  /** Of AWS, as STS said it of the very keys that the program was given; the organization of Okta. */
  readonly account: string;
  readonly region?: string;
  /** The role or user; absent of Okta, which does not say it. */
  readonly identity?: string;
}

/** What ties a planned stack to what was reviewed, and to how it was planned. Nothing else of it may be applied. */
export interface Binding {
  readonly schema: 'writ.binding/1';
  readonly stack: string;
  readonly manifest: Digest;
  /** Of bytes, each. */
  readonly planFile: Digest;
  readonly configuration: Digest;
  readonly lock: Digest;
  /** Of the canonical form of plan JSON, without `timestamp`. */
  readonly plan: Digest;
  readonly tool: Tool;
  readonly providers: readonly LockedProvider[];
  readonly arguments: readonly (readonly string[])[];
  readonly backend: BackendSaid;
  readonly state: StateMark;
  readonly credential: CredentialSaid;
  /** Where it is not the provider's own. */
  readonly endpoint?: string;
}

/** How a run is bound, the same for all its stacks of one provider. */
export interface RunBound {
  readonly manifest: Digest;
  readonly tool: Tool;
  readonly credential: CredentialSaid;
  readonly endpoint?: string;
}

/** The binding of a stack that was read. */
export function bind(reading: ShardReading, planned: PlannedShard, run: RunBound): Binding {
  return {
    schema: 'writ.binding/1',
    stack: reading.stack,
    ...run,
    planFile: reading.planFile,
    configuration: digest(reading.configuration),
    lock: digest(planned.lock),
    plan: digest(canonicalPlan(planned.planJson)),
    providers: lockedProviders(planned.lock),
    arguments: planned.arguments,
    backend: planned.backend,
    state: reading.state,
  };
}

/** What a decision on a plan would cover. */
export function bindingDigest(binding: Binding): Digest {
  return digestOf(binding);
}

/** Plan JSON in its canonical form, without the time at which it was made: two plans of one thing are the same bytes. */
export function canonicalPlan(planJson: Uint8Array): string {
  const { timestamp: _, ...plan } = JSON.parse(Buffer.from(planJson).toString('utf8')) as Record<
    string,
    unknown
  >;
  return canonicalJson(plan);
}

/** The files of a bundle. */
export const BUNDLE = {
  planFile: 'plan.tfplan',
  plan: 'plan.json',
  lock: 'lock.hcl',
  binding: 'binding.json',
} as const;

/** The bundle of a planned stack, by file name. */
export function bundleOf(binding: Binding, planned: PlannedShard): ReadonlyMap<string, Uint8Array | string> {
  return new Map<string, Uint8Array | string>([
    [BUNDLE.planFile, planned.planFile],
    [BUNDLE.plan, canonicalPlan(planned.planJson)],
    [BUNDLE.lock, planned.lock],
    [BUNDLE.binding, canonicalJson(binding)],
  ]);
}

/** Whether a state that is seen now is not the one that was seen before: another lineage, none, or an older one. */
export function isLost(seen: StateMark | undefined, now: StateMark): boolean {
  if (!seen || seen.lineage === '') return false;
  return now.lineage !== seen.lineage || now.serial < seen.serial;
}
