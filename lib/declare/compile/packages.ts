import { by, isList, sorted, sortedTexts } from '../../kernel/index.js';
import type {
  AppDeclaration,
  HolderClass,
  NamedDeclaration,
  PackageDeclaration,
  PermissionSetDeclaration,
} from '../../manifest/index.js';
import { OBJECT_WORDS, objectOf, refKey } from '../../model/index.js';
import type { EntitlementPackage } from '../entitlement-package.js';
import { listed, type Faults } from '../faults.js';
import { propsOf } from '../props.js';
import type { Tree } from '../tree.js';
import { teamNamed } from './accounts.js';
import { conflictsOf, overridesOf, type PackageConflicts } from './conflicts.js';
import { durationOf, reviewOf } from './durations.js';
import { grantsOf, type PackageGrants } from './grants.js';
import type { OwnedGroup } from './groups.js';
import type { Declared } from './names.js';
import { routeOf } from './routes.js';
import { checkId, checkSaid } from './text.js';

/** The packages by id, the carriers that they need, and their conflicts. */
export interface Packages {
  readonly packages: readonly PackageDeclaration[];
  readonly carriers: readonly OwnedGroup[];
  readonly conflicts: PackageConflicts;
}

/** The packages of the tree; one that gives nothing or that nobody may hold is a fault and left out. */
export function packageDeclarations(
  tree: Tree,
  sets: readonly PermissionSetDeclaration[],
  apps: readonly AppDeclaration[],
  named: readonly NamedDeclaration[],
  declared: Declared,
  faults: Faults,
): Packages {
  const conflicts = conflictsOf(tree.packages, declared, faults);
  const privileged = new Set(
    [...sets, ...apps, ...named].filter((each) => each.privileged.length > 0).map((each) => refKey(each.ref)),
  );
  const all = tree.packages
    .filter((pack) => hasTier(pack, tree, faults))
    .map((pack) => {
      const given = grantsOf(pack, declared, faults);
      checkLowRisk(pack, given, privileged, faults);
      return { given, said: said(pack, tree, conflicts, declared, faults) };
    });
  return {
    conflicts,
    carriers: all.flatMap(({ given }) => given.carriers),
    packages: sorted(
      all.flatMap(({ given: { grants }, said: { holders, ...rest } }) =>
        isList(grants) && isList(holders) ? [{ ...rest, holders, grants }] : [],
      ),
      by((pack) => pack.id),
    ),
  };
}

/** Everything about a package is judged by its tier: of one without, nothing is. */
function hasTier(pack: EntitlementPackage, { operatingModel }: Tree, faults: Faults): boolean {
  if (Object.hasOwn(operatingModel, pack.risk)) return true;
  faults.add(pack, {
    what: `\`risk\` \`${pack.risk}\` is not known; allowed are ${listed(Object.keys(operatingModel))}`,
    remedy: 'say how bad a wrong grant would be',
  });
  return false;
}

type Said = Omit<PackageDeclaration, 'grants' | 'holders'> & { readonly holders: readonly HolderClass[] };

function said(
  pack: EntitlementPackage,
  { operatingModel }: Tree,
  conflicts: PackageConflicts,
  declared: Declared,
  faults: Faults,
): Said {
  checkId(pack, faults);
  checkSaid(pack, 'title', propsOf(pack).title, faults);
  const overrides = overridesOf(pack, conflicts, declared, faults);
  const approval = routeOf(pack, operatingModel, declared, faults);
  return {
    id: pack.id,
    title: propsOf(pack).title,
    path: pack.node.path,
    owner: teamNamed(propsOf(pack).owner, pack, declared),
    risk: pack.risk,
    holders: holdersOf(pack, faults),
    duration: durationOf(pack, operatingModel, faults),
    approval,
    conflictsWith: sortedTexts(conflicts.get(pack.id) ?? []),
    overrides,
    reviewEvery: reviewOf(pack, operatingModel, faults),
    breakGlass: approval.kind === 'emergency',
  };
}

function holdersOf(pack: EntitlementPackage, faults: Faults): readonly HolderClass[] {
  const holders: readonly HolderClass[] = propsOf(pack).holders;
  if (holders.length === 0) {
    faults.add(pack, {
      what: '`holders` is empty; allowed are `employee`, `contractor`, `vendor` and `workload`',
      remedy: 'say who may hold the package',
    });
  }
  return sortedTexts(holders);
}

// Low risk may be automatic and standing, so nothing in it may administer.
function checkLowRisk(
  pack: EntitlementPackage,
  { grants }: PackageGrants,
  privileged: ReadonlySet<string>,
  faults: Faults,
): void {
  if (pack.risk !== 'low') return;
  const objects = grants.flatMap(({ entitlements }) => entitlements.map(({ target }) => objectOf(target)));
  const named = objects.filter((object) => privileged.has(refKey(object)));
  for (const words of sortedTexts(named.map(({ kind, name }) => `${OBJECT_WORDS[kind]} \`${name}\``))) {
    faults.add(pack, {
      what: `\`low\` risk with the privileged ${words}; allowed is \`medium\` or higher`,
      remedy: 'raise the risk, or give what does not administer',
    });
  }
}
