import type { AwsAccount, PermissionSet } from '../../core/state.js';
import { AwsError, notFound } from '../errors.js';
import type { Call } from '../service.js';

/** The permission set, once instance and set are known to exist. */
export function findSet(call: Call, input: { InstanceArn: string; PermissionSetArn: string }): PermissionSet {
  findInstance(call, input.InstanceArn);
  const set = call.aws.permissionSets.get(input.PermissionSetArn);
  if (set !== undefined) return set;
  throw notFound(`Permission set with id ${input.PermissionSetArn.split('/').at(-1) ?? ''} does not exist.`);
}

/** Refuses any instance but this organization's one, as the service does: without saying whether it exists. */
export function findInstance(call: Call, instanceArn: string): void {
  if (instanceArn === call.aws.instanceArn) return;
  throw new AwsError(
    'AccessDeniedException',
    `User is not authorized to perform: sso:${call.operation} on resource: ${instanceArn}`,
  );
}

/** The account of an id, of this organization. */
export function findAccount(call: Call, accountId: string): AwsAccount {
  const account = call.aws.accounts.get(accountId);
  if (account !== undefined) return account;
  throw notFound(`Account with id ${accountId} does not exist in the organization.`);
}

/** Called after a change of content: accounts provisioned before are stale until provisioned again. */
export function contentChanged(set: PermissionSet): void {
  set.version += 1;
}

/** Seconds since the epoch, as JSON 1.1 writes a timestamp. */
export function seconds(at: number): number {
  return at / 1000;
}
