import { z } from 'zod';
import { driftDocument, findingId, revertPlan } from '../drift/index.js';
import { shapeOf, type Printed } from '../kernel/index.js';
import { shapes } from '../model/index.js';
import type { ActorTold, LineResult, RevertResult, TargetResult } from './revert-result.js';

const { fault, instant, text } = shapes;

const target = shapeOf<TargetResult>()(
  z.object({ gives: text, state: z.enum(['ended', 'still-active', 'spread', 'unknown']), detail: text }),
);

const line = shapeOf<LineResult>()(
  z.object({
    id: findingId,
    gives: text,
    state: z.enum(['revoked', 'failed', 'stuck', 'still-live', 'spread', 'not-attempted']),
    detail: text,
    targets: z.array(target),
  }),
);

const actor = shapeOf<ActorTold>()(
  z.union([
    z.object({ state: z.literal('known'), who: text }),
    z.object({ state: z.enum(['nobody', 'unknown']), why: text }),
  ]),
);

/** The whole of a revert run: `writ revert --json`. */
export const revertDocument = shapeOf<Printed<RevertResult>>()(
  z.object({
    schema: z.literal('writ.revert/1'),
    run: text,
    at: instant,
    overall: z.enum([
      'nothing',
      'remains',
      'dry-run',
      'done',
      'held',
      'partial',
      'incomplete',
      'interrupted',
    ]),
    actor,
    drift: driftDocument,
    plan: revertPlan,
    resumed: z.array(line),
    results: z.array(line),
    stillActive: z.array(text),
    stopped: fault.exactOptional(),
  }),
);
