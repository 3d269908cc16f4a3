import { sortedTexts } from '../../kernel/index.js';
import { declaredFinding } from './declared.js';
import type { IdentityCheck } from './check.js';

/** One id is a person's in HR and a workload's elsewhere: rules for the one would be passed as the other. */
export const principalKind: IdentityCheck = {
  over: 'declarations',
  severity: 'refuse',
  against: ['subject', 'approver'],
  about: 'One id stands for a person in one place and for a workload in another.',
  remedy: 'give the workload an id that no person has, in declarations and directory',
  find: ({ identity: { people, doubted = [], workloads }, catalogue }) => {
    const ofPeople = new Set<string>([...people, ...doubted].map(({ id }) => id));
    const ids = sortedTexts<string>([...workloads, ...catalogue.workloads].map(({ id }) => id));
    return ids
      .filter((id) => ofPeople.has(id))
      .map((id) => ({
        ...declaredFinding(`hr:${id}`, `\`${id}\` is a person in HR, and a workload elsewhere`),
        about: [`hr:${id}`, `workload:${id}`],
      }));
  },
};
