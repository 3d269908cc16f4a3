import { z } from 'zod';
import { completeness, count, instant } from './parts.js';

const scanCase = z.object({
  subject: z.string(),
  gives: z.string(),
  why: z.string(),
  privileged: z.boolean(),
});

/** `writ scan --json`. */
export const scanDocument = z.object({
  schema: z.literal('writ.scan/1'),
  at: instant,
  counts: z.record(z.string(), count),
  findings: z.array(
    z.object({
      question: z.enum([
        'privileged-many',
        'held-by-leavers',
        'direct-beside-groups',
        'unexplained',
        'unreadable',
      ]),
      title: z.string(),
      count,
      headline: z.string(),
      cases: z.array(scanCase),
      fix: z.string(),
      doubt: z.string().optional(),
    }),
  ),
  access: z.array(
    z.object({
      permissionSet: z.string(),
      privileged: z.array(z.string()),
      accounts: count,
      people: count,
      direct: count,
      groups: count,
    }),
  ),
  sources: z.array(completeness),
  log: z.object({
    read: z.boolean(),
    from: instant,
    to: instant,
    complete: z.boolean(),
    events: count,
    failures: z.array(z.string()),
  }),
  uncovered: z.array(z.string()),
  verdict: z.enum(['complete', 'incomplete']),
});
