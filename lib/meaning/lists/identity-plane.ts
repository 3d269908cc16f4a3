import { IAM_CHANGES } from './iam.js';
import { IDENTITY_CENTER_CHANGES } from './identity-center.js';
import type { NamedActions } from './named.js';
import { ORGANIZATION_CHANGES } from './organization.js';
import { ROLE_USES } from './roles.js';

/** What changes who can do what. */
export const IDENTITY_PLANE: readonly NamedActions[] = [
  ...IAM_CHANGES,
  ...IDENTITY_CENTER_CHANGES,
  ...ORGANIZATION_CHANGES,
  ...ROLE_USES,
  // Okta's own admin roles are no actions of IAM: they join this list with the Okta roles themselves.
];
