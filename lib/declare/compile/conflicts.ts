import { compareText, sortedTexts } from '../../kernel/index.js';
import type { EntitlementPackage } from '../entitlement-package.js';
import type { Faults } from '../faults.js';
import { propsOf } from '../props.js';
import { packageId, type Declared } from './names.js';

/** Who conflicts with whom: package id → ids, both ways whichever side said it. */
export type PackageConflicts = ReadonlyMap<string, ReadonlySet<string>>;

/** The symmetric closure of all `conflictsWith`; a conflict with itself or the unknown is a fault. */
export function conflictsOf(
  packages: readonly EntitlementPackage[],
  declared: Declared,
  faults: Faults,
): PackageConflicts {
  const conflicts = new Map<string, Set<string>>(packages.map((pack) => [pack.id, new Set()]));
  for (const pack of packages) {
    for (const ref of propsOf(pack).conflictsWith ?? []) {
      const other = packageId(ref);
      if (other === pack.id) withItself(pack, faults);
      else if (declared.packages.find(other, pack)) {
        conflicts.get(pack.id)?.add(other);
        conflicts.get(other)?.add(pack.id);
      }
    }
  }
  return conflicts;
}

/**
 * The ids that a holder of `pack` may hold together. An override names both sides of a conflict, and two people
 * or an on-call approver decide on it.
 */
export function overridesOf(
  pack: EntitlementPackage,
  conflicts: PackageConflicts,
  declared: Declared,
  faults: Faults,
): string[] {
  const ids = sortedTexts((propsOf(pack).overrides ?? []).map(packageId));
  const known = ids.filter((id) => declared.packages.find(id, pack) !== undefined);
  const sided = (id: string): boolean => known.some((other) => conflicts.get(id)?.has(other));
  for (const id of known) if (!sided(id)) oneSided(pack, id, faults);
  if (ids.includes(pack.id)) withItself(pack, faults);
  if (ids.length > 0) checkStricter(pack, faults);
  return ids;
}

/** The pairs among `ids` that conflict, each in order. */
export function conflictingPairs(ids: readonly string[], conflicts: PackageConflicts): [string, string][] {
  const all = sortedTexts(ids);
  return all.flatMap((one) =>
    all
      .filter((other) => compareText(one, other) < 0 && conflicts.get(one)?.has(other))
      .map((other): [string, string] => [one, other]),
  );
}

function withItself(pack: EntitlementPackage, faults: Faults): void {
  faults.add(pack, {
    what: `package \`${pack.id}\` names itself as a conflict or override; other packages are allowed`,
    remedy: 'name the other package',
  });
}

function oneSided(pack: EntitlementPackage, id: string, faults: Faults): void {
  faults.add(pack, {
    what: `\`overrides\` has \`${id}\`, which conflicts with no other package listed there; both sides are needed`,
    remedy: 'name both sides of the conflict, or leave it out',
  });
}

function checkStricter(pack: EntitlementPackage, faults: Faults): void {
  const { kind } = propsOf(pack).approval;
  if (kind === 'dual' || kind === 'emergency') return;
  faults.add(pack, {
    what: `approval \`${kind}\` on a package that overrides a conflict; allowed are \`dual\` and \`emergency\``,
    remedy: 'let two people decide on it',
  });
}
