import type { DeclaredHolder, DeclaredIdentity } from './declared.js';

/** The login of a holder in a source; undefined for a group, and where somebody has no account there or more than one. */
export type LoginOf = (holder: DeclaredHolder, source: string) => string | undefined;

/** Looks logins up in what the directory links. */
export function loginsOf({ people, workloads }: DeclaredIdentity): LoginOf {
  const accounts = {
    person: new Map(people.map((person) => [person.id, person.accounts])),
    workload: new Map(workloads.map((workload) => [workload.id, workload.accounts])),
  };
  return (holder, source) => {
    if (!('id' in holder)) return undefined;
    const owned = accounts[holder.kind].get(holder.id)?.filter((account) => account.source === source);
    return owned?.length === 1 ? owned[0]?.login : undefined;
  };
}
