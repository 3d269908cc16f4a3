import { counted, isList } from '../../kernel/index.js';
import type { GovernanceDeclaration, TeamDeclaration } from '../../manifest/index.js';
import type { WorkerId } from '../../model/index.js';
import type { Faults } from '../faults.js';
import type { GovernanceProps } from '../governance.js';
import type { Organization } from '../organization.js';
import { workerIds } from './accounts.js';

/** The least that may decide: nobody changes alone what everybody is judged by. */
const LEAST = 2;

/** Who decides on governance changes; undefined where nobody is declared. */
export function governanceDeclaration(
  organization: Organization,
  teams: readonly TeamDeclaration[],
  faults: Faults,
): GovernanceDeclaration | undefined {
  const { governance } = organization;
  if (!governance) return undefined;
  const { required = LEAST, governors: named } = governance;
  if (!Number.isInteger(required) || required < LEAST) {
    faults.add(organization, {
      what: `\`governance.required\` is \`${String(required)}\`; a whole number from ${LEAST} up is allowed`,
      remedy: 'name how many governors have to approve',
    });
    return undefined;
  }
  const people = peopleOf(named, organization, teams, faults);
  if (!people) return undefined;
  const governors = [...new Set(people)];
  if (isList(governors) && governors.length >= required)
    return { governors, ...('team' in named ? { team: named.team } : {}), required };
  faults.add(organization, {
    what: `\`governance.governors\` names ${counted(governors.length, 'person', 'people')}; ${required} or more are allowed`,
    remedy: 'name one more than have to approve, so that who opens a change is not missed',
  });
  return undefined;
}

function peopleOf(
  named: GovernanceProps['governors'],
  organization: Organization,
  teams: readonly TeamDeclaration[],
  faults: Faults,
): readonly WorkerId[] | undefined {
  if (!('team' in named)) return workerIds(named, 'governor', organization, faults);
  const team = teams.find(({ name }) => name === named.team);
  if (team) return team.approvers;
  faults.add(organization, {
    what: `\`governance.governors\` names team \`${named.team}\`, which is not declared`,
    remedy: 'name a declared team, or people by their HR worker id',
  });
  return undefined;
}
