import { atWork, ofRow } from './at-work.js';
import type { IdentityCheck } from './check.js';

/** Nobody whom HR has answers for a contract. */
export const sponsorUnknown: IdentityCheck = {
  over: 'feeds',
  severity: 'refuse',
  against: ['subject'],
  about: 'HR does not have the sponsor whom a contract names.',
  remedy: 'name in HR a sponsor whom HR has',
  find: (facts) =>
    atWork(facts).flatMap((each) => {
      const { id, contract } = each.value;
      if (!contract || facts.hasRow(contract.sponsor)) return [];
      const words = `the contract of \`hr:${id}\` has sponsor \`hr:${contract.sponsor}\`, whom HR does not have`;
      return [ofRow(each, words)];
    }),
};
