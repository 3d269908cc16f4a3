import { z } from 'zod';
import { digest, edgeId, instant } from './parts.js';

const edgeView = z.object({
  id: edgeId,
  says: z.string(),
  carriedBy: z.string(),
  live: z.enum(['not-asked', 'live', 'absent', 'unreadable']),
});

/** `writ show … --json`. */
export const showDocument = z.object({
  schema: z.literal('writ.show/1'),
  what: z.enum(['grant', 'principal', 'package']),
  id: z.string(),
  title: z.string(),
  at: instant,
  manifest: digest,
  about: z.array(z.object({ label: z.string(), text: z.string() })),
  package: z.looseObject({ id: z.string(), title: z.string() }).optional(),
  grants: z.array(
    z.object({
      principal: z.string(),
      name: z.string(),
      package: z.string(),
      title: z.string(),
      asset: z.string(),
      gives: z.string(),
      bases: z.array(
        z.object({
          basis: z.string(),
          start: instant,
          end: z.union([instant, z.literal('standing')]),
          state: z.enum(['upcoming', 'open', 'ended']),
        }),
      ),
      edges: z.array(edgeView),
    }),
  ),
  ended: z.array(
    z.object({
      principal: z.string(),
      name: z.string(),
      package: z.string(),
      asset: z.string(),
      basis: z.string(),
      endedAt: instant,
      why: z.string(),
      edges: z.array(edgeView),
    }),
  ),
  unwanted: z.array(z.string()),
  complete: z.boolean(),
});
