import { FORGE_SOURCE } from '../compose.js';
import { hasLeft } from '../employment.js';
import { approversOf, declaredFinding } from './declared.js';
import type { IdentityCheck } from './check.js';

/** No review at the forge could be an approver's. That a login is mapped twice is `login-repeated` or `several-accounts`. */
export const forgeLoginUnmapped: IdentityCheck = {
  over: 'declarations',
  severity: 'escalate',
  against: ['approver'],
  about: 'A declared approver has no one login at the forge.',
  remedy: `give the directory feed the one \`${FORGE_SOURCE}\` account of the approver`,
  find: (facts) => {
    const approvers = approversOf(facts);
    return facts.identity.people.flatMap((each) => {
      const teams = approvers.get(each.id);
      if (!teams || each.forgeLogin !== undefined || hasLeft(each, facts.identity.asOf)) return [];
      const count = each.accounts.filter(({ source }) => source === FORGE_SOURCE).length;
      const what = count === 0 ? 'no login' : `${count} logins`;
      return [
        declaredFinding(
          `hr:${each.id}`,
          `\`hr:${each.id}\` approves for ${teams.join(', ')} and has ${what} at the forge`,
        ),
      ];
    });
  },
};
