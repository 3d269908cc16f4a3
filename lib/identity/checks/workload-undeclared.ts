import { declaredFinding } from './declared.js';
import type { IdentityCheck } from './check.js';

/** The directory knows a workload that nobody declares: no owner, no purpose, no end. */
export const workloadUndeclared: IdentityCheck = {
  over: 'declarations',
  severity: 'refuse',
  against: ['subject'],
  about: 'The directory has an account of a workload that is not declared.',
  remedy: 'declare the workload with owner, purpose, binding and end, or remove its account',
  find: ({ identity, catalogue }) => {
    const declared = new Set<string>(catalogue.workloads.map(({ id }) => id));
    return identity.workloads
      .filter(({ id }) => !declared.has(id))
      .map(({ id }) =>
        declaredFinding(`workload:${id}`, `the directory has \`workload:${id}\`, which is not declared`),
      );
  },
};
