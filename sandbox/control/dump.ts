import type { Runtime } from '../core/runtime.js';
import type { World } from '../core/state.js';

/** Everything that the sandbox holds as plain JSON: names instead of order, every list sorted. */
export function stateDump({ world }: Runtime): Record<string, unknown> {
  return { aws: awsDump(world), okta: oktaDump(world) };
}

function awsDump({ aws }: World): Record<string, unknown> {
  return {
    instanceArn: aws.instanceArn,
    identityStoreId: aws.identityStoreId,
    otherInstances: sorted(aws.otherInstances.values(), (instance) => instance.arn),
    organizationId: aws.organizationId,
    managementAccountId: aws.managementAccountId,
    region: aws.region,
    accounts: sorted(aws.accounts.values(), (account) => account.id),
    permissionSets: sorted(aws.permissionSets.values(), (set) => set.name).map((set) => ({
      ...set,
      managedPolicies: sorted(set.managedPolicies, (policy) => policy.arn),
      customerManagedPolicies: sorted(set.customerManagedPolicies, (policy) => policy.path + policy.name),
      tags: Object.fromEntries(sorted(set.tags, ([key]) => key)),
      provisioned: Object.fromEntries(sorted(set.provisioned, ([account]) => account)),
    })),
    policyVersions: Object.fromEntries(sorted(aws.policyVersions, ([arn]) => arn)),
    users: sorted(aws.users.values(), (user) => user.userName),
    groups: sorted(aws.groups.values(), (group) => group.displayName),
    memberships: sorted(
      [...aws.memberships.values()].map((membership) => ({
        ...membership,
        group: aws.groups.get(membership.groupId)?.displayName ?? null,
        user: aws.users.get(membership.userId)?.userName ?? null,
      })),
      (membership) => JSON.stringify([membership.group, membership.user]),
    ),
    assignments: sorted(
      [...aws.assignments.values()].map((assignment) => ({
        ...assignment,
        permissionSet: aws.permissionSets.get(assignment.permissionSetArn)?.name ?? null,
        principal:
          (assignment.principalType === 'USER'
            ? aws.users.get(assignment.principalId)?.userName
            : aws.groups.get(assignment.principalId)?.displayName) ?? null,
      })),
      (a) => JSON.stringify([a.permissionSet, a.accountId, a.principalType, a.principal]),
    ),
  };
}

function oktaDump({ okta }: World): Record<string, unknown> {
  const groupName = (id: string) => okta.groups.get(id)?.name ?? null;
  const memberships = [...okta.members].flatMap(([groupId, members]) =>
    [...members.values()].map((member) => ({
      groupId,
      ...member,
      group: groupName(groupId),
      user: okta.users.get(member.userId)?.login ?? null,
    })),
  );
  return {
    orgId: okta.orgId,
    awsAppId: okta.awsAppId,
    users: sorted(okta.users.values(), (user) => user.login),
    groups: sorted(okta.groups.values(), (group) => group.name),
    memberships: sorted(memberships, (each) => JSON.stringify([each.group, each.user])),
    apps: sorted(okta.apps.values(), (app) => JSON.stringify([app.label, app.id])),
    appUsers: sorted(
      [...okta.appUsers.values()].map((row) => ({
        ...row,
        app: okta.apps.get(row.appId)?.label ?? null,
        user: okta.users.get(row.userId)?.login ?? null,
      })),
      (row) => JSON.stringify([row.app, row.appId, row.user]),
    ),
    appGroups: sorted(
      [...okta.appGroups.values()].map((row) => ({
        ...row,
        app: okta.apps.get(row.appId)?.label ?? null,
        group: groupName(row.groupId),
      })),
      (row) => JSON.stringify([row.app, row.appId, row.group]),
    ),
    rules: sorted(okta.rules.values(), (rule) => rule.name),
    pushMappings: sorted(
      [...okta.pushMappings.values()].map((mapping) => ({
        ...mapping,
        source: groupName(mapping.sourceGroupId),
      })),
      (mapping) => JSON.stringify([mapping.source, mapping.targetGroupName]),
    ),
  };
}

/** Row counts, the clock and the lengths of the logs. */
export function summary(runtime: Runtime): Record<string, unknown> {
  const { aws, okta } = runtime.world;
  return {
    now: new Date(runtime.now()).toISOString(),
    aws: {
      accounts: aws.accounts.size,
      permissionSets: aws.permissionSets.size,
      users: aws.users.size,
      groups: aws.groups.size,
      memberships: aws.memberships.size,
      assignments: aws.assignments.size,
    },
    okta: {
      users: okta.users.size,
      groups: okta.groups.size,
      memberships: [...okta.members.values()].reduce((sum, members) => sum + members.size, 0),
      rules: okta.rules.size,
      pushMappings: okta.pushMappings.size,
      apps: okta.apps.size,
      appUsers: okta.appUsers.size,
      appGroups: okta.appGroups.size,
    },
    events: { cloudTrail: runtime.cloudTrail.length, oktaLog: runtime.oktaLog.length },
    faults: runtime.faults.length,
    calls: runtime.calls.length,
  };
}

function sorted<V>(rows: Iterable<V>, key: (row: V) => string): V[] {
  return [...rows]
    .map((row) => ({ row, by: key(row) }))
    .sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0))
    .map(({ row }) => row);
}
