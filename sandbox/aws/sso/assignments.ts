import type { AccountAssignment, PermissionSet } from '../../core/state.js';
import type { Slice } from '../../core/table.js';
import { assignmentKey, INDEX, pairBucket } from '../../core/world.js';
import { AwsError, conflict } from '../errors.js';
import { page } from '../pages.js';
import { type Call, read, write } from '../service.js';
import { oneOf, optional, structure } from '../shapes.js';
import { findAccount, findInstance, findSet, seconds } from './lookup.js';
import type { WorkItem, WorkResult } from './async-work.js';
import { accountId, inInstance, MOST, ofSet, paging, principalId, principalType } from './shapes.js';

/** Account assignment writes that may be unfinished at a time. */
const MOST_UNFINISHED = 10;

/** More than any sequence number within a bucket. */
const BUCKET = 2 ** 32;

const tuple = {
  ...ofSet,
  TargetId: accountId,
  TargetType: oneOf('AWS_ACCOUNT'),
  PrincipalType: principalType,
  PrincipalId: principalId,
};

interface Tuple {
  readonly InstanceArn: string;
  readonly PermissionSetArn: string;
  readonly TargetId: string;
  readonly PrincipalType: 'USER' | 'GROUP';
  readonly PrincipalId: string;
}

/** Who holds which permission set in which account. Writes are asynchronous. */
export const assignmentOperations = {
  ListAccountAssignments: read({ ...ofSet, AccountId: accountId, ...paging }, (input, call) => {
    findSet(call, input);
    findAccount(call, input.AccountId);
    const bucket = pairBucket(input.PermissionSetArn, input.AccountId);
    const { items, next } = page(call, input, MOST, (position, limit) =>
      call.aws.assignments.pageIn(INDEX.assignmentByPair, bucket, position, limit),
    );
    return { AccountAssignments: items.map(shown), ...next };
  }),

  ListAccountAssignmentsForPrincipal: read(
    {
      ...inInstance,
      PrincipalId: principalId,
      PrincipalType: principalType,
      Filter: optional(structure({ AccountId: optional(accountId) })),
      ...paging,
    },
    (input, call) => {
      findInstance(call, input.InstanceArn);
      const only = input.Filter?.AccountId;
      const buckets = reachedThrough(call, input.PrincipalType, input.PrincipalId);
      const { items, next } = page(call, input, MOST, (position, limit) =>
        acrossBuckets(call, buckets, position, limit),
      );
      return {
        AccountAssignments: items.filter((a) => only === undefined || a.accountId === only).map(shown),
        ...next,
      };
    },
  ),

  CreateAccountAssignment: write(tuple, (input, call) => {
    const set = findSet(call, input);
    findAccount(call, input.TargetId);
    const item = begin(call, 'creation', input, () => assign(call, set, assignmentOf(input)));
    return { AccountAssignmentCreationStatus: assignmentStatus(item) };
  }),

  DeleteAccountAssignment: write(tuple, (input, call) => {
    const set = findSet(call, input);
    findAccount(call, input.TargetId);
    const item = begin(call, 'deletion', input, () => unassign(call, set, assignmentOf(input)));
    return { AccountAssignmentDeletionStatus: assignmentStatus(item) };
  }),
};

/** A user reaches what is assigned to it and to its groups; the answer names the principal of each. */
function reachedThrough(call: Call, type: 'USER' | 'GROUP', id: string): string[] {
  if (type === 'GROUP') return [`GROUP ${id}`];
  const memberships = call.aws.memberships.allIn(INDEX.membershipByUser, id);
  return [`USER ${id}`, ...memberships.map((membership) => `GROUP ${membership.groupId}`)];
}

/** Reads one bucket after the other; a position is the bucket's number and the position within it. */
function acrossBuckets(
  call: Call,
  buckets: readonly string[],
  position: number,
  limit: number,
): Slice<AccountAssignment> {
  const items: AccountAssignment[] = [];
  let last = position;
  for (let number = Math.floor(position / BUCKET); number < buckets.length; number += 1) {
    const start = number === Math.floor(position / BUCKET) ? position % BUCKET : 0;
    const slice = call.aws.assignments.pageIn(
      INDEX.assignmentByPrincipal,
      buckets[number] ?? '',
      start,
      limit - items.length,
    );
    items.push(...slice.items);
    if (slice.items.length > 0) last = number * BUCKET + slice.last;
    if (slice.more) return { items, last, more: true };
  }
  return { items, last, more: false };
}

/** The status of an assignment request as the API shows it. */
export function assignmentStatus(item: WorkItem): object {
  return {
    Status: item.status,
    RequestId: item.requestId,
    ...(item.failureReason !== undefined && { FailureReason: item.failureReason }),
    ...item.describes,
    CreatedDate: seconds(item.createdAt),
  };
}

function begin(call: Call, kind: 'creation' | 'deletion', input: Tuple, job: () => WorkResult): WorkItem {
  const { work, runtime } = call;
  if (runtime.settings.enforceLimits && work.unfinishedAssignments >= MOST_UNFINISHED) {
    throw new AwsError('ThrottlingException', 'Too many outstanding account assignment requests.');
  }
  const subject = assignmentKey(assignmentOf(input));
  if (work.isUnderWay(subject))
    throw conflict('There is a conflicting operation in process for this assignment.');
  const describes = {
    TargetId: input.TargetId,
    TargetType: 'AWS_ACCOUNT',
    PermissionSetArn: input.PermissionSetArn,
    PrincipalType: input.PrincipalType,
    PrincipalId: input.PrincipalId,
  };
  return work.start(kind, subject, describes, call.fate, job);
}

/** Creating what exists succeeds; the first assignment of a pair provisions the set in the account. */
function assign(call: Call, set: PermissionSet, assignment: AccountAssignment): WorkResult {
  const { aws } = call;
  if (!aws.permissionSets.has(set.arn)) return 'Received a 404 status error: Permission set not found.';
  const principals = assignment.principalType === 'USER' ? aws.users : aws.groups;
  if (!principals.has(assignment.principalId)) return 'Received a 404 status error: Principal not found.';
  if (aws.accounts.get(assignment.accountId)?.status !== 'ACTIVE') {
    return 'Received a 403 status error: Account is not active.';
  }
  aws.assignments.set(assignmentKey(assignment), assignment);
  if (!set.provisioned.has(assignment.accountId)) set.provisioned.set(assignment.accountId, set.version);
  return undefined;
}

/** Deleting the last assignment of a pair takes the set's role out of the account. */
function unassign(call: Call, set: PermissionSet, assignment: AccountAssignment): WorkResult {
  const { assignments } = call.aws;
  if (!assignments.delete(assignmentKey(assignment)))
    return 'Received a 404 status error: Assignment not found.';
  const bucket = pairBucket(set.arn, assignment.accountId);
  if (assignments.countIn(INDEX.assignmentByPair, bucket) === 0) set.provisioned.delete(assignment.accountId);
  return undefined;
}

function assignmentOf(input: Tuple): AccountAssignment {
  return {
    permissionSetArn: input.PermissionSetArn,
    accountId: input.TargetId,
    principalType: input.PrincipalType,
    principalId: input.PrincipalId,
  };
}

function shown(assignment: AccountAssignment): object {
  return {
    AccountId: assignment.accountId,
    PermissionSetArn: assignment.permissionSetArn,
    PrincipalType: assignment.principalType,
    PrincipalId: assignment.principalId,
  };
}
