import type { Catalogue } from '../manifest/index.js';
import { accountDeclarations, assetDeclarations, teamDeclarations } from './compile/accounts.js';
import { appDeclarations } from './compile/apps.js';
import { governanceDeclaration } from './compile/governance.js';
import { declaredGroups, groupDeclarations } from './compile/groups.js';
import { jobFunctionDeclarations } from './compile/job-functions.js';
import { checkNotMade, namedDeclarations } from './compile/named.js';
import { declaredIn } from './compile/names.js';
import { checkOperatingModel, operatingModelTable } from './compile/operating-model.js';
import { packageDeclarations } from './compile/packages.js';
import { permissionSetDeclarations } from './compile/permission-sets.js';
import { scopeDeclarations, systemDeclarations } from './compile/scopes.js';
import { refuseUnknown } from './compile/unknown.js';
import { workloadDeclarations } from './compile/workloads.js';
import { Faults } from './faults.js';
import type { Organization } from './organization.js';
import { treeOf } from './tree.js';

/**
 * What the declarations under `organization` say, as plain data in total order, whatever the order they were made
 * in. Throws DECLARATIONS_INVALID with every fault found.
 */
export function catalogueOf(organization: Organization): Catalogue {
  const faults = new Faults();
  const tree = treeOf(organization);
  const declared = declaredIn(tree, faults);
  checkOperatingModel(organization, faults);
  const permissionSets = permissionSetDeclarations(tree, faults);
  const apps = appDeclarations(tree, faults);
  const named = namedDeclarations(tree, faults);
  const { packages, carriers, conflicts } = packageDeclarations(
    tree,
    permissionSets,
    apps,
    named,
    declared,
    faults,
  );
  const groups = [...declaredGroups(tree), ...carriers];
  checkNotMade(tree, groups, faults);
  const systems = systemDeclarations(tree, declared, faults);
  const teams = teamDeclarations(tree, faults);
  const governance = governanceDeclaration(organization, teams, faults);
  const catalogue: Catalogue = {
    organization: organization.name,
    accounts: accountDeclarations(tree, faults),
    assets: assetDeclarations(tree, declared, faults),
    teams,
    permissionSets,
    groups: groupDeclarations(groups, faults),
    ...(apps.length > 0 ? { apps } : {}),
    ...(named.length > 0 ? { named } : {}),
    packages,
    jobFunctions: jobFunctionDeclarations(tree, conflicts, declared, faults),
    workloads: workloadDeclarations(tree, declared, faults),
    scopes: scopeDeclarations(tree, declared, faults),
    ...(systems.length > 0 ? { systems } : {}),
    ...(governance ? { governance } : {}),
  };
  faults.throwIfAny();
  refuseUnknown(catalogue);
  return { ...catalogue, operatingModel: operatingModelTable(organization) };
}
