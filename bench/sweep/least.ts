import type { AwsState } from '../../sandbox/core/state.js';

/** Items that one page of the services holds at most. */
const PAGE = 100;
const ACCOUNTS_PAGE = 20;

/**
 * The least calls that the API permits to see everything that is in `aws`, term by term and from the state of the
 * sandbox alone. Where there are two ways to see a thing, the cheaper one counts.
 */
export function leastCalls(aws: AwsState): number {
  const sets = [...aws.permissionSets.values()];
  return (
    // ListInstances: which instance there is, and its Identity Store.
    1 +
    // ListAccounts: 20 a page is all that Organizations gives.
    pages(aws.accounts.size, ACCOUNTS_PAGE) +
    pages(aws.users.size) +
    pages(aws.groups.size) +
    memberships(aws) +
    // ListPermissionSets.
    pages(sets.length) +
    // What a set can do takes five calls, none of which answers for several sets: DescribePermissionSet, the inline
    // policy, the boundary, and a list each of AWS managed and customer managed policies.
    sets.reduce(
      (sum, set) => sum + 3 + pages(set.managedPolicies.length) + pages(set.customerManagedPolicies.length),
      0,
    ) +
    provisioning(aws) +
    assignments(aws)
  );
}

/** ListGroupMemberships by group, or ListGroupMembershipsForMember by user: there is no list of all. */
function memberships(aws: AwsState): number {
  const rows = [...aws.memberships.values()];
  const byGroup = perBucket(aws.groups.keys(), rows, (row) => row.groupId);
  const byUser = perBucket(aws.users.keys(), rows, (row) => row.userId);
  return Math.min(byGroup, byUser);
}

/**
 * Which pairs exist, by set (ListAccountsForProvisionedPermissionSet) or by account; and which of them are behind:
 * only the status filter says that, in a second list for everything that has pairs at all.
 */
function provisioning(aws: AwsState): number {
  const pairs = pairsOf(aws);
  const stale = pairs.filter(({ behind }) => behind);
  const ways = [
    { all: [...aws.permissionSets.keys()], of: (pair: Pair) => pair.set },
    { all: [...aws.accounts.keys()], of: (pair: Pair) => pair.account },
  ];
  return Math.min(
    ...ways.map(({ all, of }) => perBucket(all, pairs, of) + perBucket(new Set(pairs.map(of)), stale, of)),
  );
}

/**
 * ListAccountAssignments by pair, or ListAccountAssignmentsForPrincipal by user and group (which would not even show
 * the assignments of principals that were deleted).
 */
function assignments(aws: AwsState): number {
  const rows = [...aws.assignments.values()];
  const key = (set: string, account: string): string => JSON.stringify([set, account]);
  const pairs = pairsOf(aws).map((pair) => key(pair.set, pair.account));
  const byPair = perBucket(pairs, rows, (row) => key(row.permissionSetArn, row.accountId));
  const byPrincipal = perBucket([...aws.users.keys(), ...aws.groups.keys()], rows, (row) => row.principalId);
  return Math.min(byPair, byPrincipal);
}

interface Pair {
  readonly set: string;
  readonly account: string;
  readonly behind: boolean;
}

function pairsOf(aws: AwsState): Pair[] {
  return [...aws.permissionSets.values()].flatMap((set) =>
    [...set.provisioned].map(([account, version]) => ({
      set: set.arn,
      account,
      behind: version < set.version,
    })),
  );
}

/** Calls to read every bucket: at least one each, since only asking shows that a bucket is empty. */
function perBucket<T>(buckets: Iterable<string>, rows: readonly T[], bucketOf: (row: T) => string): number {
  const sizes = new Map([...buckets].map((bucket) => [bucket, 0]));
  for (const row of rows) sizes.set(bucketOf(row), (sizes.get(bucketOf(row)) ?? 0) + 1);
  return [...sizes.values()].reduce((sum, size) => sum + pages(size), 0);
}

function pages(items: number, perPage = PAGE): number {
  return Math.max(1, Math.ceil(items / perPage));
}
