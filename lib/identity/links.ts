import type { AccountLink, IdentitySnapshot, PersonRecord, WorkloadRecord } from './snapshot.js';
import { person, principalKey, workload, type Principal, type SourceId } from '../model/index.js';
import { inSource as key } from './folded.js';

/** Native accounts ↔ principals, as the identity snapshot correlates them. */
export interface IdentityLinks {
  /** Whose an account is: by its row, else by the last row that it had while its owner has no other in that source. */
  principalOf(source: SourceId, native: string): Principal | undefined;
  recordOf(principal: Principal): PersonRecord | WorkloadRecord | undefined;
  personOf(id: string): PersonRecord | undefined;
  /** The one account of a principal in a source; undefined when it has none, or more than one. */
  accountOf(principal: Principal, source: SourceId): AccountLink | undefined;
  /** Every account that rows link to a principal, of people in doubt too. */
  accountsOf(principal: Principal): readonly AccountLink[];
  /** Whose an account was by the last row that it had, whatever rows there are now. */
  lastOwnerOf(source: SourceId, native: string): Principal | undefined;
  /** Whether an account is one that several people or nobody may use. */
  isShared(source: SourceId, native: string): boolean;
  /** Whether the feeds claim an account for several owners. */
  isContested(source: SourceId, native: string): boolean;
  /** Why the feeds say nothing of a person that can be relied on; undefined when they do. Workloads are declared, not fed. */
  doubtOf(principal: Principal): string | undefined;
}

/** What links are made of. */
export type Linked = Pick<
  IdentitySnapshot,
  'people' | 'workloads' | 'shared' | 'doubted' | 'contested' | 'lost'
>;

/** The links of each snapshot, built on the first question and kept as long as the snapshot is. */
const known = new WeakMap<Linked, IdentityLinks>();

/** The look-ups over a snapshot, in time and memory linear in its accounts; built once. */
export function linksOf(snapshot: Linked): IdentityLinks {
  const links = known.get(snapshot) ?? built(snapshot);
  known.set(snapshot, links);
  return links;
}

function built(snapshot: Linked): IdentityLinks {
  const principals = new Map<string, Principal>();
  const records = new Map<string, PersonRecord | WorkloadRecord>();
  const accounts = new Map<string, readonly AccountLink[]>();
  const people = new Map(snapshot.people.map((record) => [record.id as string, record]));
  const doubts = new Map((snapshot.doubted ?? []).map(({ id, why }) => [id as string, why]));
  const add = (principal: Principal, owned: readonly AccountLink[]): void => {
    accounts.set(principalKey(principal), owned);
    for (const { source, native } of owned) principals.set(key(source, native), principal);
  };
  for (const record of snapshot.people) {
    records.set(principalKey(person(record.id)), record);
    add(person(record.id), record.accounts);
  }
  for (const record of snapshot.workloads) {
    records.set(principalKey(workload(record.id)), record);
    add(workload(record.id), record.accounts);
  }
  for (const { id, accounts: owned } of snapshot.doubted ?? []) add(person(id), owned);
  const accountsOf = (principal: Principal): readonly AccountLink[] =>
    accounts.get(principalKey(principal)) ?? [];
  const shared = keysOf(snapshot.shared);
  const contested = keysOf(snapshot.contested);
  const last = new Map(
    (snapshot.lost ?? []).map(({ source, native, owner }) => [key(source, native), owner]),
  );
  return {
    principalOf: (source, native) => {
      const linked = principals.get(key(source, native));
      if (linked || last.size === 0) return linked;
      const owner = last.get(key(source, native));
      return owner && accountsOf(owner).every((account) => account.source !== source) ? owner : undefined;
    },
    recordOf: (principal) => records.get(principalKey(principal)),
    personOf: (id) => people.get(id),
    accountOf: (principal, source) => {
      const owned = records.get(principalKey(principal))?.accounts.filter((a) => a.source === source) ?? [];
      return owned.length === 1 ? owned[0] : undefined;
    },
    accountsOf,
    lastOwnerOf: (source, native) => last.get(key(source, native)),
    isShared: (source, native) => shared.has(key(source, native)),
    isContested: (source, native) => contested.has(key(source, native)),
    doubtOf: (principal) =>
      principal.kind !== 'person' || people.has(principal.id)
        ? undefined
        : (doubts.get(principal.id) ?? 'has no row in HR'),
  };
}

/** Links of nobody: what a sweep without identity feeds uses. */
export const noLinks: IdentityLinks = linksOf({ people: [], workloads: [], shared: [] });

function keysOf(accounts: readonly AccountLink[] = []): ReadonlySet<string> {
  return new Set(accounts.map(({ source, native }) => key(source, native)));
}
