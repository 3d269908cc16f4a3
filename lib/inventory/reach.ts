import { by, sorted } from '../kernel/index.js';
import { principalKey, refKey, type Group, type Holder, type Principal } from '../model/index.js';
import type { Inventory } from './inventory.js';

/** Members of every group of an inventory, built on the first question and kept as long as the inventory is. */
const members = new WeakMap<Inventory, ReadonlyMap<string, readonly Holder[]>>();

/**
 * Everyone whom an entitlement of `group` reaches: its live members, and those of the groups that are pushed into it
 * (they arrive with the next push). Sorted, each once. Holders that no identity links are not principals and left out.
 */
export function reachOf(inventory: Inventory, group: Group): Principal[] {
  const upstream = inventory.pushes.filter((push) => push.active && refKey(push.to) === refKey(group));
  const reached = new Map<string, Principal>();
  for (const carrier of [group, ...upstream.map((push) => push.from)]) {
    for (const holder of membersOf(inventory, carrier)) {
      if (holder.kind === 'person' || holder.kind === 'workload') reached.set(principalKey(holder), holder);
    }
  }
  return sorted(reached.values(), by(principalKey));
}

/** The live holders of a membership in `group`, the unlinked included; in the order of the sweep. */
export function membersOf(inventory: Inventory, group: Group): readonly Holder[] {
  const index = members.get(inventory) ?? indexOf(inventory);
  members.set(inventory, index);
  return index.get(refKey(group)) ?? [];
}

function indexOf(inventory: Inventory): ReadonlyMap<string, readonly Holder[]> {
  const byTarget = new Map<Group, Holder[]>();
  for (const { edge } of inventory.edges) {
    if (edge.target.kind === 'aws.assignment') continue;
    const holders = byTarget.get(edge.target);
    if (holders) holders.push(edge.holder);
    else byTarget.set(edge.target, [edge.holder]);
  }
  const index = new Map<string, Holder[]>();
  for (const [group, holders] of byTarget) {
    const key = refKey(group);
    const known = index.get(key);
    index.set(key, known ? known.concat(holders) : holders);
  }
  return index;
}
