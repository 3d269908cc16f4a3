import { z } from 'zod';
import { RAILS } from '../../drift/index.js';
import { driftDocument, finding } from './drift.js';
import { edgeId, fault, instant } from './parts.js';

const line = z.object({
  id: edgeId,
  gives: z.string(),
  state: z.enum(['revoked', 'failed', 'stuck', 'still-live', 'spread', 'not-attempted']),
  detail: z.string(),
  targets: z.array(
    z.object({
      gives: z.string(),
      state: z.enum(['ended', 'still-active', 'spread', 'unknown']),
      detail: z.string(),
    }),
  ),
});

/** `writ revert --json`. */
export const revertDocument = z.object({
  schema: z.literal('writ.revert/1'),
  run: z.string(),
  at: instant,
  overall: z.enum(['nothing', 'remains', 'dry-run', 'done', 'held', 'partial', 'incomplete', 'interrupted']),
  actor: z.union([
    z.object({ state: z.literal('known'), who: z.string() }),
    z.object({ state: z.enum(['nobody', 'unknown']), why: z.string() }),
  ]),
  drift: driftDocument,
  plan: z.object({
    schema: z.literal('writ.revert-plan/1'),
    at: instant,
    confirmed: z.boolean(),
    lines: z.array(
      z.object({
        finding,
        action: z.enum(['revoke', 'detach', 're-provision']),
        verdict: z.union([
          z.object({ state: z.literal('go') }),
          z.object({ state: z.literal('held'), rail: z.enum(RAILS.map(({ id }) => id)), why: z.string() }),
        ]),
      }),
    ),
  }),
  resumed: z.array(line),
  results: z.array(line),
  stillActive: z.array(z.string()),
  stopped: fault.optional(),
});
