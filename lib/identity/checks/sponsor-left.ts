import { leftBecause } from '../employment.js';
import { atWork, ofRow } from './at-work.js';
import type { IdentityCheck } from './check.js';

/** Whoever answered for a contract is gone, so nobody does. */
export const sponsorLeft: IdentityCheck = {
  over: 'feeds',
  severity: 'refuse',
  against: ['subject'],
  about: 'The sponsor of a contract that runs has left.',
  remedy: 'name in HR who sponsors the contract now',
  find: (facts) =>
    atWork(facts).flatMap((each) => {
      const { id, contract } = each.value;
      const sponsor = contract && facts.people.get(contract.sponsor);
      const left = sponsor && leftBecause(sponsor.value, facts.asOf);
      return left
        ? [ofRow(each, `the sponsor \`hr:${sponsor.value.id}\` of \`hr:${id}\` is gone: ${left}`)]
        : [];
    }),
};
