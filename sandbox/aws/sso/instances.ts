import type { OtherInstance } from '../../core/state.js';
import { read } from '../service.js';
import { fromArray, page } from '../pages.js';
import { findInstance, seconds } from './lookup.js';
import { inInstance, MOST, paging } from './shapes.js';
import type { Call } from '../service.js';

/** Long before anything that a sandbox dates. */
const CREATED = Date.UTC(2020, 0, 1);

/** The Identity Center instance of the organization, and the account instances that are listed beside it. */
export const instanceOperations = {
  ListInstances: read(paging, (input, call) => {
    const { items, next } = page(
      call,
      input,
      MOST,
      fromArray([metadata(call), ...[...call.aws.otherInstances.values()].map(other)]),
    );
    return { Instances: items, ...next };
  }),
  DescribeInstance: read(inInstance, (input, call) => {
    findInstance(call, input.InstanceArn);
    return metadata(call);
  }),
};

function metadata({ aws }: Call): object {
  return {
    InstanceArn: aws.instanceArn,
    IdentityStoreId: aws.identityStoreId,
    OwnerAccountId: aws.managementAccountId,
    CreatedDate: seconds(CREATED),
    Status: 'ACTIVE',
  };
}

function other({ arn, identityStoreId, owner, status, name }: OtherInstance): object {
  return {
    InstanceArn: arn,
    IdentityStoreId: identityStoreId,
    OwnerAccountId: owner,
    CreatedDate: seconds(CREATED),
    Status: status,
    ...(name === undefined ? {} : { Name: name }),
  };
}
