import type { Construct } from 'constructs';
import {
  Account,
  accounts,
  approval,
  Asset,
  catalogueOf,
  EntitlementPackage,
  every,
  OktaGroup,
  Organization,
  owner,
  PermissionSet,
  team,
  Team,
  type EntitlementPackageProps,
  type OrganizationProps,
} from '../../lib/declare/index.js';
import type { AnyPackageProps } from '../../lib/declare/entitlement-package.js';
import { WritErrors, type Code } from '../../lib/kernel/index.js';
import type { Catalogue, PackageDeclaration } from '../../lib/manifest/index.js';

/** A small valid organization: two teams, one account with one asset, two permission sets and a group. */
export function organization(props: Partial<OrganizationProps> = {}): Organization {
  const org = new Organization({ name: 'Acme', ...props });
  new Team(org, 'platform', { title: 'Platform', approvers: ['hr:1', 'hr:2'] });
  new Team(org, 'security', { title: 'Security', approvers: ['hr:3'] });
  new Account(org, 'prod', { id: '111122223333', environment: 'production' });
  new Asset(org, 'payments', { title: 'Payments', owner: team('platform'), accounts: ['prod'] });
  new OktaGroup(org, 'pagers', { description: 'Those who are paged' });
  return org;
}

/** A permission set that is not privileged. */
export function reader(org: Construct, id = 'Reader'): PermissionSet {
  return new PermissionSet(org, id, {
    description: 'Look',
    managedPolicies: ['job-function/ViewOnlyAccess'],
  });
}

/** A valid package of medium risk; a test says only what it is about. */
export function declarePackage(
  org: Construct,
  id: string,
  changes: Partial<AnyPackageProps> = {},
): EntitlementPackage {
  const set = changes.grants ? undefined : reader(org, `Set-${id}`.slice(0, 32));
  const props: AnyPackageProps = {
    title: `Package ${id}`,
    owner: team('platform'),
    risk: 'medium',
    assets: ['payments'],
    grants: (asset) =>
      set ? [set.on(accounts.of(asset))] : [{ gives: 'membership', of: 'okta-group', name: 'pagers' }],
    holders: ['employee'],
    duration: { default: '4h', max: '12h', renewalMax: '24h' },
    approval: approval.one(owner()),
    review: every('30d'),
    ...changes,
  };
  // A test may say what no type allows: what is refused is asked of the checks.
  return new EntitlementPackage(org, id, props as EntitlementPackageProps);
}

/** A low, standing, automatic package, as a birthright has to be. */
export function declareBirthright(
  org: Construct,
  id: string,
  changes: Pick<Partial<AnyPackageProps>, 'conflictsWith' | 'holders'> = {},
): EntitlementPackage<'low', 'standing'> {
  const set = reader(org, `Set-${id}`.slice(0, 32));
  return new EntitlementPackage(org, id, {
    title: `Package ${id}`,
    owner: team('platform'),
    risk: 'low',
    assets: ['payments'],
    grants: (asset) => [set.on(accounts.of(asset))],
    holders: ['employee'],
    duration: 'standing',
    approval: approval.auto('everybody needs it'),
    review: every('365d'),
    ...changes,
  });
}

/** A fault as tests look at it: its code, the construct it belongs to and the values in backticks. */
export interface SeenFault {
  readonly code: Code;
  readonly path: string;
  readonly values: readonly string[];
}

/** The faults of an organization in the order they are shown; none when it compiles. */
export function faultsOf(org: Organization): SeenFault[] {
  try {
    catalogueOf(org);
    return [];
  } catch (error) {
    if (!(error instanceof WritErrors)) throw error;
    return error.faults.map((fault) => ({
      code: fault.code,
      path: fault.place?.path ?? '',
      values: [...fault.message.matchAll(/`([^`]*)`/g)].map(([, value = '']) => value),
    }));
  }
}

/** The package of that id; the catalogue must have it. */
export function packageIn(catalogue: Catalogue, id: string): PackageDeclaration {
  const found = catalogue.packages.find((pack) => pack.id === id);
  if (!found) throw new Error(`no package ${id}`);
  return found;
}
