import { reachOf, type Inventory, type LiveRole, type Reached } from '../inventory/index.js';
import { compareText, sorted } from '../kernel/index.js';
import type { Catalogue } from '../manifest/index.js';
import { refKey, type Assignment, type Edge, type Group, type PermissionSetRef } from '../model/index.js';

/** What groups carry and whom they reach, live. */
export interface Carried {
  /** The assignments that a member of `group` gets, its pushes followed; in order of account and set. */
  assignmentsOf(group: Group): readonly Assignment[];
  /** Everyone whom `group` reaches, in order. */
  reachOf(group: Group): readonly Reached[];
  /** Why what `edge` gives counts as privileged; empty when it does not. */
  privilegedBy(edge: Edge): readonly string[];
  /** The groups that `group` is pushed to now. */
  pushedTo(group: Group): readonly Group[];
  roleOf(set: PermissionSetRef): LiveRole | undefined;
}

/** Indexes the carriers of an inventory in one pass. Members are not held: reaches are few. */
export function carriedBy(inventory: Inventory, catalogue: Catalogue): Carried {
  const pushes = groupPushes(inventory);
  const held = heldByGroups(inventory);
  const roles = new Map(inventory.roles.map((role) => [refKey(role.ref), role]));
  const declared = new Map(catalogue.permissionSets.map((set) => [refKey(set.ref), set.privileged]));
  const assignmentsOf = (group: Group): readonly Assignment[] => {
    const carriers = [group, ...(pushes.get(refKey(group)) ?? [])];
    return carriers.flatMap((carrier) => held.get(refKey(carrier)) ?? []);
  };
  const privilegedSet = (set: PermissionSetRef): readonly string[] => {
    const live = roles.get(refKey(set))?.privileged ?? [];
    return live.length > 0 ? live : (declared.get(refKey(set)) ?? []);
  };
  return {
    assignmentsOf,
    reachOf: (group) => reachOf(inventory, group),
    pushedTo: (group) => pushes.get(refKey(group)) ?? [],
    roleOf: (set) => roles.get(refKey(set)),
    privilegedBy: ({ target }) => {
      const sets = target.kind === 'aws.assignment' ? [target.set] : assignmentsOf(target).map((a) => a.set);
      return sorted(new Set(sets.flatMap(privilegedSet)), compareText);
    },
  };
}

function groupPushes(inventory: Inventory): ReadonlyMap<string, readonly Group[]> {
  const pushes = new Map<string, Group[]>();
  for (const { from, to, active } of inventory.pushes) {
    if (!active) continue;
    const targets = pushes.get(refKey(from));
    if (targets) targets.push(to);
    else pushes.set(refKey(from), [to]);
  }
  return pushes;
}

function heldByGroups(inventory: Inventory): ReadonlyMap<string, readonly Assignment[]> {
  const held = new Map<string, Assignment[]>();
  for (const { edge } of inventory.edges) {
    const { holder, target } = edge;
    if (target.kind !== 'aws.assignment' || (holder.kind !== 'aws.group' && holder.kind !== 'okta.group'))
      continue;
    const list = held.get(refKey(holder));
    if (list) list.push(target);
    else held.set(refKey(holder), [target]);
  }
  for (const list of held.values()) list.sort(byAccountAndSet);
  return held;
}

function byAccountAndSet(a: Assignment, b: Assignment): number {
  return compareText(a.account, b.account) || compareText(a.set.name, b.set.name);
}
