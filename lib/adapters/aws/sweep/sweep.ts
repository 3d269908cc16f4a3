import {
  NO_OBSERVATIONS,
  type InventorySource,
  type Observations,
  type ObservedSet,
  type PartFailure,
  type SeenOf,
  type SourceSweep,
  type SweepOptions,
} from '../../../inventory/index.js';
import { isWritError } from '../../../kernel/index.js';
import type { SourceId } from '../../../model/index.js';
import type { AwsContext, Instance } from '../access.js';
import { listAccounts } from '../reads/accounts.js';
import { findInstance } from '../reads/instance.js';
import { sweepPolicies, textsWanted } from './policies.js';
import { sweepSets } from './sets.js';
import { sweepGroups, sweepUsers } from './store.js';
import { SweepProgress, TallySheet, total, type Tally } from './tally.js';
import { UNCOVERED, UNREAD_TEXTS } from './uncovered.js';
import { groupsLeftOut } from './unlisted.js';

/** The parts of an AWS source. */
export interface SourceProps {
  readonly id: SourceId;
  readonly access: (signal: AbortSignal | undefined) => AwsContext;
  readonly instanceArn: string | undefined;
  /** Whether the texts of AWS managed policies are read. */
  readonly livePolicies: boolean;
}

type Seen = {
  readonly tallies: readonly Tally[];
  readonly uncovered?: readonly string[];
  readonly sets?: readonly ObservedSet[];
} & Partial<Observations>;

/** One Identity Center instance with its Identity Store and organization, as something that can be swept. */
export function awsSource(props: SourceProps): InventorySource {
  return { id: props.id, sweep: (options = {}) => sweep(props, options) };
}

async function sweep(
  { id, access: accessFor, instanceArn, livePolicies }: SourceProps,
  options: SweepOptions,
): Promise<SourceSweep> {
  const access = accessFor(options.signal);
  const startedAt = access.clock.now();
  const progress = new SweepProgress(options.onProgress);
  const [accounts, center] = await Promise.all([
    sweepAccounts(access, progress),
    sweepCenter(access, instanceArn, id, progress),
  ]);
  const wanted = livePolicies ? textsWanted(center.sets ?? [], options.policies) : [];
  const { policies, notRead } = await sweepPolicies(access, wanted);
  const { listed, answered, failures } = total([...accounts.tallies, ...center.tallies]);
  return {
    completeness: {
      source: id,
      complete: failures.length === 0,
      listed,
      answered,
      failures,
      ...(notRead.length > 0 ? { notRead } : {}),
      startedAt,
      endedAt: access.clock.now(),
      calls: access.center.calls + access.organizations.calls + access.iam.calls,
    },
    seen: { ...NO_OBSERVATIONS, ...observed(accounts), ...observed(center), policies },
    uncovered: [...UNCOVERED, ...(livePolicies ? [] : [UNREAD_TEXTS]), ...(center.uncovered ?? [])],
  };
}

/** Without its instance nothing of Identity Center is even listed, and the failure says so. */
async function sweepCenter(
  access: AwsContext,
  instanceArn: string | undefined,
  source: SourceId,
  progress: SweepProgress,
): Promise<Seen> {
  const tally = new TallySheet();
  progress.expect(1);
  const found = await findInstance(access, instanceArn).catch((error: unknown) => failed(access, error));
  progress.done();
  tally.note({ part: 'listing', of: 'instances' }, 'error' in found ? found.error : undefined);
  if ('error' in found) return { tallies: [tally] };
  const context = { access, instance: found satisfies Instance, source, progress };
  const parts = await Promise.all([sweepUsers(context), sweepGroups(context), sweepSets(context)]);
  const [users, groups, sets] = parts;
  const leftOut = await groupsLeftOut(context, groups, sets);
  if (leftOut) tally.note({ part: 'listing', of: 'groups' }, leftOut);
  const seen: SeenOf<'aws'> = {
    objects: { 'aws.group': groups.groups, 'aws.permission-set': sets.sets },
    edges: { 'aws.group-membership': groups.memberships, 'aws.assignment': sets.assignments },
  };
  return {
    ...seen,
    users: users.users,
    pairs: sets.pairs,
    sets: sets.sets,
    uncovered: found.beside,
    tallies: [tally, ...parts.flatMap((part) => part.tallies)],
  };
}

async function sweepAccounts(access: AwsContext, progress: SweepProgress): Promise<Seen> {
  const tally = new TallySheet();
  progress.expect(1);
  const { items, failure } = await listAccounts(access);
  tally.note({ part: 'listing', of: 'accounts' }, failure);
  progress.done();
  return { tallies: [tally], accounts: items };
}

function observed({ tallies: _, uncovered: __, sets: ___, ...seen }: Seen): Partial<Observations> {
  return seen;
}

function failed({ signal }: AwsContext, error: unknown): Pick<PartFailure, 'error'> {
  if (signal?.aborted || !isWritError(error)) throw error;
  return { error };
}
