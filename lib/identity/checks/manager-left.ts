import { leftBecause } from '../employment.js';
import { atWork, ofRow } from './at-work.js';
import type { IdentityCheck } from './check.js';

/** The manager has left: somebody else has to be asked. */
export const managerLeft: IdentityCheck = {
  over: 'feeds',
  severity: 'escalate',
  against: ['subject'],
  about: 'The manager of somebody at work has left.',
  remedy: 'name in HR who manages them now',
  find: (facts) =>
    atWork(facts).flatMap((each) => {
      const { id, manager } = each.value;
      const boss = manager === undefined || manager === id ? undefined : facts.people.get(manager);
      const left = boss && leftBecause(boss.value, facts.asOf);
      if (left === undefined) return [];
      return [ofRow(each, `the manager \`hr:${manager}\` of \`hr:${id}\` is gone: ${left}`)];
    }),
};
