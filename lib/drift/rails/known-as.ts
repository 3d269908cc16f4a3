import {
  folded,
  type IdentitySnapshot,
  type PersonRecord,
  type WorkloadRecord,
} from '../../identity/index.js';
import { person, principalText, workload, type SourceId } from '../../model/index.js';
import { holdEach, type Rail } from './rail.js';

/**
 * Leaves alone an account that no row links and whose live login is a protected person's: which of the two is wrong, the
 * feed or the account, somebody has to say. Unlike a declared grant of theirs this waits, and a run that meets it says so.
 */
export const knownAs: Rail<'known-as'> = {
  id: 'known-as',
  prevents:
    'The account of a pinned or break-glass principal lost its row in the feed, and counts as a stranger\u2019s.',
  until: 'mended',
  hold: (lines, ground) => {
    const { pinned, breakGlass } = ground.rails;
    const isProtected = protectedLogins([...pinned, ...breakGlass], ground.identity);
    return holdEach(lines, ({ finding }) => {
      if (finding.subject.what !== 'edge' || finding.subject.edge.holder.kind !== 'unlinked')
        return undefined;
      const { source, native } = finding.subject.edge.holder;
      const user = ground.holders.userOf(source, native);
      return user && isProtected(source, user.login)
        ? 'its live login is that of a protected principal, and no row links the account'
        : undefined;
    });
  },
};

/**
 * Whether a login is one of `principals`: that of a row or e-mail of theirs, or one that the configuration names itself
 * (`login:<source>:<login>`). What the data lost, the provider still says.
 */
function protectedLogins(
  principals: readonly string[],
  { people, workloads }: IdentitySnapshot,
): (source: SourceId, login: string) => boolean {
  if (principals.length === 0) return () => false;
  const named = new Set(principals.map(folded));
  const chosen = new Set(principals);
  const logins = new Set([
    ...people.filter(({ id }) => chosen.has(principalText(person(id)))).flatMap(namesOf),
    ...workloads.filter(({ id }) => chosen.has(principalText(workload(id)))).flatMap(namesOf),
  ]);
  return (source, login) => named.has(`login:${source}:${folded(login)}`) || logins.has(folded(login));
}

function namesOf(record: PersonRecord | WorkloadRecord): readonly string[] {
  const logins = record.accounts.map((account) => folded(account.login));
  return 'email' in record ? [folded(record.email), ...logins] : logins;
}
