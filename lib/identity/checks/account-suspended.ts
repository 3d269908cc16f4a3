import { employmentAt } from '../employment.js';
import { accountsAtWork, bothSay } from './agreement.js';
import type { IdentityCheck } from './check.js';

/** Somebody at work is locked out of an account, which nobody does for nothing; on leave that is as it should be. */
export const accountSuspended: IdentityCheck = {
  over: 'feeds',
  severity: 'escalate',
  against: ['subject', 'approver'],
  about: 'An account is suspended whose owner is at work.',
  remedy: 'ask whoever suspended it why before anything is given',
  find: (facts) =>
    accountsAtWork(facts)
      .filter(
        ({ person, account }) =>
          account.value.says?.status === 'suspended' &&
          employmentAt(person.value, facts.asOf).state === 'at-work',
      )
      .map(({ person, account }) => ({
        ...bothSay(person, account),
        message: `account \`${account.value.login}\` in ${account.value.source} is suspended, and \`hr:${person.value.id}\` is at work`,
      })),
};
