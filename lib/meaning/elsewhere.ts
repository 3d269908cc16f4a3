import type { Cell } from './compare/cell.js';
import { overlaps } from './glob.js';
import { partsOf } from './resource.js';

/**
 * Roles that AWS creates, or tells whoever sets up an account to create, with every permission in it, for other accounts to take on.
 * Source: Organizations user guide, "Accessing member accounts"; Control Tower user guide, "How AWS Control Tower works with roles";
 * CloudFormation user guide, "Grant self-managed permissions".
 */
export const ADMINISTERING_ROLES = [
  'AWSCloudFormationStackSetExecutionRole',
  'AWSControlTowerExecution',
  'OrganizationAccountAccessRole',
] as const;

/**
 * Whether a role of one name is more than that one role: its account is left open, so that nobody knows what a role of the name may do
 * there, or it is known to administer wherever it is. A variable is one account at a time, mostly one's own.
 */
export function isElsewhere({ within }: Cell): boolean {
  return within.every((pattern) => {
    const [, , , , account = '*', name = '*'] = partsOf(pattern);
    return /[*?]/.test(account) || ADMINISTERING_ROLES.some((role) => overlaps(name, `role/${role}`));
  });
}
