import { leftBecause } from '../employment.js';
import { approversOf, declaredFinding } from './declared.js';
import type { IdentityCheck } from './check.js';

/** A declared approver has left; their seat is empty whatever the list says. */
export const approverLeft: IdentityCheck = {
  over: 'declarations',
  severity: 'refuse',
  against: ['approver'],
  about: 'A declared approver has left.',
  remedy: 'name somebody at work as approver of the team',
  find: (facts) => {
    const approvers = approversOf(facts);
    return facts.identity.people.flatMap((each) => {
      const teams = approvers.get(each.id);
      const left = teams && leftBecause(each, facts.identity.asOf);
      if (!teams || left === undefined) return [];
      const message = `\`hr:${each.id}\` approves for ${teams.join(', ')} and is gone: ${left}`;
      return [declaredFinding(`hr:${each.id}`, message)];
    });
  },
};
