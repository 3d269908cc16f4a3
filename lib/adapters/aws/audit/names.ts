import type { AuditEvent } from '../../../inventory/index.js';
import type { ContentPart } from '../../../model/index.js';

/** How the parameters of an event name what it touched. */
export type EventShape =
  | 'assignment'
  | 'membership'
  | 'membership-by-id'
  | 'directory-member'
  | 'scim-patch'
  | 'scim-create'
  | 'group-gone'
  | 'user-gone'
  | 'content';

/** One kind of CloudTrail event that changes what a sweep sees. */
export interface EventName {
  readonly name: string;
  readonly op: AuditEvent['op'];
  readonly shape: EventShape;
  /** Of a change of content: what it changed. */
  readonly slot?: ContentPart['slot'];
}

/**
 * Looked up one name at a time, since the service takes one attribute a call. Memberships change by the Identity Store
 * API, by the console (`sso-directory`) and by SCIM (`PatchGroup`), each under its own name; a group or user that is deleted takes its own along. SCIM's other calls
 * (`CreateUser`, `PutUser`, `PatchUser`) change no edge.
 */
export const EVENT_NAMES: readonly EventName[] = [
  { name: 'CreateAccountAssignment', op: 'add', shape: 'assignment' },
  { name: 'DeleteAccountAssignment', op: 'remove', shape: 'assignment' },
  { name: 'CreateGroupMembership', op: 'add', shape: 'membership' },
  { name: 'DeleteGroupMembership', op: 'remove', shape: 'membership-by-id' },
  { name: 'AddMemberToGroup', op: 'add', shape: 'directory-member' },
  { name: 'RemoveMemberFromGroup', op: 'remove', shape: 'directory-member' },
  { name: 'PatchGroup', op: 'alter', shape: 'scim-patch' },
  { name: 'CreateGroup', op: 'add', shape: 'scim-create' },
  { name: 'DeleteGroup', op: 'remove', shape: 'group-gone' },
  { name: 'DeleteUser', op: 'remove', shape: 'user-gone' },
  { name: 'AttachManagedPolicyToPermissionSet', op: 'alter', shape: 'content', slot: 'managed' },
  { name: 'DetachManagedPolicyFromPermissionSet', op: 'alter', shape: 'content', slot: 'managed' },
  {
    name: 'AttachCustomerManagedPolicyReferenceToPermissionSet',
    op: 'alter',
    shape: 'content',
    slot: 'customer-managed',
  },
  {
    name: 'DetachCustomerManagedPolicyReferenceFromPermissionSet',
    op: 'alter',
    shape: 'content',
    slot: 'customer-managed',
  },
  { name: 'PutInlinePolicyToPermissionSet', op: 'alter', shape: 'content', slot: 'inline' },
  { name: 'DeleteInlinePolicyFromPermissionSet', op: 'alter', shape: 'content', slot: 'inline' },
  { name: 'PutPermissionsBoundaryToPermissionSet', op: 'alter', shape: 'content', slot: 'boundary' },
  { name: 'DeletePermissionsBoundaryFromPermissionSet', op: 'alter', shape: 'content', slot: 'boundary' },
  { name: 'UpdatePermissionSet', op: 'alter', shape: 'content', slot: 'session' },
];
