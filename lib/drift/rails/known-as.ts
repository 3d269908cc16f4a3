import { folded, type PersonRecord, type WorkloadRecord } from '../../identity/index.js';
import { principalText, type Holder } from '../../model/index.js';
import { holdEach, type RevertGround, type Rail } from './rail.js';

/**
 * Leaves alone an account that no row links and whose live login is a protected person's: which of the two is wrong, the
 * feed or the account, somebody has to say. Unlike a declared grant of theirs this waits, and a run that meets it says so.
 */
export const knownAs: Rail = {
  id: 'known-as',
  prevents:
    'The account of a pinned or break-glass principal lost its row in the feed, and counts as a stranger\u2019s.',
  until: 'mended',
  hold: (lines, ground) =>
    holdEach(lines, ({ finding }) => {
      if (finding.subject.what !== 'edge') return undefined;
      const { pinned, breakGlass } = ground.rails;
      if (!isKnownAs(finding.subject.edge.holder, [...pinned, ...breakGlass], ground)) return undefined;
      return 'its live login is that of a protected principal, and no row links the account';
    }),
};

/**
 * Whether an account that no row links is one of `principals`, by its live login: that of a row or e-mail of theirs, or
 * one that the configuration names itself (`login:<source>:<login>`). What the data lost, the provider still says.
 */
function isKnownAs(holder: Holder, principals: readonly string[], ground: RevertGround): boolean {
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
