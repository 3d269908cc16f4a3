import pMap from 'p-map';
import {
  bind,
  bindingDigest,
  bundleOf,
  isLost,
  namesOf,
  readShard,
  waitsFor,
  type Bundles,
  type EarlierStack,
  type RunBound,
  toDoOf,
  type StateMark,
  type Terraform,
} from '../../apply/index.js';
import { canonicalJson, digest, toWritError, WritError, type Digest } from '../../kernel/index.js';
import { waveOf, type Shard } from '../../manifest/index.js';
import type { Provider } from '../../model/index.js';
import { refuseConfiguration, type StackSettings } from '../../plan/index.js';
import type { StackOutcome } from './outcome.js';

/** What planning reads, runs and writes. */
export interface PlanPorts {
  readonly terraform: Terraform;
  readonly bundles: Bundles;
  /** The bytes of a stack's Terraform JSON in the reviewed artifact. Throws INPUT_*. */
  configurationOf(stack: string): Promise<Uint8Array>;
  /** Is told what happens, in words without values. */
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

/** What is planned, and how. */
export interface PlanInput {
  readonly manifest: Digest;
  /** Every shard of the manifest. */
  readonly shards: readonly Shard[];
  /** The stacks to plan. @default - all */
  readonly only?: ReadonlySet<string>;
  readonly settings: StackSettings;
  readonly atOnce: number;
  /** Who the credential of each provider is, and where the provider is. */
  readonly bound: Readonly<Record<Provider, Omit<RunBound, 'manifest' | 'tool'>>>;
}

/**
 * Plans stacks, wave by wave; a stack that is refused or fails stops itself alone. What is planned is put into its bundle, and of what is not
 * no bundle stays. Gives the outcomes in the order of the manifest. Throws what stops every stack: TERRAFORM_MISSING, TERRAFORM_VERSION, INTERRUPTED.
 */
export async function planShards(ports: PlanPorts, input: PlanInput): Promise<readonly StackOutcome[]> {
  const tool = await ports.terraform.tool();
  await ports.bundles.keepOnly(new Set(input.shards.map(({ stack }) => stack)));
  const chosen = input.shards.filter(({ stack }) => input.only?.has(stack) ?? true);
  const outcomes = new Map<string, StackOutcome>();
  const earlier: EarlierStack[] = [];
  for (const wave of [0, 1, 2, 3]) {
    const shards = chosen.filter((shard) => waveOf(shard) === wave);
    const done = await pMap(
      shards,
      async (shard) => planOne(ports, input, { shard, earlier, run: { tool, manifest: input.manifest } }),
      { concurrency: input.atOnce },
    );
    // A stop is of the whole run, once every program that ran has ended.
    ports.signal.throwIfAborted();
    for (const { outcome, names } of done) {
      outcomes.set(outcome.stack, outcome);
      if (names)
        earlier.push({
          stack: outcome.stack,
          ...names,
          ...(outcome.state === 'planned' ? { changes: outcome.reading.plan.changes } : {}),
        });
    }
  }
  return chosen.flatMap(({ stack }) => outcomes.get(stack) ?? []);
}

interface One {
  readonly shard: Shard;
  readonly earlier: readonly EarlierStack[];
  readonly run: Pick<RunBound, 'tool' | 'manifest'>;
}

interface Done {
  readonly outcome: StackOutcome;
  /** What it makes and looks up; absent where its configuration is not the reviewed one. */
  readonly names?: ReturnType<typeof namesOf>;
}

async function planOne(ports: PlanPorts, input: PlanInput, one: One): Promise<Done> {
  const { shard } = one;
  const at = { stack: shard.stack, provider: shard.provider, wave: waveOf(shard) };
  try {
    await ports.bundles.drop(shard.stack);
    const configuration = await ports.configurationOf(shard.stack);
    const refusals = refuseConfiguration(configuration, { ...shard, settings: input.settings });
    if (refusals.length > 0) return { outcome: { ...at, state: 'refused', refusals } };
    refuseOther(shard, configuration);
    const names = namesOf(configuration);
    const waited = waitsFor(names, one.earlier);
    if (waited.length > 0) return { outcome: { ...at, state: 'waits', for: waited }, names };
    try {
      return { outcome: { ...at, ...(await carryOut(ports, input, one, configuration)) }, names };
    } catch (error) {
      return { outcome: { ...at, state: 'failed', error: toWritError(error) }, names };
    }
  } catch (error) {
    return { outcome: { ...at, state: 'failed', error: toWritError(error) } };
  }
}

/** The artifact is what its manifest says, or it is not planned. Throws DIGEST_MISMATCH. */
function refuseOther({ stack, digest: recorded }: Shard, configuration: Uint8Array): void {
  const found = digest(canonicalJson(JSON.parse(Buffer.from(configuration).toString('utf8'))));
  if (found === recorded) return;
  throw new WritError(
    'DIGEST_MISMATCH',
    `the Terraform JSON of \`${stack}\` is not the one that the manifest records`,
    {
      place: { path: stack },
      remedy: 'fetch the reviewed artifact again, whole; it is never synthesized anew here',
    },
  );
}

type PlannedOrRefused =
  | Pick<
      Extract<StackOutcome, { state: 'planned' }>,
      'state' | 'reading' | 'binding' | 'digest' | 'toDo' | 'lockReviewed'
    >
  | Pick<Extract<StackOutcome, { state: 'refused' }>, 'state' | 'refusals'>;

async function carryOut(
  { terraform, bundles, say }: PlanPorts,
  { settings, bound }: PlanInput,
  { shard, run }: One,
  configuration: Uint8Array,
): Promise<PlannedOrRefused> {
  const { stack, provider } = shard;
  const toPlan = { stack, provider, configuration };
  const planned = await terraform.plan(toPlan, say);
  const read = readShard(toPlan, planned, settings);
  if ('refusals' in read) return { state: 'refused', refusals: read.refusals };
  const { reading } = read;
  refuseLost(stack, await bundles.seen(stack), reading.state);
  const binding = bind(reading, planned, { ...bound[provider], ...run });
  await bundles.write(stack, bundleOf(binding, planned));
  await bundles.remember(stack, reading.state);
  const { lockReviewed } = planned;
  return {
    state: 'planned',
    reading,
    binding,
    digest: bindingDigest(binding),
    toDo: toDoOf(reading.plan),
    lockReviewed,
  };
}

/** A plan on a lost state would make everything anew, and find it there already. */
function refuseLost(stack: string, seen: StateMark | undefined, now: StateMark): void {
  if (!seen || !isLost(seen, now)) return;
  const lineage =
    now.lineage === ''
      ? 'there is none'
      : `it is of lineage \`${now.lineage}\` and serial ${String(now.serial)}`;
  throw new WritError(
    'TERRAFORM_STATE_LOST',
    `the last plan of \`${stack}\` stood on the state of lineage \`${seen.lineage}\` and serial ${String(seen.serial)}, and now ${lineage}`,
    { place: { path: stack }, remedy: 'put the state back from a backup, or check `terraform.backend`' },
  );
}
