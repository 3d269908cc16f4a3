import { atWork, ofRow } from './at-work.js';
import type { IdentityCheck } from './check.js';

/** Somebody is the own manager, and would agree to the own access. */
export const managerSelf: IdentityCheck = {
  over: 'feeds',
  severity: 'refuse',
  against: ['subject'],
  about: 'A row names its own person as manager.',
  remedy: 'name another manager in HR; who has none by right leaves the field empty',
  find: (facts) =>
    atWork(facts)
      .filter(({ value }) => value.manager === value.id)
      .map((each) => ofRow(each, `\`hr:${each.value.id}\` is named as the own manager`)),
};
