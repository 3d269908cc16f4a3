import type { PermissionSet } from '../../core/state.js';
import { validation } from '../errors.js';
import { fromArray, page } from '../pages.js';
import { type Call, read, write } from '../service.js';
import { oneOf, optional } from '../shapes.js';
import type { WorkItem, WorkResult } from './async-work.js';
import { findAccount, findInstance, findSet, seconds } from './lookup.js';
import { accountId, inInstance, MOST, ofSet, paging, provisioningStatus } from './shapes.js';

type Wanted = 'LATEST_PERMISSION_SET_PROVISIONED' | 'LATEST_PERMISSION_SET_NOT_PROVISIONED' | undefined;

/** Where a permission set's role exists, and whether it is up to date there. */
export const provisioningOperations = {
  ListAccountsForProvisionedPermissionSet: read(
    { ...ofSet, ProvisioningStatus: optional(provisioningStatus), ...paging },
    (input, call) => {
      const set = findSet(call, input);
      const accounts = [...set.provisioned.keys()].filter((account) =>
        has(set, account, input.ProvisioningStatus),
      );
      const { items, next } = page(call, input, MOST, fromArray(accounts.sort()));
      return { AccountIds: items, ...next };
    },
  ),

  ListPermissionSetsProvisionedToAccount: read(
    { ...inInstance, AccountId: accountId, ProvisioningStatus: optional(provisioningStatus), ...paging },
    (input, call) => {
      findInstance(call, input.InstanceArn);
      findAccount(call, input.AccountId);
      const sets = [...call.aws.permissionSets.values()].filter(
        (set) => set.provisioned.has(input.AccountId) && has(set, input.AccountId, input.ProvisioningStatus),
      );
      const { items, next } = page(call, input, MOST, fromArray(sets));
      return { ...next, PermissionSets: items.map((set) => set.arn) };
    },
  ),

  ProvisionPermissionSet: write(
    { ...ofSet, TargetId: optional(accountId), TargetType: oneOf('AWS_ACCOUNT', 'ALL_PROVISIONED_ACCOUNTS') },
    (input, call) => {
      const set = findSet(call, input);
      const { TargetId: target, TargetType: type } = input;
      if ((type === 'AWS_ACCOUNT') !== (target !== undefined)) {
        throw validation('TargetId is required if the TargetType is AWS_ACCOUNT, and only then.');
      }
      if (target !== undefined) findAccount(call, target);
      const describes = { PermissionSetArn: set.arn, ...(target !== undefined && { AccountId: target }) };
      const accounts = target === undefined ? [...set.provisioned.keys()] : [];
      const item = call.work.start('provisioning', set.arn, describes, call.fate, () =>
        target === undefined ? provisionAll(set, accounts) : provisionOne(call, set, target),
      );
      return { PermissionSetProvisioningStatus: provisioningState(item) };
    },
  ),
};

/** The status of a provisioning request as the API shows it. */
export function provisioningState(item: WorkItem): object {
  return {
    Status: item.status,
    RequestId: item.requestId,
    ...item.describes,
    ...(item.failureReason !== undefined && { FailureReason: item.failureReason }),
    CreatedDate: seconds(item.createdAt),
  };
}

function has(set: PermissionSet, account: string, wanted: Wanted): boolean {
  if (wanted === undefined) return true;
  const latest = (set.provisioned.get(account) ?? 0) >= set.version;
  return latest === (wanted === 'LATEST_PERMISSION_SET_PROVISIONED');
}

function provisionOne(call: Call, set: PermissionSet, account: string): WorkResult {
  if (!call.aws.permissionSets.has(set.arn)) return 'Received a 404 status error: Permission set not found.';
  set.provisioned.set(account, set.version);
  return undefined;
}

/** An account that lost its last assignment meanwhile fails the whole request, as it does in the real service. */
function provisionAll(set: PermissionSet, accounts: readonly string[]): WorkResult {
  const gone = accounts.find((account) => !set.provisioned.has(account));
  for (const account of set.provisioned.keys()) set.provisioned.set(account, set.version);
  return gone === undefined
    ? undefined
    : `Received a 404 status error: Permission set provision not found in AWS account ${gone}.`;
}
