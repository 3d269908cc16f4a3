import { accountDeprovisioned } from './account-deprovisioned.js';
import { accountSuspended } from './account-suspended.js';
import { approverLeft } from './approver-left.js';
import { approverOnLeave } from './approver-on-leave.js';
import type { IdentityCheck } from './check.js';
import { contractOver } from './contract-over.js';
import { credentialsUnfit } from './credentials-unfit.js';
import { delegateGone } from './delegate-gone.js';
import { departmentDiffers } from './department-differs.js';
import { factMissing } from './fact-missing.js';
import { forgeLoginUnmapped } from './forge-login-unmapped.js';
import { loginReassigned } from './login-reassigned.js';
import { managerCircle } from './manager-circle.js';
import { managerDiffers } from './manager-differs.js';
import { managerLeft } from './manager-left.js';
import { managerMissing } from './manager-missing.js';
import { managerSelf } from './manager-self.js';
import { managerUnknown } from './manager-unknown.js';
import { OF_ROWS } from './of-rows.js';
import { ownerUnknown } from './owner-unknown.js';
import { principalKind } from './principal-kind.js';
import { rehired } from './rehired.js';
import { severalAccounts } from './several-accounts.js';
import { sponsorLeft } from './sponsor-left.js';
import { sponsorUnknown } from './sponsor-unknown.js';
import { terminatedActive } from './terminated-active.js';
import { titleDiffers } from './title-differs.js';
import { workloadOwnerless } from './workload-ownerless.js';
import { workloadUndeclared } from './workload-undeclared.js';

export type * from './check.js';

/** Every check, by id. None takes anything away: ends follow from what HR says, whatever stands here. */
export const IDENTITY_CHECKS = {
  ...OF_ROWS,
  'owner-unknown': ownerUnknown,
  'several-accounts': severalAccounts,
  'terminated-active': terminatedActive,
  'account-deprovisioned': accountDeprovisioned,
  'account-suspended': accountSuspended,
  'department-differs': departmentDiffers,
  'title-differs': titleDiffers,
  'manager-differs': managerDiffers,
  'fact-missing': factMissing,
  'manager-missing': managerMissing,
  'manager-unknown': managerUnknown,
  'manager-left': managerLeft,
  'manager-self': managerSelf,
  'manager-circle': managerCircle,
  'contract-over': contractOver,
  'sponsor-unknown': sponsorUnknown,
  'sponsor-left': sponsorLeft,
  'delegate-gone': delegateGone,
  rehired,
  'login-reassigned': loginReassigned,
  'approver-on-leave': approverOnLeave,
  'approver-left': approverLeft,
  'forge-login-unmapped': forgeLoginUnmapped,
  'workload-ownerless': workloadOwnerless,
  'workload-undeclared': workloadUndeclared,
  'principal-kind': principalKind,
  'credentials-unfit': credentialsUnfit,
} as const satisfies Readonly<Record<string, IdentityCheck>>;

/** The id of a check. */
export type CheckId = keyof typeof IDENTITY_CHECKS;

const TABLE: Readonly<Record<CheckId, IdentityCheck>> = IDENTITY_CHECKS;

/** The ids of all checks. */
export const CHECK_IDS = Object.keys(TABLE) as readonly CheckId[];

/** A check by its id. */
export function checkOf(id: CheckId): IdentityCheck {
  return TABLE[id];
}
