import { ofRow } from './at-work.js';
import type { IdentityCheck } from './check.js';

/** HR calls somebody active whose contract is over; the contract counts, and what they hold ends. */
export const contractOver: IdentityCheck = {
  over: 'feeds',
  severity: 'revoke',
  against: ['subject', 'approver'],
  about: 'A contract is over, and HR does not call its person terminated.',
  remedy: 'end or prolong the contract in HR; until then what they hold ends',
  find: ({ people, asOf }) =>
    [...people.values()].flatMap((each) => {
      const { id, contract, status } = each.value;
      if (!contract || contract.end > asOf || status === 'terminated') return [];
      return [ofRow(each, `the contract of \`hr:${id}\` ended at ${contract.end}, and HR says ${status}`)];
    }),
};
