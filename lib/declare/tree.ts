import { groupBy } from '../kernel/index.js';
import type { Account } from './account.js';
import type { Asset } from './asset.js';
import { isDeclaration, type Declaration, type DeclarationKind } from './declaration.js';
import type { EntitlementPackage } from './entitlement-package.js';
import type { GovernedScope } from './governed-scope.js';
import type { IdentityStoreGroup, OktaGroup } from './group.js';
import type { Named } from './named.js';
import type { JobFunction } from './job-function.js';
import type { OktaApp } from './okta-app.js';
import type { OperatingModel } from './operating-model.js';
import type { Organization } from './organization.js';
import type { PermissionSet } from './permission-set.js';
import type { OtherSystem } from './system.js';
import type { Team } from './team.js';
import type { Workload } from './workload.js';

/** Every declaration under an organization, by kind. */
export interface Tree {
  readonly operatingModel: OperatingModel;
  readonly accounts: readonly Account[];
  readonly assets: readonly Asset[];
  readonly teams: readonly Team[];
  readonly permissionSets: readonly PermissionSet[];
  readonly oktaGroups: readonly OktaGroup[];
  readonly identityStoreGroups: readonly IdentityStoreGroup[];
  readonly oktaApps: readonly OktaApp[];
  /** What others own, by name. */
  readonly named: readonly Named[];
  readonly systems: readonly OtherSystem[];
  readonly packages: readonly EntitlementPackage[];
  readonly jobFunctions: readonly JobFunction[];
  readonly workloads: readonly Workload[];
  readonly scopes: readonly GovernedScope[];
}

/** The declarations of `organization`, in the order of the tree. */
export function treeOf(organization: Organization): Tree {
  const all = groupBy(organization.node.findAll().filter(isDeclaration), (found) => found.declares);
  // The discriminator `declares` is fixed by each class, so the list of a kind holds that class only.
  const of = <T extends Declaration>(kind: DeclarationKind & T['declares']): readonly T[] =>
    (all.get(kind) ?? []) as readonly Declaration[] as readonly T[];
  return {
    operatingModel: organization.operatingModel,
    accounts: of<Account>('account'),
    assets: of<Asset>('asset'),
    teams: of<Team>('team'),
    permissionSets: of<PermissionSet>('permission-set'),
    oktaGroups: of<OktaGroup>('okta-group'),
    identityStoreGroups: of<IdentityStoreGroup>('identity-store-group'),
    oktaApps: of<OktaApp>('okta-app'),
    named: of<Named>('named'),
    systems: of<OtherSystem>('system'),
    packages: of<EntitlementPackage>('package'),
    jobFunctions: of<JobFunction>('job-function'),
    workloads: of<Workload>('workload'),
    scopes: of<GovernedScope>('scope'),
  };
}
