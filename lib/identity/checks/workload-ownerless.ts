import { hasLeft } from '../employment.js';
import { declaredFinding } from './declared.js';
import type { IdentityCheck } from './check.js';

/** Nobody of the team that owns a workload is at work: nobody answers for it. */
export const workloadOwnerless: IdentityCheck = {
  over: 'declarations',
  severity: 'refuse',
  against: ['subject'],
  about: 'Nobody of the team that owns a workload is at work.',
  remedy: 'give the workload a team with somebody at work, or remove it',
  find: ({ identity, catalogue: { teams, workloads } }) => {
    const present = new Set<string>(
      identity.people.filter((each) => !hasLeft(each, identity.asOf)).map(({ id }) => id),
    );
    const alive = new Set(
      teams.filter(({ approvers }) => approvers.some((id) => present.has(id))).map(({ name }) => name),
    );
    return workloads
      .filter(({ owner }) => !alive.has(owner))
      .map(({ id, owner }) =>
        declaredFinding(
          `workload:${id}`,
          `\`workload:${id}\` belongs to ${owner}, of whom nobody is at work`,
        ),
      );
  },
};
