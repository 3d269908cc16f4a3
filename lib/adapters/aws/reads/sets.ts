import {
  DescribePermissionSetCommand,
  ListPermissionSetsCommand,
  type PermissionSet,
} from '@aws-sdk/client-sso-admin';
import type { AwsContext, Instance } from '../access.js';
import { required } from '../faults.js';
import type { ReadList } from '../pages.js';
import { listCenter } from './center.js';

/** The ARNs of all permission sets. */
export function listSets(access: AwsContext, instance: Instance): Promise<ReadList<string>> {
  return listCenter(access, {
    action: 'sso:ListPermissionSets',
    send: async (NextToken, options) => {
      const command = new ListPermissionSetsCommand({
        InstanceArn: instance.arn,
        MaxResults: 100,
        NextToken,
      });
      const answer = await access.clients.sso.send(command, options);
      return { items: answer.PermissionSets, next: answer.NextToken };
    },
    item: (arn) => arn || undefined,
  });
}

/** Name and session duration of a permission set. Throws a WritError. */
export async function describeSet(
  access: AwsContext,
  instance: Instance,
  set: string,
): Promise<PermissionSet> {
  const action = 'sso:DescribePermissionSet';
  const command = new DescribePermissionSetCommand({ InstanceArn: instance.arn, PermissionSetArn: set });
  const answer = await access.center.call(action, (o) => access.clients.sso.send(command, o), access.signal);
  return required(answer.PermissionSet, action, 'PermissionSet');
}
