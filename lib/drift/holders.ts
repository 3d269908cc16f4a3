import { hasLeft, leftBecause, type IdentityLinks } from '../identity/index.js';
import type { Inventory, LiveUser } from '../inventory/index.js';
import type { Instant } from '../kernel/index.js';
import { lifetimeIsOver, type Catalogue } from '../manifest/index.js';
import { isPrincipal, principalKey, type Holder, type Principal, type SourceId } from '../model/index.js';

/** Who can still hold anything at an instant. */
export interface Holders {
  /** Why `holder` can hold nothing any more, in plain words; undefined when it can. Groups always can. */
  goneBecause(holder: Holder, source: SourceId): string | undefined;
  /** Whether HR itself says that this person left: a termination or a last day that is over. */
  leftByHr(principal: Principal): boolean;
  userOf(source: SourceId, native: string): LiveUser | undefined;
}

/** Indexes people, workloads and live users once; each look-up takes constant time. */
export function holdersOf(
  catalogue: Catalogue,
  inventory: Inventory,
  links: IdentityLinks,
  at: Instant,
): Holders {
  const verdicts = {
    person: new Map<string, string | undefined>(),
    workload: new Map<string, string | undefined>(),
  };
  const goneAccounts = goneAccountsOf(inventory);
  const users = usersOf(inventory);
  const judged = (principal: Principal): string | undefined =>
    principal.kind === 'person'
      ? personGone(links, principal, at)
      : workloadGone(catalogue, links, principal, at);
  return {
    goneBecause: (holder, source) => {
      if (!isPrincipal(holder)) return undefined;
      const known = verdicts[holder.kind];
      if (!known.has(holder.id)) known.set(holder.id, judged(holder));
      const verdict = known.get(holder.id);
      if (verdict !== undefined || goneAccounts.size === 0) return verdict;
      return goneAccounts.get(source)?.has(principalKey(holder)) ? 'the account is deprovisioned' : undefined;
    },
    leftByHr: (principal) => {
      const record = principal.kind === 'person' ? links.personOf(principal.id) : undefined;
      return record !== undefined && hasLeft(record, at);
    },
    userOf: (source, native) => users().get(accountKey(source, native)),
  };
}

/** A person of whom HR says nothing is not gone: only what HR says ends access, never what it leaves out. */
function personGone(links: IdentityLinks, principal: Principal, at: Instant): string | undefined {
  const record = links.personOf(principal.id);
  return record && leftBecause(record, at);
}

function workloadGone(
  catalogue: Catalogue,
  links: IdentityLinks,
  principal: Principal,
  at: Instant,
): string | undefined {
  const declared = catalogue.workloads.find((workload) => workload.id === principal.id);
  if (!declared) return 'no declared workload has this id';
  if (lifetimeIsOver(declared, at)) return `its lifetime ended at ${declared.expires}`;
  const owners = catalogue.teams.find((team) => team.name === declared.owner)?.approvers;
  if (owners?.every((owner) => personGone(links, { kind: 'person', id: owner }, at) !== undefined)) {
    return `everyone of its owner, team ${declared.owner}, is gone`;
  }
  return undefined;
}

function goneAccountsOf(inventory: Inventory): ReadonlyMap<SourceId, ReadonlySet<string>> {
  const gone = new Map<SourceId, Set<string>>();
  for (const { principal, source, status } of inventory.users) {
    if (!principal || status !== 'gone') continue;
    const keys = gone.get(source) ?? new Set();
    gone.set(source, keys.add(principalKey(principal)));
  }
  // Where a principal has two accounts in one source the active one counts; the identity checks report the doubt.
  for (const { principal, source, status } of gone.size > 0 ? inventory.users : []) {
    if (principal && status !== 'gone') gone.get(source)?.delete(principalKey(principal));
  }
  return gone;
}

function usersOf(inventory: Inventory): () => ReadonlyMap<string, LiveUser> {
  let index: ReadonlyMap<string, LiveUser> | undefined;
  return () =>
    (index ??= new Map(inventory.users.map((user) => [accountKey(user.source, user.native), user])));
}

function accountKey(source: SourceId, id: string): string {
  return JSON.stringify([source, id]);
}
