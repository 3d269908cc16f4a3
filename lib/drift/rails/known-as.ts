import { folded, type PersonRecord, type WorkloadRecord } from '../../identity/index.js';
import { principalText, type Holder } from '../../model/index.js';
import type { Ground } from './rail.js';

/**
 * Whether an account that no row links is one of `principals`, by its live login: that of a row or e-mail of theirs, or
 * one that the configuration names itself (`login:<source>:<login>`). What the data lost, the provider still says.
 */
export function isKnownAs(holder: Holder, principals: readonly string[], ground: Ground): boolean {
  if (holder.kind !== 'unlinked' || principals.length === 0) return false;
  const user = ground.holders.userOf(holder.source, holder.native);
  if (!user) return false;
  const login = folded(user.login);
  if (principals.some((each) => folded(each) === `login:${holder.source}:${login}`)) return true;
  const { people, workloads } = ground.identity;
  return (
    people.some(({ id, ...record }) => principals.includes(`hr:${id}`) && namesOf(record).includes(login)) ||
    workloads.some(
      ({ id, ...record }) =>
        principals.includes(principalText({ kind: 'workload', id })) && namesOf(record).includes(login),
    )
  );
}

function namesOf(record: Omit<PersonRecord, 'id'> | Omit<WorkloadRecord, 'id'>): readonly string[] {
  const logins = record.accounts.map((account) => folded(account.login));
  return 'email' in record ? [folded(record.email), ...logins] : logins;
}
