import { z } from 'zod';
import { shapeOf } from '../kernel/index.js';
import { shapes } from '../model/index.js';
import type { PlanReport } from './plan.js';

const { count, digest, fault, text } = shapes;
const of = { stack: text, provider: z.enum(['aws', 'okta']), wave: count };

/** What became of each stack: `writ plan --json`. */
export const planDocument = shapeOf<shapes.DeclaredShape<PlanReport>>()(
  z.object({
    schema: z.literal('writ.plan/1'),
    manifest: digest,
    out: text,
    shards: z.array(
      z.discriminatedUnion('state', [
        z.object({
          ...of,
          state: z.literal('planned'),
          binding: digest,
          plan: digest,
          toDo: z.array(
            z.object({ address: text, action: z.enum(['create', 'update', 'delete', 'replace']) }),
          ),
          lockReviewed: z.boolean(),
        }),
        z.object({
          ...of,
          state: z.literal('refused'),
          refusals: z.array(z.object({ code: text, message: text, at: z.exactOptional(text), remedy: text })),
        }),
        z.object({ ...of, state: z.literal('failed'), error: fault }),
        z.object({ ...of, state: z.literal('waits'), for: z.array(text) }),
      ]),
    ),
  }),
);
