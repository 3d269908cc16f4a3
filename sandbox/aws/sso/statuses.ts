import { notFound } from '../errors.js';
import { fromArray, page, type PageInput } from '../pages.js';
import { type Call, read } from '../service.js';
import { oneOf, optional, structure } from '../shapes.js';
import { assignmentStatus } from './assignments.js';
import type { WorkItem, WorkKind, WorkStatus } from './async-work.js';
import { findInstance, seconds } from './lookup.js';
import { provisioningState } from './provisioning.js';
import { inInstance, MOST, paging, requestId } from './shapes.js';

const filtered = {
  ...inInstance,
  Filter: optional(structure({ Status: optional(oneOf('IN_PROGRESS', 'FAILED', 'SUCCEEDED')) })),
  ...paging,
};

/** How far the asynchronous requests are. */
export const statusOperations = {
  DescribeAccountAssignmentCreationStatus: read(
    { ...inInstance, AccountAssignmentCreationRequestId: requestId },
    (input, call) => ({
      AccountAssignmentCreationStatus: assignmentStatus(
        find(call, 'creation', input.InstanceArn, input.AccountAssignmentCreationRequestId),
      ),
    }),
  ),
  DescribeAccountAssignmentDeletionStatus: read(
    { ...inInstance, AccountAssignmentDeletionRequestId: requestId },
    (input, call) => ({
      AccountAssignmentDeletionStatus: assignmentStatus(
        find(call, 'deletion', input.InstanceArn, input.AccountAssignmentDeletionRequestId),
      ),
    }),
  ),
  DescribePermissionSetProvisioningStatus: read(
    { ...inInstance, ProvisionPermissionSetRequestId: requestId },
    (input, call) => ({
      PermissionSetProvisioningStatus: provisioningState(
        find(call, 'provisioning', input.InstanceArn, input.ProvisionPermissionSetRequestId),
      ),
    }),
  ),
  ListAccountAssignmentCreationStatus: read(filtered, (input, call) => {
    const { items, next } = listed(call, 'creation', input);
    return { AccountAssignmentsCreationStatus: items, ...next };
  }),
  ListAccountAssignmentDeletionStatus: read(filtered, (input, call) => {
    const { items, next } = listed(call, 'deletion', input);
    return { AccountAssignmentsDeletionStatus: items, ...next };
  }),
  ListPermissionSetProvisioningStatus: read(filtered, (input, call) => {
    const { items, next } = listed(call, 'provisioning', input);
    return { PermissionSetsProvisioningStatus: items, ...next };
  }),
};

function find(call: Call, kind: WorkKind, instanceArn: string, id: string): WorkItem {
  findInstance(call, instanceArn);
  const item = call.work.find(kind, id);
  if (item === undefined) throw notFound(`Request with id ${id} does not exist.`);
  return item;
}

interface Listing extends PageInput {
  readonly InstanceArn: string;
  readonly Filter: { readonly Status: WorkStatus | undefined } | undefined;
}

function listed(
  call: Call,
  kind: WorkKind,
  input: Listing,
): { items: object[]; next: { NextToken?: string } } {
  findInstance(call, input.InstanceArn);
  const wanted = input.Filter?.Status;
  const matching = call.work.all(kind).filter((item) => wanted === undefined || item.status === wanted);
  const { items, next } = page(call, input, MOST, fromArray(matching));
  return {
    items: items.map((item) => ({
      Status: item.status,
      RequestId: item.requestId,
      CreatedDate: seconds(item.createdAt),
    })),
    next,
  };
}
