import {
  folded,
  hasLeft,
  inSource,
  nativeKey,
  type AccountLink,
  type IdentityLinks,
  type IdentitySnapshot,
} from '../identity/index.js';
import type { Inventory, LiveUser } from '../inventory/index.js';
import { groupBy, type Instant } from '../kernel/index.js';
import { person, principalKey, principalText, type Principal, type SourceId } from '../model/index.js';

/** Where the feeds and the live world contradict each other about whose an account is. */
export interface AccountConflicts {
  /** Whether there are none at all. */
  readonly none: boolean;
  /** Why nobody can tell whose an account is; undefined where that is clear. */
  of(source: SourceId, native: string): string | undefined;
  /** Everyone whose account it may be. */
  owners(source: SourceId, native: string): readonly Principal[];
  /** Whether an account in this source that may be `principal`'s is among them. */
  involve(principal: Principal, source: SourceId): boolean;
}

/** An account as a row of the directory has it. */
interface FedAccount extends AccountLink {
  readonly owner: Principal | undefined;
}

/**
 * Compares every live account with what the feeds say of it. Its provider's own login is the witness: where that is the
 * login which the feeds give another account, a row has another's id, and neither side is believed. A login that was
 * only changed at the provider, and that nobody else has, contradicts nothing.
 */
export function conflictsOf(
  inventory: Pick<Inventory, 'users'>,
  identity: IdentitySnapshot,
  links: IdentityLinks,
  at: Instant,
): AccountConflicts {
  const fed = fedAccounts(identity);
  const byNative = new Map(fed.map((each) => [inSource(each.source, nativeKey(each.native)), each]));
  const byLogin = new Map(fed.map((each) => [inSource(each.source, folded(each.login)), each]));
  const live = new Map(inventory.users.map((user) => [inSource(user.source, folded(user.login)), user]));
  const byMail = atWorkByMail(identity, at);
  const conflicts = new Map<string, string>();
  const owners = new Map<string, readonly Principal[]>();
  const involved = new Set<string>();
  for (const user of inventory.users) {
    const row = byNative.get(inSource(user.source, nativeKey(user.native)));
    const last = links.lastOwnerOf(user.source, user.native);
    const named = byMail.get(folded(user.login));
    const why =
      claimed(user, links) ??
      byItsLogin(user, row, byLogin, live) ??
      byItsMail(user, row, named) ??
      ofAnother(user, links, last, at);
    if (why === undefined) continue;
    conflicts.set(inSource(user.source, user.native), why);
    const given = byLogin.get(inSource(user.source, folded(user.login)));
    const mayOwn = [row?.owner, given?.owner, named, last].filter((owner) => owner !== undefined);
    owners.set(inSource(user.source, user.native), mayOwn);
    for (const owner of mayOwn) involved.add(inSource(user.source, principalKey(owner)));
  }
  return {
    none: conflicts.size === 0 && (identity.contested ?? []).length === 0,
    of: (source, native) => conflicts.get(inSource(source, native)) ?? claimed({ source, native }, links),
    owners: (source, native) => owners.get(inSource(source, native)) ?? [],
    involve: (principal, source) => involved.has(inSource(source, principalKey(principal))),
  };
}

function fedAccounts({ people, workloads, doubted = [], shared }: IdentitySnapshot): FedAccount[] {
  const of = (owner: Principal | undefined, accounts: readonly AccountLink[]): FedAccount[] =>
    accounts.map((account) => ({ ...account, owner }));
  return [
    ...[...people, ...doubted].flatMap(({ id, accounts }) => of({ kind: 'person', id }, accounts)),
    ...workloads.flatMap(({ id, accounts }) => of({ kind: 'workload', id }, accounts)),
    ...of(undefined, shared),
  ];
}

function claimed(
  { source, native }: Pick<LiveUser, 'source' | 'native'>,
  links: IdentityLinks,
): string | undefined {
  return links.isContested(source, native)
    ? 'rows of the directory claim this account for several owners'
    : undefined;
}

function byItsLogin(
  user: LiveUser,
  row: FedAccount | undefined,
  byLogin: ReadonlyMap<string, FedAccount>,
  live: ReadonlyMap<string, LiveUser>,
): string | undefined {
  const login = folded(user.login);
  if (row && folded(row.login) === login) return undefined;
  const given = byLogin.get(inSource(user.source, login));
  if (given && nativeKey(given.native) !== nativeKey(user.native)) {
    return `its login \`${user.login}\` is the one that the directory feed gives ${ownerOf(given)} on another account, \`${given.native}\``;
  }
  const other = row && live.get(inSource(row.source, folded(row.login)));
  return other && other.native !== user.native
    ? `the directory feed calls this account of ${ownerOf(row)} \`${row.login}\`, and another live account has that login`
    : undefined;
}

/** Whose each e-mail is by HR, among people at work; one that several of them have is left out. */
function atWorkByMail({ people }: IdentitySnapshot, at: Instant): ReadonlyMap<string, Principal> {
  const atWork = people.filter((record) => !hasLeft(record, at));
  const groups = [...groupBy(atWork, ({ email }) => folded(email))];
  return new Map(
    groups.flatMap(([email, [first, ...more]]) =>
      first && more.length === 0 ? [[email, person(first.id)]] : [],
    ),
  );
}

/** HR is the witness where two rows were given each other's owners, logins and all. */
function byItsMail(
  { login }: LiveUser,
  row: FedAccount | undefined,
  named: Principal | undefined,
): string | undefined {
  if (row?.owner?.kind !== 'person' || !named || principalKey(row.owner) === principalKey(named))
    return undefined;
  return `its login \`${login}\` is the e-mail that HR has of ${principalText(named)}, and the directory feed gives it to ${ownerOf(row)}`;
}

/** An account is not given to somebody else while its last owner is at work, or may be. */
function ofAnother(
  { source, native }: LiveUser,
  links: IdentityLinks,
  last: Principal | undefined,
  at: Instant,
): string | undefined {
  const now = links.principalOf(source, native);
  if (!last || !now || principalKey(last) === principalKey(now)) return undefined;
  const record = last.kind === 'person' ? links.personOf(last.id) : undefined;
  if (record && hasLeft(record, at)) return undefined;
  return `it was last known as ${principalText(last)}'s, and the directory feed gives it to ${principalText(now)}`;
}

function ownerOf({ owner }: FedAccount): string {
  return owner ? principalText(owner) : 'a shared login';
}
