import {
  allowedByLive,
  closureOf,
  reachOf,
  type Inventory,
  type LiveRole,
  type Reached,
} from '../inventory/index.js';
import { compareText, sorted } from '../kernel/index.js';
import type { Catalogue } from '../manifest/index.js';
import type { Allowed } from '../meaning/index.js';
import {
  groupOf,
  isAssignment,
  isEntitlement,
  objectOf,
  ofObject,
  refKey,
  targetPath,
  type Ends,
  type EntitlementTarget,
  type Group,
  type ObjectKind,
  type ObjectRef,
  type Objects,
  type PermissionSetRef,
} from '../model/index.js';

/** What groups carry and whom they reach, live. */
export interface Carried {
  /** The entitlements that a member of `group` gets, its pushes followed; in order. */
  entitlementsOf(group: Group): readonly EntitlementTarget[];
  /** Everyone whom `group` reaches, in order. */
  reachOf(group: Group): readonly Reached[];
  /** Why what `edge` gives counts as privileged; empty when it does not. */
  privilegedBy(edge: Pick<Ends, 'target'>): readonly string[];
  /** Why what a named object gives counts as privileged. */
  privilegedIn(object: ObjectRef): readonly string[];
  /** What the live permission sets that `edge` leads to allow; undefined where it leads to none. */
  allowedBy(edge: Pick<Ends, 'target'>): Allowed | undefined;
  roleOf(set: PermissionSetRef): LiveRole | undefined;
}

/** Indexes the carriers of an inventory in one pass. Members are not held: reaches are few. */
export function carriedBy(inventory: Inventory, catalogue: Catalogue): Carried {
  const closure = closureOf(inventory, 'on-the-way');
  const allowed = allowedByLive(inventory);
  const held = new Map<string, readonly EntitlementTarget[]>();
  const roles = new Map(inventory.roles.map((role) => [refKey(role.ref), role]));
  const declared = new Map(catalogue.permissionSets.map((set) => [refKey(set.ref), set.privileged]));
  const entitlementsOf = (group: Group): readonly EntitlementTarget[] => {
    const key = refKey(group);
    const known =
      held.get(key) ??
      closure
        .heldBy(group)
        .map(({ edge }) => edge.target)
        .filter(isEntitlement)
        .sort(byPath);
    held.set(key, known);
    return known;
  };
  const apps = new Map((catalogue.apps ?? []).map((app) => [refKey(app.ref), app.privileged]));
  const named = new Map((catalogue.named ?? []).map((each) => [refKey(each.ref), each.privileged]));
  const privilegedSet = (set: PermissionSetRef): readonly string[] => {
    const role = roles.get(refKey(set));
    if (role && role.privileged.length > 0) return role.privileged;
    return declared.get(refKey(set)) ?? (role?.content ? [] : (named.get(refKey(set)) ?? []));
  };
  const byGroup = (group: Group): readonly string[] =>
    entitlementsOf(group).flatMap((target) => privilegedIn(objectOf(target)));
  const privileges: { readonly [K in ObjectKind]: (object: Objects[K]) => readonly string[] } = {
    'okta.group': byGroup,
    'aws.group': byGroup,
    'aws.permission-set': privilegedSet,
    'okta.app': (app) => apps.get(refKey(app)) ?? named.get(refKey(app)) ?? [],
  };
  const privilegedIn = (object: ObjectRef): readonly string[] =>
    sorted(new Set(ofObject(privileges, object)), compareText);
  return {
    entitlementsOf,
    reachOf: (group) => reachOf(inventory, group),
    allowedBy: ({ target }) => {
      const group = groupOf(target);
      const leads = group ? entitlementsOf(group) : [target];
      return allowed(leads.filter(isAssignment).map(({ set }) => set));
    },
    roleOf: (set) => roles.get(refKey(set)),
    privilegedBy: ({ target }) => privilegedIn(objectOf(target)),
    privilegedIn,
  };
}

/** By kind, account and name. */
function byPath(a: EntitlementTarget, b: EntitlementTarget): number {
  const [kindA, sourceA, withinA, nameA] = targetPath(a);
  const [kindB, sourceB, withinB, nameB] = targetPath(b);
  return (
    compareText(kindA, kindB) ||
    compareText(withinA, withinB) ||
    compareText(nameA, nameB) ||
    compareText(sourceA, sourceB)
  );
}
