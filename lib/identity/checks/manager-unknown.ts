import { atWork, ofRow } from './at-work.js';
import type { IdentityCheck } from './check.js';

/** The manager is nobody whom HR has. */
export const managerUnknown: IdentityCheck = {
  over: 'feeds',
  severity: 'refuse',
  against: ['subject'],
  about: 'HR does not have the manager whom a row names.',
  remedy: 'name in HR a manager whom HR has',
  find: (facts) =>
    atWork(facts).flatMap((each) => {
      const { id, manager } = each.value;
      if (manager === undefined || manager === id || facts.hasRow(manager)) return [];
      return [ofRow(each, `\`hr:${id}\` has manager \`hr:${manager}\`, whom HR does not have`)];
    }),
};
