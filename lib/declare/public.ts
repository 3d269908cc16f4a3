/** What entitlement files are written with. */
export { Account, type AccountProps, type Environment } from './account.js';
export { accounts, type AccountsRef } from './accounts.js';
export { Asset, type AssetProps } from './asset.js';
export {
  EntitlementPackage,
  type BoundedDuration,
  type CarrierFor,
  type DurationFor,
  type DurationProps,
  type EntitlementPackageProps,
  type ForPeople,
  type PackageRef,
} from './entitlement-package.js';
export {
  identityStore,
  okta,
  type AppGrant,
  type AssignmentGrant,
  type CarriedEntitlement,
  type Entitlement,
  type GroupGrant,
  type SystemGrant,
} from './entitlements.js';
export { GovernedScope, type GovernedScopeProps } from './governed-scope.js';
export type { IIdentityStoreGroup, IOktaApp, IOktaGroup, IPermissionSet } from './named.js';
export { OktaApp, type OktaAppProps } from './okta-app.js';
export {
  IdentityStoreGroup,
  OktaGroup,
  type GroupProps,
  type IdentityStoreGroupProps,
  type OktaGroupProps,
} from './group.js';
export {
  JobFunction,
  type BirthrightPackage,
  type JobAttributes,
  type JobFunctionProps,
  type When,
} from './job-function.js';
export { Declaration, type DeclarationKind } from './declaration.js';
export { DEFAULT_OPERATING_MODEL, type OperatingModel, type TierRules } from './operating-model.js';
export type { GovernanceProps } from './governance.js';
export { Organization, type OrganizationProps } from './organization.js';
export {
  PermissionSet,
  type CustomerManagedPolicy,
  type ManagedPolicy,
  type PermissionSetPolicies,
  type PermissionSetProps,
  type PermissionSetSettings,
} from './permission-set.js';
export {
  allow,
  deny,
  policy,
  type ActionText,
  type Conditions,
  type PolicyDocument,
  type ResourceText,
  type Statement,
} from './policy-document.js';
export {
  approval,
  manager,
  owner,
  person,
  type AnyRoute,
  type Approver,
  type ApproverFor,
  type AutoRoute,
  type DualOtherwise,
  type DualRoute,
  type EmergencyRoute,
  type ListedApprover,
  type ManagerRole,
  type OneRoute,
  type Otherwise,
  type OwnerRole,
  type PersonRef,
  type RouteFor,
  type RouteKind,
  type SecondOf,
} from './route.js';
export { OtherSystem, type OtherSystemProps } from './system.js';
export { Team, team, type TeamProps, type TeamRef } from './team.js';
export {
  every,
  external,
  type Cadence,
  type Duration,
  type External,
  type InstantText,
  type OneOrMore,
  type PersonText,
} from './words.js';
export {
  binding,
  Workload,
  type PackageForWorkload,
  type WorkloadBinding,
  type WorkloadKind,
  type WorkloadProps,
} from './workload.js';
