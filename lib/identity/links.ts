import type { AccountLink, IdentitySnapshot, PersonRecord, WorkloadRecord } from './snapshot.js';
import { person, principalKey, workload, type Principal, type SourceId } from '../model/index.js';

/** Native accounts ↔ principals, as the identity snapshot correlates them. */
export interface IdentityLinks {
  principalOf(source: SourceId, native: string): Principal | undefined;
  recordOf(principal: Principal): PersonRecord | WorkloadRecord | undefined;
  personOf(id: string): PersonRecord | undefined;
  /** The one account of a principal in a source; undefined when it has none, or more than one. */
  accountOf(principal: Principal, source: SourceId): AccountLink | undefined;
  /** Whether an account is one that several people or nobody may use. */
  isShared(source: SourceId, native: string): boolean;
  /** Whether the feeds claim an account for several owners. */
  isContested(source: SourceId, native: string): boolean;
  /** Why the feeds say nothing of a person that can be relied on; undefined when they do. Workloads are declared, not fed. */
  doubtOf(principal: Principal): string | undefined;
}

/** Builds the look-ups over a snapshot, in time and memory linear in its accounts. */
export function linksOf(
  snapshot: Pick<IdentitySnapshot, 'people' | 'workloads' | 'shared' | 'doubted' | 'contested'>,
): IdentityLinks {
  const principals = new Map<string, Principal>();
  const records = new Map<string, PersonRecord | WorkloadRecord>();
  const people = new Map(snapshot.people.map((record) => [record.id as string, record]));
  const add = (principal: Principal, record: PersonRecord | WorkloadRecord): void => {
    records.set(principalKey(principal), record);
    for (const account of record.accounts) principals.set(key(account.source, account.native), principal);
  };
  for (const record of snapshot.people) add(person(record.id), record);
  for (const record of snapshot.workloads) add(workload(record.id), record);
  const doubts = new Map<string, string>();
  for (const { id, why, accounts } of snapshot.doubted ?? []) {
    doubts.set(id, why);
    for (const { source, native } of accounts) principals.set(key(source, native), person(id));
  }
  const keysOf = (accounts: readonly AccountLink[] = []): ReadonlySet<string> =>
    new Set(accounts.map(({ source, native }) => key(source, native)));
  const shared = keysOf(snapshot.shared);
  const contested = keysOf(snapshot.contested);
  return {
    principalOf: (source, native) => principals.get(key(source, native)),
    recordOf: (principal) => records.get(principalKey(principal)),
    personOf: (id) => people.get(id),
    accountOf: (principal, source) => {
      const accounts =
        records.get(principalKey(principal))?.accounts.filter((a) => a.source === source) ?? [];
      return accounts.length === 1 ? accounts[0] : undefined;
    },
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

function key(source: SourceId, native: string): string {
  return JSON.stringify([source, native]);
}
