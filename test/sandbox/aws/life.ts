import { cloudTrail } from '../../../sandbox/aws/cloudtrail.js';
import { identityStore } from '../../../sandbox/aws/identitystore/index.js';
import { organizations } from '../../../sandbox/aws/organizations.js';
import type { JsonService } from '../../../sandbox/aws/service.js';
import { ssoAdmin } from '../../../sandbox/aws/sso/index.js';
import type { Rig } from './harness.js';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const ACCOUNT = '100000000001';

export type Answer = Record<string, unknown>;

/** A string inside an answer. */
function at(answer: unknown, ...path: (string | number)[]): string {
  return String(
    path.reduce<unknown>((holder, key) => (holder as Record<string | number, unknown>)[key], answer),
  );
}

/** Calls every operation at least once, in an order in which most succeed and many are refused. */
export async function lifeOfGrants(
  rig: Rig,
  call: (service: JsonService, operation: string, input: object) => Promise<Answer>,
): Promise<void> {
  const sso = (operation: string, input: object = {}) =>
    call(ssoAdmin, operation, { ...rig.instance, ...input });
  const store = (operation: string, input: object = {}) =>
    call(identityStore, operation, { ...rig.inStore, ...input });
  const orgs = (operation: string, input: object = {}) => call(organizations, operation, input);

  await call(ssoAdmin, 'ListInstances', {});
  await sso('DescribeInstance');
  const created = await sso('CreatePermissionSet', {
    Name: 'Admin',
    Description: 'all',
    RelayState: 'https://console.aws.amazon.com/',
    Tags: [{ Key: 'a', Value: 'b' }],
  });
  const PermissionSetArn = at(created, 'PermissionSet', 'PermissionSetArn');
  const set = { PermissionSetArn };
  await sso('CreatePermissionSet', { Name: 'Admin' });
  await sso('DescribePermissionSet', set);
  await sso('DescribePermissionSet', {
    PermissionSetArn: PermissionSetArn.replace(/.{16}$/, '0000000000000000'),
  });
  await sso('ListPermissionSets', { MaxResults: 1 });
  await sso('UpdatePermissionSet', { ...set, SessionDuration: 'PT4H' });

  const managed = { ...set, ManagedPolicyArn: 'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess' };
  for (const operation of ['Attach', 'Attach', 'Detach', 'Detach', 'Attach']) {
    await sso(
      operation === 'Attach' ? 'AttachManagedPolicyToPermissionSet' : 'DetachManagedPolicyFromPermissionSet',
      managed,
    );
  }
  await sso('ListManagedPoliciesInPermissionSet', set);
  const customer = { ...set, CustomerManagedPolicyReference: { Name: 'own' } };
  await sso('AttachCustomerManagedPolicyReferenceToPermissionSet', customer);
  await sso('ListCustomerManagedPolicyReferencesInPermissionSet', set);
  await sso('DetachCustomerManagedPolicyReferenceFromPermissionSet', customer);
  await sso('GetInlinePolicyForPermissionSet', set);
  await sso('PutInlinePolicyToPermissionSet', { ...set, InlinePolicy: '{"Statement":[]}' });
  await sso('PutInlinePolicyToPermissionSet', { ...set, InlinePolicy: 'not a policy' });
  await sso('GetInlinePolicyForPermissionSet', set);
  await sso('DeleteInlinePolicyFromPermissionSet', set);
  await sso('GetPermissionsBoundaryForPermissionSet', set);
  await sso('PutPermissionsBoundaryToPermissionSet', {
    ...set,
    PermissionsBoundary: { ManagedPolicyArn: managed.ManagedPolicyArn },
  });
  await sso('GetPermissionsBoundaryForPermissionSet', set);
  await sso('DeletePermissionsBoundaryFromPermissionSet', set);
  const resource = { ResourceArn: PermissionSetArn };
  await sso('TagResource', { ...resource, Tags: [{ Key: 'c', Value: '' }] });
  await sso('ListTagsForResource', resource);
  await sso('UntagResource', { ...resource, TagKeys: ['c'] });

  const group = await store('CreateGroup', { DisplayName: 'admins', Description: 'they' });
  const GroupId = at(group, 'GroupId');
  await store('CreateGroup', { DisplayName: 'admins' });
  const user = await store('CreateUser', {
    UserName: 'ada',
    DisplayName: 'Ada',
    Name: { GivenName: 'Ada', FamilyName: 'L' },
    Emails: [{ Value: 'ada@example.com' }],
  });
  const UserId = at(user, 'UserId');
  const scimUser = {
    ...rig.runtime.world.aws.users.get(UserId)!,
    id: NOBODY,
    userName: 'pushed',
    externalId: '00u1',
  };
  rig.runtime.world.aws.users.set(NOBODY, scimUser);
  await store('CreateUser', {
    UserName: 'ada',
    DisplayName: 'Ada',
    Name: { GivenName: 'Ada', FamilyName: 'L' },
  });
  const MemberId = { UserId };
  const membership = await store('CreateGroupMembership', { GroupId, MemberId });
  const MembershipId = at(membership, 'MembershipId');
  await store('CreateGroupMembership', { GroupId, MemberId });
  await store('CreateGroupMembership', { GroupId: NOBODY, MemberId });
  await store('DescribeGroupMembership', { MembershipId });
  await store('GetGroupMembershipId', { GroupId, MemberId });
  await store('IsMemberInGroups', { MemberId, GroupIds: [GroupId] });
  await store('ListGroupMemberships', { GroupId });
  await store('ListGroupMembershipsForMember', { MemberId });
  await store('ListGroups');
  await store('ListUsers', { MaxResults: 1 });
  await store('ListUsers', { Filters: [{ AttributePath: 'title', AttributeValue: 'x' }] });
  await store('DescribeGroup', { GroupId });
  await store('DescribeUser', { UserId: NOBODY });
  const named = (AttributePath: string, AttributeValue: string) => ({
    AlternateIdentifier: { UniqueAttribute: { AttributePath, AttributeValue } },
  });
  await store('GetGroupId', named('displayName', 'admins'));
  await store('GetGroupId', named('displayName', 'nobody'));
  await store('GetUserId', named('userName', 'ada'));
  await store('UpdateGroup', {
    GroupId,
    Operations: [{ AttributePath: 'description', AttributeValue: 'we' }],
  });
  await store('UpdateUser', {
    UserId,
    Operations: [{ AttributePath: 'displayName', AttributeValue: 'Ada L' }],
  });

  const assignment = {
    ...set,
    TargetId: ACCOUNT,
    TargetType: 'AWS_ACCOUNT',
    PrincipalType: 'GROUP',
    PrincipalId: GroupId,
  };
  const started = await sso('CreateAccountAssignment', assignment);
  await sso('DeleteAccountAssignment', assignment);
  await sso('ListAccountAssignmentCreationStatus', { Filter: { Status: 'IN_PROGRESS' } });
  rig.runtime.advance(100);
  await sso('DescribeAccountAssignmentCreationStatus', {
    AccountAssignmentCreationRequestId: at(started, 'AccountAssignmentCreationStatus', 'RequestId'),
  });
  await sso('DescribeAccountAssignmentCreationStatus', { AccountAssignmentCreationRequestId: NOBODY });
  await sso('ListAccountAssignments', { ...set, AccountId: ACCOUNT });
  await sso('ListAccountAssignments', { ...set, AccountId: '999999999999' });
  await sso('ListAccountAssignmentsForPrincipal', { PrincipalId: UserId, PrincipalType: 'USER' });
  await sso('ListAccountsForProvisionedPermissionSet', set);
  await sso('ListPermissionSetsProvisionedToAccount', { AccountId: ACCOUNT });
  await sso('DeletePermissionSet', set);
  const provisioning = await sso('ProvisionPermissionSet', {
    ...set,
    TargetType: 'AWS_ACCOUNT',
    TargetId: ACCOUNT,
  });
  rig.runtime.advance(100);
  await sso('DescribePermissionSetProvisioningStatus', {
    ProvisionPermissionSetRequestId: at(provisioning, 'PermissionSetProvisioningStatus', 'RequestId'),
  });
  await sso('ListPermissionSetProvisioningStatus');
  await sso('ProvisionPermissionSet', { ...set, TargetType: 'AWS_ACCOUNT' });
  const ending = await sso('DeleteAccountAssignment', assignment);
  rig.runtime.advance(100);
  await sso('DeleteAccountAssignment', assignment);
  rig.runtime.advance(100);
  await sso('DescribeAccountAssignmentDeletionStatus', {
    AccountAssignmentDeletionRequestId: at(ending, 'AccountAssignmentDeletionStatus', 'RequestId'),
  });
  await sso('ListAccountAssignmentDeletionStatus', { Filter: { Status: 'FAILED' } });
  await sso('DeletePermissionSet', set);
  await store('DeleteGroupMembership', { MembershipId });
  await store('DeleteGroupMembership', { MembershipId });
  await store('DeleteGroup', { GroupId });
  await store('DeleteUser', { UserId });

  await orgs('DescribeOrganization');
  await orgs('ListAccounts');
  await orgs('DescribeAccount', { AccountId: ACCOUNT });
  await orgs('DescribeAccount', { AccountId: '999999999999' });
  const ParentId = at(await orgs('ListRoots'), 'Roots', 0, 'Id');
  await orgs('ListAccountsForParent', { ParentId });
  await orgs('ListAccountsForParent', { ParentId: 'r-none' });
  await orgs('ListOrganizationalUnitsForParent', { ParentId });
  await orgs('ListParents', { ChildId: ACCOUNT });
  await orgs('ListTagsForResource', { ResourceId: ACCOUNT });
  await orgs('ListDelegatedAdministrators');
  await orgs('ListAWSServiceAccessForOrganization');
  await call(cloudTrail, 'LookupEvents', { MaxResults: 50 });
  await call(cloudTrail, 'LookupEvents', { MaxResults: 51 });
  await call(cloudTrail, 'LookupEvents', { NextToken: 'x' });
}
