import type { Polled, ReadBack, Revocation, Revoker, Submitted } from '../../../drift/index.js';
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
    if (sourceOf(revocation) !== id) throw notOurs(`something of source \`${sourceOf(revocation)}\``);
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

function submit(context: WriteContext, revocation: Revocation): Promise<Submitted> {
  switch (revocation.what) {
    case 'edge': {
      const { live } = revocation;
      const { target } = live.edge;
      if (target.kind === 'aws.assignment') return deleteAssignment(context, live, target);
      if (target.kind === 'aws.group') return deleteMembership(context, live);
      throw notOurs('an Okta membership');
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
    const { target } = live.edge;
    if (target.kind === 'aws.assignment') return pollDeletion(context, token, live, target);
    throw notOurs('the progress of a membership, which ends at once');
  }
  const polled = await statusOf(context, 'provisioning', token);
  if (polled.state !== 'pending') context.unfinished.ended(token);
  return polled;
}

function readBack(context: WriteContext, revocation: Revocation): Promise<ReadBack> {
  switch (revocation.what) {
    case 'edge': {
      const { live } = revocation;
      const { target } = live.edge;
      return target.kind === 'aws.assignment'
        ? readAssignment(context, live, target)
        : readMembership(context, live.native);
    }
    case 'detach-policy':
    case 'delete-inline':
      return readPart(context, revocation);
    case 're-provision':
      return readReprovision(context, revocation);
  }
}

function sourceOf(revocation: Revocation): string {
  if (revocation.what !== 'edge') return revocation.set.source;
  const { target } = revocation.live.edge;
  return target.kind === 'aws.assignment' ? target.set.source : target.source;
}
