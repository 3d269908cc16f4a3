import { leftBecause, type IdentitySnapshot, type PersonRecord } from '../identity/index.js';
import { allowedByLive, closureOf, type Inventory, type LiveUser } from '../inventory/index.js';
import { by, groupBy, sorted, type Instant } from '../kernel/index.js';
import {
  isAssignment,
  isGroup,
  principalKey,
  principalText,
  refKey,
  targetKey,
  type Assignment,
  type Closure,
  type Group,
  type Holder,
  type LiveEdge,
  type PermissionSetRef,
} from '../model/index.js';
import type { ScanCase } from './finding.js';

/** Someone who can hold access, as a scan can tell: a linked principal, or the accounts that share one login. */
export interface ScanHolder {
  readonly key: string;
  readonly name: string;
  /** Why this holder should hold nothing any more; empty for everyone else. */
  readonly left: readonly string[];
}

/** One way in which an assignment reaches someone. */
export interface Reach {
  readonly holder: ScanHolder;
  readonly live: LiveEdge;
  /** The group it goes through; absent when it is held directly. */
  readonly group?: Group;
}

/** One permission set on one account, with everyone it reaches. */
export interface HeldAssignment {
  readonly target: Assignment;
  /** `AdministratorAccess on payments-production`. */
  readonly title: string;
  readonly account: string;
  readonly privileged: readonly string[];
  readonly groups: readonly Group[];
  readonly reaches: readonly Reach[];
}

/** Who holds what, over one inventory. */
export interface Holdings {
  readonly inventory: Inventory;
  readonly holders: readonly ScanHolder[];
  readonly assignments: readonly HeldAssignment[];
  /** The holder behind the near end of an edge; undefined for a group. */
  readonly holderOf: (holder: Holder) => ScanHolder | undefined;
  /** What permission sets allow as they are live, in the member that a case has for it. */
  readonly allowing: (sets: readonly PermissionSetRef[]) => Pick<ScanCase, 'allows'>;
}

/**
 * Closes live edges into who can use what: directly, and through the members of each group. What a push is still to bring
 * does not count: a scan tells what can be used now.
 */
export function holdingsOf(
  inventory: Inventory,
  identity: IdentitySnapshot | undefined,
  at: Instant,
): Holdings {
  const { holders, holderOf } = holderIndex(inventory, identity, at);
  const allowed = allowedByLive(inventory);
  return {
    inventory,
    holders,
    holderOf,
    assignments: assignmentsOf(inventory, holderOf),
    allowing: (sets) => {
      const allows = allowed(sets);
      return allows ? { allows } : {};
    },
  };
}

type HolderLookup = Holdings['holderOf'];

function assignmentsOf(inventory: Inventory, holderOf: HolderLookup): HeldAssignment[] {
  const arrived = closureOf(inventory, 'arrived');
  const names = new Map(inventory.accounts.map((account) => [account.id as string, account.name]));
  const privileged = new Map(inventory.roles.map((role) => [refKey(role.ref), role.privileged]));
  const held = new Map<string, { target: Assignment; live: LiveEdge[] }>();
  for (const live of inventory.edges) {
    const { target } = live.edge;
    if (!isAssignment(target)) continue;
    const entry = held.get(targetKey(target));
    if (entry) entry.live.push(live);
    else held.set(targetKey(target), { target, live: [live] });
  }
  const assignments = [...held.values()].map(({ target, live }) => {
    const account = names.get(target.account) ?? target.account;
    return {
      target,
      account,
      title: `${target.set.name} on ${account}`,
      privileged: privileged.get(refKey(target.set)) ?? [],
      groups: live.flatMap(({ edge }) => (isGroup(edge.holder) ? [edge.holder] : [])),
      reaches: live.flatMap((one) => reachesOf(one, arrived, holderOf)),
    };
  });
  return sorted(
    assignments,
    by(
      (a) => a.target.set.name,
      (a) => a.target.account,
    ),
  );
}

function reachesOf(live: LiveEdge, arrived: Closure<LiveEdge>, holderOf: HolderLookup): Reach[] {
  const { holder } = live.edge;
  if (!isGroup(holder)) {
    const direct = holderOf(holder);
    return direct ? [{ holder: direct, live }] : [];
  }
  return arrived.into(holder).flatMap((member) => {
    const through = holderOf(member.edge.holder);
    return through ? [{ holder: through, live: member, group: holder }] : [];
  });
}

function holderIndex(
  inventory: Inventory,
  identity: IdentitySnapshot | undefined,
  at: Instant,
): { holders: ScanHolder[]; holderOf: HolderLookup } {
  const records = new Map((identity?.people ?? []).map((record) => [`hr:${record.id}`, record]));
  const groups = groupBy(inventory.users, holderKeyOf);
  const holders = new Map([...groups].map(([key, users]) => [key, describe(key, users, records, at)]));
  const keys = new Map(
    inventory.users.map((user) => [nativeKey(user.source, user.native), holderKeyOf(user)]),
  );
  const principals = new Map(
    inventory.users.flatMap((user) =>
      user.principal ? [[principalKey(user.principal), holderKeyOf(user)] as const] : [],
    ),
  );
  const holderOf: HolderLookup = (holder) => {
    if (isGroup(holder)) return undefined;
    const key =
      holder.kind === 'unlinked'
        ? keys.get(nativeKey(holder.source, holder.native))
        : principals.get(principalKey(holder));
    if (key !== undefined) return holders.get(key);
    const text =
      holder.kind === 'unlinked' ? `${holder.source} user ${holder.native}` : principalText(holder);
    return {
      key: text,
      name: text,
      left: holder.kind === 'unlinked' ? ['its user is not in the listing of users'] : [],
    };
  };
  return {
    holders: sorted(
      holders.values(),
      by((h) => h.key),
    ),
    holderOf,
  };
}

function holderKeyOf(user: LiveUser): string {
  return user.principal ? principalText(user.principal) : `login:${user.login.toLowerCase()}`;
}

function nativeKey(source: string, native: string): string {
  return JSON.stringify([source, native]);
}

function describe(
  key: string,
  users: readonly LiveUser[],
  records: ReadonlyMap<string, PersonRecord>,
  at: Instant,
): ScanHolder {
  const record = records.get(key);
  const [first] = sorted(
    users,
    by(
      (u) => u.source,
      (u) => u.native,
    ),
  );
  const left = sorted(
    users,
    by(
      (u) => u.source,
      (u) => u.native,
    ),
  )
    .filter((user) => user.status !== 'active')
    .map((user) => `the ${user.source} account is ${user.status === 'gone' ? 'deprovisioned' : 'suspended'}`);
  const gone = record && leftBecause(record, at);
  if (gone !== undefined) left.unshift(gone);
  const login = first?.login ?? key;
  const shown = record?.name ?? first?.displayName ?? '';
  return { key, name: shown && shown !== login ? `${shown} <${login}>` : login, left };
}
