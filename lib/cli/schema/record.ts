import { z } from 'zod';
import { count, digest, instant } from './parts.js';

const stage = z.enum([
  'intake',
  'classification',
  'decision',
  'approval',
  'change',
  'verification',
  'end',
  'end-verification',
]);
const window = z.object({ start: instant, end: z.union([z.literal('standing'), instant]) });
const principal = z.object({ kind: z.enum(['person', 'workload']), id: z.string() });

const completeness = z.object({
  ticket: z.string(),
  state: z.enum(['open', 'closed']),
  complete: z.boolean(),
  stages: z.record(stage, z.enum(['there', 'missing', 'awaited', 'not-needed'])),
  missing: z.array(stage),
  faults: z.array(z.object({ code: z.string(), stage: z.string(), why: z.string() })),
});

/** `writ explain --json`. */
export const explainDocument = z.object({
  schema: z.literal('writ.explain/1'),
  subject: z.union([
    z.object({ what: z.literal('ticket'), ticket: z.string() }),
    z.object({ what: z.literal('holding'), principal: z.string(), package: z.string() }),
    z.object({ what: z.literal('edge'), edge: z.string() }),
  ]),
  at: instant,
  tickets: z.array(
    z.object({
      ticket: z.string(),
      principal: z.string(),
      package: z.string(),
      asset: z.string(),
      outcome: z.string(),
      approvers: z.array(z.string()),
      seats: z.array(z.object({ approver: z.string(), role: z.string() })).optional(),
      policy: digest.optional(),
      rules: z.array(z.string()),
      reasons: z.array(z.string()),
      decidedAt: instant.optional(),
      end: z.union([
        z.object({ state: z.literal('ended'), at: instant, verifiedAt: instant }),
        z.object({ state: z.literal('unproven'), at: instant }),
        z.object({ state: z.literal('still-active'), until: z.string() }),
        z.object({ state: z.literal('not-granted') }),
      ]),
      evidence: completeness,
    }),
  ),
  wanted: z.array(
    z.object({
      principal,
      package: z.string(),
      asset: z.string(),
      basis: z.looseObject({ kind: z.string() }),
      ticket: z.string().optional(),
      window,
      edges: z.array(z.string()),
      why: z.string().optional(),
    }),
  ),
  timeline: z.array(
    z.object({ seq: count, digest, recordedAt: instant, kind: z.string(), says: z.string() }),
  ),
});

/** `writ who --json`. */
export const whoDocument = z.object({
  schema: z.literal('writ.who/1'),
  at: instant,
  asset: z.string().optional(),
  judgedAt: instant,
  complete: z.boolean(),
  holdings: z.array(
    z.object({
      holder: z.looseObject({ kind: z.enum(['person', 'workload', 'unlinked']) }),
      target: z.looseObject({ kind: z.string() }),
      via: z.array(z.string()),
      assets: z.array(z.string()),
      because: z.array(z.string()),
    }),
  ),
});
