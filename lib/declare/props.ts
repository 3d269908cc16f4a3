import type { AccountProps } from './account.js';
import type { AssetProps } from './asset.js';
import { keptProps } from './declaration.js';
import type { AnyPackageProps } from './entitlement-package.js';
import type { GovernedScopeProps } from './governed-scope.js';
import type { IdentityStoreGroupProps, OktaGroupProps } from './group.js';
import type { JobFunctionProps } from './job-function.js';
import type { OktaAppProps } from './okta-app.js';
import type { PermissionSetProps } from './permission-set.js';
import type { OtherSystemProps } from './system.js';
import type { TeamProps } from './team.js';
import type { WorkloadProps } from './workload.js';

interface PropsByKind {
  readonly account: AccountProps;
  readonly asset: AssetProps;
  readonly team: TeamProps;
  readonly 'permission-set': PermissionSetProps;
  readonly 'okta-group': OktaGroupProps;
  readonly 'okta-app': OktaAppProps;
  readonly 'identity-store-group': IdentityStoreGroupProps;
  readonly system: OtherSystemProps;
  readonly package: AnyPackageProps;
  readonly 'job-function': JobFunctionProps;
  readonly workload: WorkloadProps;
  readonly scope: GovernedScopeProps;
}

/** What a construct was declared with. No member of it: what a user may read of a construct are its attributes. */
export function propsOf<K extends keyof PropsByKind>(declared: { readonly declares: K }): PropsByKind[K] {
  // The base class keeps what each class was given, and the class of a kind takes the props of that kind only.
  return keptProps(declared) as PropsByKind[K];
}
