import { by, sorted } from '../kernel/index.js';
import {
  principalKey,
  refKey,
  type Group,
  type Holder,
  type Principal,
  type Unlinked,
  isPrincipal,
  groupOf,
} from '../model/index.js';
import type { Inventory } from './inventory.js';

/** Someone whom an entitlement reaches: a principal, or a live account that no identity record links, by its login. */
export type Reached = Principal | ReachedAccount;

/** A live account that nobody is known to be behind. */
export interface ReachedAccount extends Unlinked {
  /** Absent when no listing shows the account. */
  readonly login?: string;
}

/** Members of every group of an inventory, built on the first question and kept as long as the inventory is. */
const members = new WeakMap<Inventory, ReadonlyMap<string, readonly Holder[]>>();
const logins = new WeakMap<Inventory, ReadonlyMap<string, string>>();

/**
 * Everyone whom an entitlement of `group` reaches: its live members, and those of the groups that are pushed into it
 * (they arrive with the next push). Each once; accounts that nobody is known to be behind come first, in order.
 */
export function reachOf(inventory: Inventory, group: Group): Reached[] {
  const upstream = inventory.pushes.filter((push) => push.active && refKey(push.to) === refKey(group));
  const principals = new Map<string, Principal>();
  const accounts = new Map<string, ReachedAccount>();
  for (const carrier of [group, ...upstream.map((push) => push.from)]) {
    for (const holder of membersOf(inventory, carrier)) {
      if (isPrincipal(holder)) principals.set(principalKey(holder), holder);
      if (holder.kind !== 'unlinked') continue;
      // A pushed account has the login of its source: both are one.
      const login = loginsOf(inventory).get(accountKey(holder));
      const key = login === undefined ? accountKey(holder) : `login ${login.toLowerCase()}`;
      if (!accounts.has(key)) accounts.set(key, login === undefined ? holder : { ...holder, login });
    }
  }
  return [
    ...sorted(
      accounts.values(),
      by<ReachedAccount>((account) => account.login ?? '', accountKey),
    ),
    ...sorted(principals.values(), by(principalKey)),
  ];
}

/** The live holders of a membership in `group`, the unlinked included; in the order of the sweep. */
export function membersOf(inventory: Inventory, group: Group): readonly Holder[] {
  const index = members.get(inventory) ?? indexOf(inventory);
  members.set(inventory, index);
  return index.get(refKey(group)) ?? [];
}

function loginsOf(inventory: Inventory): ReadonlyMap<string, string> {
  const known =
    logins.get(inventory) ?? new Map(inventory.users.map((user) => [accountKey(user), user.login]));
  logins.set(inventory, known);
  return known;
}

function accountKey({ source, native }: Pick<Unlinked, 'source' | 'native'>): string {
  return JSON.stringify([source, native]);
}

function indexOf(inventory: Inventory): ReadonlyMap<string, readonly Holder[]> {
  const byTarget = new Map<Group, Holder[]>();
  for (const { edge } of inventory.edges) {
    const joined = groupOf(edge.target);
    const holders = joined && byTarget.get(joined);
    if (holders) holders.push(edge.holder);
    else if (joined) byTarget.set(joined, [edge.holder]);
  }
  const index = new Map<string, Holder[]>();
  for (const [group, holders] of byTarget) {
    const key = refKey(group);
    const known = index.get(key);
    index.set(key, known ? known.concat(holders) : holders);
  }
  return index;
}
