import {
  DescribeAccountAssignmentDeletionStatusCommand,
  DescribePermissionSetProvisioningStatusCommand,
} from '@aws-sdk/client-sso-admin';
import type { Polled } from '../../../drift/index.js';
import { malformed } from '../faults.js';
import type { WriteContext } from './context.js';

/** Which kind of asynchronous write a token is of. */
export type WriteKind = 'deletion' | 'provisioning';

/** How far a write is. An error, a denied look included, is thrown: it never counts as an end. */
export async function statusOf(
  { access, instance }: WriteContext,
  kind: WriteKind,
  token: string,
): Promise<Polled> {
  const { center, clients, signal } = access;
  if (kind === 'deletion') {
    const action = 'sso:DescribeAccountAssignmentDeletionStatus';
    const command = new DescribeAccountAssignmentDeletionStatusCommand({
      InstanceArn: instance.arn,
      AccountAssignmentDeletionRequestId: token,
    });
    const answer = await center.call(action, (o) => clients.sso.send(command, o), signal);
    return polledOf(answer.AccountAssignmentDeletionStatus, action);
  }
  const action = 'sso:DescribePermissionSetProvisioningStatus';
  const command = new DescribePermissionSetProvisioningStatusCommand({
    InstanceArn: instance.arn,
    ProvisionPermissionSetRequestId: token,
  });
  const answer = await center.call(action, (o) => clients.sso.send(command, o), signal);
  return polledOf(answer.PermissionSetProvisioningStatus, action);
}

/** A status as the port says it; one that is not published is an error. */
export function polledOf(
  status: { readonly Status?: string | undefined; readonly FailureReason?: string | undefined } | undefined,
  action: string,
): Polled {
  switch (status?.Status) {
    case 'IN_PROGRESS':
      return { state: 'pending' };
    case 'SUCCEEDED':
      return { state: 'done' };
    case 'FAILED':
      return { state: 'failed', reason: status.FailureReason ?? 'the provider gave no reason' };
    default:
      throw malformed(action, `has the status \`${status?.Status ?? 'none'}\``);
  }
}
