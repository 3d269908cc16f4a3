import { by, sorted } from '../kernel/index.js';
import {
  ARRIVED,
  Closure,
  isAssignment,
  isGroup,
  isPrincipal,
  principalKey,
  Pushes,
  refKey,
  type Group,
  type Holder,
  type LiveEdge,
  type PermissionSetRef,
  type Principal,
  type Unlinked,
} from '../model/index.js';
import type { Inventory } from './inventory.js';

/** Someone whom an entitlement reaches: a principal, or a live account that no identity record links, by its login. */
export type Reached = Principal | ReachedAccount;

/** A live account that nobody is known to be behind. */
export interface ReachedAccount extends Unlinked {
  /** Absent when no listing shows the account. */
  readonly login?: string;
}

/** Which live pushes are followed: none but what has arrived, or also what an active push is still to bring. */
export type PushView = 'arrived' | 'on-the-way';

/** Built on the first question and kept as long as the inventory is. */
const closures = new WeakMap<Inventory, Readonly<Record<PushView, Closure<LiveEdge>>>>();
const logins = new WeakMap<Inventory, ReadonlyMap<string, string>>();

/** Who reaches what in an inventory. */
export function closureOf(inventory: Inventory, view: PushView): Closure<LiveEdge> {
  const known = closures.get(inventory) ?? {
    arrived: new Closure(inventory.edges, ARRIVED),
    'on-the-way': new Closure(inventory.edges, livePushes(inventory)),
  };
  closures.set(inventory, known);
  return known[view];
}

/** The pushes that are active. */
export function livePushes({ pushes }: Pick<Inventory, 'pushes'>): Pushes {
  return new Pushes(pushes.filter(({ active }) => active));
}

/**
 * Everyone whom an entitlement of `group` reaches: its live members, and those of the groups that are pushed into it
 * (they arrive with the next push). Each once; accounts that nobody is known to be behind come first, in order.
 */
export function reachOf(inventory: Inventory, group: Group): Reached[] {
  return reachedBy(inventory, holdersIn(inventory, group));
}

/** Everyone who holds one of the permission sets on any account, by themselves or as {@link reachOf} has it. */
export function reachOfSets(inventory: Inventory, sets: readonly PermissionSetRef[]): Reached[] {
  return reachedBy(inventory, holdersOfSets(inventory, new Set(sets.map(refKey))));
}

function* holdersIn(inventory: Inventory, group: Group): Generator<Holder> {
  for (const { edge } of closureOf(inventory, 'on-the-way').into(group)) yield edge.holder;
}

function* holdersOfSets(inventory: Inventory, sets: ReadonlySet<string>): Generator<Holder> {
  const asked = new Set<string>();
  for (const { edge } of inventory.edges) {
    const { holder, target } = edge;
    if (!isAssignment(target) || !sets.has(refKey(target.set))) continue;
    if (!isGroup(holder)) yield holder;
    else if (!asked.has(refKey(holder))) yield* holdersIn(inventory, holder);
    if (isGroup(holder)) asked.add(refKey(holder));
  }
}

function reachedBy(inventory: Inventory, holders: Iterable<Holder>): Reached[] {
  const principals = new Map<string, Principal>();
  const accounts = new Map<string, ReachedAccount>();
  for (const holder of holders) {
    if (isPrincipal(holder)) principals.set(principalKey(holder), holder);
    if (holder.kind !== 'unlinked') continue;
    // A pushed account has the login of its source: both are one.
    const login = loginsOf(inventory).get(accountKey(holder));
    const key = login === undefined ? accountKey(holder) : `login ${login.toLowerCase()}`;
    if (!accounts.has(key)) accounts.set(key, login === undefined ? holder : { ...holder, login });
  }
  return [
    ...sorted(
      accounts.values(),
      by<ReachedAccount>((account) => account.login ?? '', accountKey),
    ),
    ...sorted(principals.values(), by(principalKey)),
  ];
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
