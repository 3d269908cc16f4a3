import {
  sourceOfRevocation,
  type Polled,
  type ReadBack,
  type Revocation,
  type Revoker,
  type Submitted,
} from '../../../drift/index.js';
import { kindOf, type EdgeKind, type KindIn, type LiveEdge, type TargetOf } from '../../../model/index.js';
import type { Instance } from '../access.js';
import { findInstance } from '../reads/instance.js';
import type { SourceProps } from '../sweep/sweep.js';
import { deleteAssignment, pollDeletion, readAssignment } from './assignment.js';
import { readPart, readReprovision, removePart, reprovision } from './content.js';
import { notOurs, type WriteContext } from './context.js';
import { deleteMembership, readMembership } from './membership.js';
import { statusOf } from './status.js';
import { UnfinishedWrites } from './unfinished.js';

/** Takes away assignments, memberships and attached policies of one Identity Center instance. */
export function awsRevoker({ id, access, instanceArn }: SourceProps, mostUnfinished: number): Revoker {
  const unfinished = new UnfinishedWrites(mostUnfinished);
  let instance: Instance | undefined;
  const context = async (revocation: Revocation, signal: AbortSignal | undefined): Promise<WriteContext> => {
    if (sourceOfRevocation(revocation) !== id)
      throw notOurs(`something of source \`${sourceOfRevocation(revocation)}\``);
    const ours = access(signal);
    instance ??= await findInstance(ours, instanceArn);
    return { access: ours, instance, unfinished };
  };
  return {
    id,
    submit: async (revocation, signal) => submit(await context(revocation, signal), revocation),
    poll: async (token, revocation, signal) => poll(await context(revocation, signal), token, revocation),
    readBack: async (revocation, signal) => readBack(await context(revocation, signal), revocation),
  };
}

/** How an edge of one kind is taken away. */
interface AwsRemoval<K extends EdgeKind> {
  submit(context: WriteContext, live: LiveEdge, target: TargetOf<K>): Promise<Submitted>;
  readBack(context: WriteContext, live: LiveEdge, target: TargetOf<K>): Promise<ReadBack>;
  /** Asks how far a removal is that AWS goes on with by itself; absent where it ends at once. */
  poll?(context: WriteContext, token: string, live: LiveEdge, target: TargetOf<K>): Promise<Polled>;
}

/** The removal of each kind of edge that AWS provides. A kind without an entry does not compile. */
const REMOVALS: { readonly [K in KindIn<'aws'>]: AwsRemoval<K> } = {
  'aws.assignment': { submit: deleteAssignment, readBack: readAssignment, poll: pollDeletion },
  'aws.group-membership': {
    submit: deleteMembership,
    readBack: (context, { native }) => readMembership(context, native),
  },
};

function removalOf({ edge }: LiveEdge): AwsRemoval<EdgeKind> {
  const removals = REMOVALS as unknown as Partial<Readonly<Record<string, AwsRemoval<EdgeKind>>>>;
  const removal = removals[kindOf(edge)];
  if (!removal) throw notOurs(`an edge of another provider`);
  return removal;
}

function submit(context: WriteContext, revocation: Revocation): Promise<Submitted> {
  switch (revocation.what) {
    case 'edge': {
      const { live } = revocation;
      return removalOf(live).submit(context, live, live.edge.target);
    }
    case 'detach-policy':
    case 'delete-inline':
      return removePart(context, revocation);
    case 're-provision':
      return reprovision(context, revocation);
  }
}

async function poll(context: WriteContext, token: string, revocation: Revocation): Promise<Polled> {
  if (revocation.what === 'edge') {
    const { live } = revocation;
    const polled = removalOf(live).poll?.(context, token, live, live.edge.target);
    if (!polled) throw notOurs('the progress of a removal that ends at once');
    return polled;
  }
  const polled = await statusOf(context, 'provisioning', token);
  if (polled.state !== 'pending') context.unfinished.ended(token);
  return polled;
}

function readBack(context: WriteContext, revocation: Revocation): Promise<ReadBack> {
  switch (revocation.what) {
    case 'edge': {
      const { live } = revocation;
      return removalOf(live).readBack(context, live, live.edge.target);
    }
    case 'detach-policy':
    case 'delete-inline':
      return readPart(context, revocation);
    case 're-provision':
      return readReprovision(context, revocation);
  }
}
