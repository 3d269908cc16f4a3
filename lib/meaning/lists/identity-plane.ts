import { IAM_CHANGES } from './iam.js';
import { IDENTITY_CENTER_CHANGES } from './identity-center.js';
import type { NamedActions } from './named.js';
import { RESOURCE_OPENINGS } from './openings.js';
import { ORGANIZATION_CHANGES } from './organization.js';
import { ROLE_USES, SERVICE_ACCESS_CHANGES } from './roles.js';

const CHANGES: readonly NamedActions[] = [
  ...IAM_CHANGES,
  ...IDENTITY_CENTER_CHANGES,
  ...ORGANIZATION_CHANGES,
  ...SERVICE_ACCESS_CHANGES,
];

/** What changes who can do what, or uses a role for it. */
export const IDENTITY_PLANE: readonly NamedActions[] = [...CHANGES, ...ROLE_USES];

/** The names of the actions that change who may do what, most of which AWS calls writing. */
export const CHANGING_ACCESS: ReadonlySet<string> = named([...CHANGES, ...RESOURCE_OPENINGS]);

/** Those of them that change nothing where they reach one's own user alone. */
export const CHANGING_OTHERS: ReadonlySet<string> = named(CHANGES.filter(({ others }) => others === true));

function named(list: readonly NamedActions[]): ReadonlySet<string> {
  return new Set(list.flatMap(({ actions }) => actions));
}
