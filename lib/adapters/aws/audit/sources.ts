/** The SCIM endpoint of Identity Center, as its events call it. */
export const SCIM = 'identitystore-scim.amazonaws.com';

/**
 * Who writes events about what a sweep sees: Identity Center, the Identity Store by API and by console, and SCIM. Other
 * services have calls of the same names (`CreateGroup` of IAM, `CreateGroupMembership` of QuickSight).
 */
export const EVENT_SOURCES: ReadonlySet<string> = new Set([
  'sso.amazonaws.com',
  'identitystore.amazonaws.com',
  'sso-directory.amazonaws.com',
  SCIM,
]);
