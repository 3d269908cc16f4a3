import {
  ListAccountAssignmentsCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  type ProvisioningStatus,
} from '@aws-sdk/client-sso-admin';
import type { ObservedAssignment } from '../../../inventory/index.js';
import type { AccountId } from '../../../model/index.js';
import type { AwsContext, Instance } from '../access.js';
import type { ReadList } from '../pages.js';
import { accountIdOf } from './accounts.js';
import { listCenter } from './center.js';

/** Who holds something, by native id. */
export type ObservedHolder = ObservedAssignment['holder'];

/** Accounts where a set is provisioned; with `only`, those of one provisioning status. */
export function listProvisioned(
  access: AwsContext,
  instance: Instance,
  set: string,
  only?: ProvisioningStatus,
): Promise<ReadList<AccountId>> {
  return listCenter(access, {
    action: 'sso:ListAccountsForProvisionedPermissionSet',
    send: async (NextToken, options) => {
      const command = new ListAccountsForProvisionedPermissionSetCommand({
        InstanceArn: instance.arn,
        PermissionSetArn: set,
        ProvisioningStatus: only,
        MaxResults: 100,
        NextToken,
      });
      const answer = await access.clients.sso.send(command, options);
      return { items: answer.AccountIds, next: answer.NextToken };
    },
    item: accountIdOf,
  });
}

/** Who holds a set on an account, directly; ends early at the holder that `until` finds. */
export function listHolders(
  access: AwsContext,
  instance: Instance,
  pair: { readonly set: string; readonly account: string },
  until?: (holder: ObservedHolder) => boolean,
): Promise<ReadList<ObservedHolder>> {
  return listCenter(access, {
    action: 'sso:ListAccountAssignments',
    send: async (NextToken, options) => {
      const command = new ListAccountAssignmentsCommand({
        InstanceArn: instance.arn,
        PermissionSetArn: pair.set,
        AccountId: pair.account,
        MaxResults: 100,
        NextToken,
      });
      const answer = await access.clients.sso.send(command, options);
      return { items: answer.AccountAssignments, next: answer.NextToken };
    },
    item: ({ PrincipalId, PrincipalType }) => holderOf(PrincipalId, PrincipalType),
    until,
  });
}

function holderOf(native: string | undefined, type: string | undefined): ObservedHolder | undefined {
  if (!native) return undefined;
  if (type === 'USER') return { type: 'user', native };
  return type === 'GROUP' ? { type: 'group', native } : undefined;
}
