import { employmentAt } from '../employment.js';
import { approversOf, declaredFinding, managersOf } from './declared.js';
import type { IdentityCheck } from './check.js';

/** Who has to approve is on leave: somebody else has to be asked. */
export const approverOnLeave: IdentityCheck = {
  over: 'declarations',
  severity: 'escalate',
  against: ['approver'],
  about: 'A declared approver, or a manager of somebody at work, is on leave.',
  remedy: 'name another approver, or record a delegation for the time',
  find: (facts) => {
    const approvers = approversOf(facts);
    const managers = managersOf(facts);
    return facts.identity.people.flatMap((each) => {
      const teams = approvers.get(each.id) ?? [];
      if (teams.length === 0 && !managers.has(each.id)) return [];
      if (employmentAt(each, facts.identity.asOf).state !== 'on-leave') return [];
      const what = teams.length > 0 ? `approves for ${teams.join(', ')}` : 'manages people at work';
      return [declaredFinding(`hr:${each.id}`, `\`hr:${each.id}\` ${what} and is on leave`)];
    });
  },
};
