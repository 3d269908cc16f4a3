import { isAssignment, isGroup, type Edge } from '../model/index.js';

/**
 * The assignments that AWS Control Tower makes for its own groups, with how many accounts have each: its management,
 * log archive and audit accounts, or every one. Source: AWS Control Tower user guide, "IAM Identity Center groups for
 * AWS Control Tower".
 */
const OWN: readonly {
  readonly group: string;
  readonly set: string;
  readonly accounts: number;
}[] = [
  { group: 'AWSAccountFactory', set: 'AWSServiceCatalogEndUserAccess', accounts: 1 },
  { group: 'AWSServiceCatalogAdmins', set: 'AWSServiceCatalogAdminFullAccess', accounts: 1 },
  { group: 'AWSControlTowerAdmins', set: 'AWSAdministratorAccess', accounts: 3 },
  { group: 'AWSControlTowerAdmins', set: 'AWSOrganizationsFullAccess', accounts: Infinity },
  { group: 'AWSSecurityAuditPowerUsers', set: 'AWSPowerUserAccess', accounts: Infinity },
  { group: 'AWSSecurityAuditors', set: 'AWSReadOnlyAccess', accounts: Infinity },
  { group: 'AWSLogArchiveAdmins', set: 'AWSAdministratorAccess', accounts: 1 },
  { group: 'AWSLogArchiveViewers', set: 'AWSReadOnlyAccess', accounts: 1 },
  { group: 'AWSAuditAccountAdmins', set: 'AWSAdministratorAccess', accounts: 1 },
];

/** The roles by which Control Tower itself acts. Source: the same guide, "Required roles and permissions". */
const ROLE = /^arn:aws[\w-]*:iam::\d{12}:role\/(?:service-role\/)?AWSControlTower(?:Admin|Execution)$/;

/** Services on whose behalf those assignments are made. */
const SERVICES: ReadonlySet<string> = new Set(['controltower.amazonaws.com', 'servicecatalog.amazonaws.com']);

/** In how many accounts Control Tower itself gives its group this set; undefined when it never does. */
export function controlTowerGives({ holder, target }: Edge): number | undefined {
  if (!isGroup(holder) || !isAssignment(target)) return undefined;
  return OWN.find(({ group, set }) => group === holder.name && set === target.set.name)?.accounts;
}

/** Whether an actor of the log is Control Tower. */
export function isControlTower({ native }: { readonly native: string }): boolean {
  return ROLE.test(native) || SERVICES.has(native);
}
