import { z } from 'zod';

/** RFC 3339 in UTC with milliseconds. */
export const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
export const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
export const count = z.int().nonnegative();
/** 16 hex digits of the key's SHA-256. */
export const edgeId = z.string().regex(/^[0-9a-f]{16}$/);

const ref = z.object({
  kind: z.string(),
  name: z.string(),
  /** Set on a live object that its name does not stand for. */
  native: z.string().optional(),
  source: z.string(),
});
export const principal = z.object({ kind: z.enum(['person', 'workload']), id: z.string() });
const unlinked = z.object({ kind: z.literal('unlinked'), native: z.string(), source: z.string() });
const assignment = z.object({ kind: z.literal('aws.assignment'), account: z.string(), set: ref });

/** A live account that nobody is known to be behind. */
export const reachedAccount = unlinked.extend({ login: z.string().optional() });

export const edge = z.object({
  holder: z.union([principal, unlinked, ref]),
  target: z.union([assignment, ref]),
});

export const liveEdge = z.object({
  edge,
  native: z.object({ id: z.string().optional(), holder: z.string(), target: z.string() }),
  cause: z.union([
    z.object({ by: z.enum(['direct', 'service']) }),
    z.object({ by: z.literal('push'), upstream: edge }),
    z.object({ by: z.literal('rule'), rule: z.string() }),
    z.object({
      by: z.literal('not-told'),
      doubt: z.union([
        z.object({ of: z.literal('rule'), rules: z.array(z.string()) }),
        z.object({ of: z.literal('push'), source: z.string() }),
      ]),
    }),
  ]),
});

/** A fault, as every command prints it. */
export const fault = z.object({
  code: z.string(),
  source: z.enum(['user', 'system', 'provider']),
  message: z.string(),
  remedy: z.string(),
  place: z.object({ file: z.string(), line: count, column: count, path: z.string() }).partial().optional(),
  candidates: z.array(z.string()).optional(),
  get faults() {
    return z.array(fault).optional();
  },
});

export const part = z.object({
  part: z.enum(['listing', 'group', 'set', 'content', 'pair']),
  of: z.string().optional(),
  group: z.string().optional(),
  set: z.string().optional(),
  name: z.string().optional(),
  account: z.string().optional(),
});

/** How whole a source's sweep is. */
export const completeness = z.object({
  source: z.string(),
  complete: z.boolean(),
  listed: count,
  answered: count,
  failures: z.array(z.object({ part, error: fault })),
  startedAt: instant,
  endedAt: instant,
  calls: count,
});
