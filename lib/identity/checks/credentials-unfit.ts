import type { IdentityCheck } from './check.js';

/** A configured feed of credentials that is unfit says of no workload that its credentials were rotated in time. */
export const credentialsUnfit = {
  over: 'declarations',
  severity: 'refuse',
  against: ['subject'],
  about:
    'The feed of credentials is configured and unfit: whether a workload rotates in time cannot be told.',
  remedy: 'export the credentials and their manifest again, together and whole',
  find: ({ identity: { credentials }, catalogue: { workloads } }) =>
    credentials && 'unfit' in credentials && workloads.length > 0
      ? [
          {
            feed: 'credentials',
            lines: [],
            about: workloads.map(({ id }) => `workload:${id}`),
            message: credentials.unfit.message,
          },
        ]
      : [],
} as const satisfies IdentityCheck;
