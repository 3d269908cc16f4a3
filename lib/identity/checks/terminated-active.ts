import { leftBecause } from '../employment.js';
import { bothSay } from './agreement.js';
import type { IdentityCheck } from './check.js';

/** Somebody left and the account still works: the end is due, and nothing here delays it. */
export const terminatedActive: IdentityCheck = {
  over: 'feeds',
  severity: 'revoke',
  against: ['subject', 'approver'],
  about: 'An account is active whose owner has left.',
  remedy: 'deactivate the account; Writ ends what it governs by itself',
  find: ({ people, accounts, asOf }) =>
    accounts.flatMap((account) => {
      const { owner, says, login, source } = account.value;
      const person = owner.kind === 'person' ? people.get(owner.id) : undefined;
      const left = person && leftBecause(person.value, asOf);
      if (!person || left === undefined || says?.status !== 'active') return [];
      const message = `account \`${login}\` in ${source} is active, and its owner \`hr:${owner.id}\` is gone: ${left}`;
      return [{ ...bothSay(person, account), message }];
    }),
};
