import { accountsAtWork, bothSay } from './agreement.js';
import type { IdentityCheck } from './check.js';

/** HR has somebody at work whose account is gone: one of the two is wrong, and a grant would be to nobody. */
export const accountDeprovisioned: IdentityCheck = {
  over: 'feeds',
  severity: 'refuse',
  against: ['subject', 'approver'],
  about: 'An account is deprovisioned whose owner HR has at work.',
  remedy: 'correct HR if they left, or provision the account again; then export both feeds',
  find: (facts) =>
    accountsAtWork(facts)
      .filter(({ account }) => account.value.says?.status === 'deprovisioned')
      .map(({ person, account }) => ({
        ...bothSay(person, account),
        message: `account \`${account.value.login}\` in ${account.value.source} is deprovisioned, and HR has \`hr:${person.value.id}\` at work`,
      })),
};
