import type { AuditEvent } from '../../../drift/index.js';

/** How the parameters of an event name what it touched. */
export type EventShape =
  'assignment' | 'membership' | 'membership-by-id' | 'directory-member' | 'scim-patch' | 'content';

/** One kind of CloudTrail event that changes what a sweep sees. */
export interface EventName {
  readonly name: string;
  readonly op: AuditEvent['op'];
  readonly shape: EventShape;
}

/**
 * Looked up one name at a time, since the service takes one attribute a call. Memberships change by the Identity Store
 * API, by the console (`sso-directory`) and by SCIM (`PatchGroup`), each under its own name.
 */
export const EVENT_NAMES: readonly EventName[] = [
  { name: 'CreateAccountAssignment', op: 'add', shape: 'assignment' },
  { name: 'DeleteAccountAssignment', op: 'remove', shape: 'assignment' },
  { name: 'CreateGroupMembership', op: 'add', shape: 'membership' },
  { name: 'DeleteGroupMembership', op: 'remove', shape: 'membership-by-id' },
  { name: 'AddMemberToGroup', op: 'add', shape: 'directory-member' },
  { name: 'RemoveMemberFromGroup', op: 'remove', shape: 'directory-member' },
  { name: 'PatchGroup', op: 'alter', shape: 'scim-patch' },
  { name: 'AttachManagedPolicyToPermissionSet', op: 'alter', shape: 'content' },
  { name: 'DetachManagedPolicyFromPermissionSet', op: 'alter', shape: 'content' },
  { name: 'AttachCustomerManagedPolicyReferenceToPermissionSet', op: 'alter', shape: 'content' },
  { name: 'DetachCustomerManagedPolicyReferenceFromPermissionSet', op: 'alter', shape: 'content' },
  { name: 'PutInlinePolicyToPermissionSet', op: 'alter', shape: 'content' },
  { name: 'DeleteInlinePolicyFromPermissionSet', op: 'alter', shape: 'content' },
  { name: 'PutPermissionsBoundaryToPermissionSet', op: 'alter', shape: 'content' },
  { name: 'DeletePermissionsBoundaryFromPermissionSet', op: 'alter', shape: 'content' },
  { name: 'UpdatePermissionSet', op: 'alter', shape: 'content' },
];
