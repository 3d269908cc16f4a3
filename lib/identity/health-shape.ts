import { z } from 'zod';
import { shapeOf, type Printed } from '../kernel/index.js';
import { shapes } from '../model/index.js';
import type { FeedHealth, IdentityReport, TouchingFinding } from './health.js';
import { findingMembers } from './shape.js';

const { count, fault, instant, principal, text } = shapes;

const health = shapeOf<Printed<FeedHealth>>()(
  z.object({
    source: z.enum(['hr', 'directory', 'delegations', 'events']),
    state: z.enum(['fit', 'refused', 'unavailable']),
    generatedAt: instant.exactOptional(),
    observedAt: instant.exactOptional(),
    rows: count.exactOptional(),
    age: count.exactOptional(),
    faults: z.array(fault),
  }),
);

const finding = shapeOf<TouchingFinding>()(
  z.object({
    ...findingMembers,
    grants: z.array(z.object({ principal, package: text, asset: text })),
  }),
);

/** The health of the identity feeds: `writ identity check --json`. */
export const identityCheckDocument = shapeOf<Printed<IdentityReport>>()(
  z.object({
    schema: z.literal('writ.identity-check/1'),
    at: instant,
    verdict: z.enum(['clean', 'findings', 'refused', 'unavailable']),
    feeds: z.array(health),
    findings: z.array(finding).exactOptional(),
    grantsOf: instant.exactOptional(),
  }),
);
