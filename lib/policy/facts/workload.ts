import type { Instant } from '../../kernel/index.js';
import type { Catalogue, WorkloadDeclaration } from '../../manifest/index.js';
import type { IdentityLinks } from '../../identity/index.js';
import { workload } from '../../model/index.js';
import { isAtWork, minutesUntil } from './person.js';
import type { WorkloadFacts } from './tables.js';

/** The facts of a workload: as declared, whether the directory has it, and whether anybody answers for it today. */
export function workloadFacts(
  declared: WorkloadDeclaration,
  ground: { catalogue: Catalogue; links: IdentityLinks; at: Instant },
): WorkloadFacts {
  return {
    program: declared.kind,
    ownerAtWork: isTeamAtWork(declared.owner, ground),
    inventoried: ground.links.accountsOf(workload(declared.id)).length > 0,
    lifetimeMinutes: minutesUntil(declared.expires, ground.at),
    purpose: declared.purpose,
  };
}

/** Whether any approver of a team is at work. */
export function isTeamAtWork(
  name: string,
  { catalogue, links, at }: { catalogue: Catalogue; links: Pick<IdentityLinks, 'personOf'>; at: Instant },
): boolean {
  const team = catalogue.teams.find((each) => each.name === name);
  return (team?.approvers ?? []).some((id) => isAtWork(links.personOf(id), at));
}
