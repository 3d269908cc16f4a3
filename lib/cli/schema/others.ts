import { z } from 'zod';
import { count, digest, edge, fault, instant, principal } from './parts.js';

const reason = z.object({ code: z.string(), message: z.string(), remedy: z.string() });
const basis = z.looseObject({ kind: z.string() });
const window = z.object({ start: instant, end: z.union([z.literal('standing'), instant]) });

/** What every command prints with `--json` when it fails. */
export const errorDocument = z.object({ schema: z.literal('writ.error/1'), error: fault });

/** `writ synth --json`. */
export const synthDocument = z.object({
  schema: z.literal('writ.synth/1'),
  asOf: instant,
  out: z.string(),
  manifest: z.string(),
  digest,
  organization: z.string(),
  edges: count,
  grants: count,
  ended: count,
  shards: z.array(
    z.object({
      stack: z.string(),
      kind: z.enum(['structure', 'standing', 'ticketed']),
      provider: z.enum(['aws', 'okta']),
      resources: count,
      edges: count,
      digest,
    }),
  ),
  omitted: z.array(
    z.object({
      ticket: z.string(),
      file: z.string(),
      state: z.enum(['invalid', 'undecided', 'denied', 'quarantined', 'upcoming', 'ended']),
      digest: digest.optional(),
      reasons: z.array(z.object({ code: z.string(), message: z.string(), remedy: z.string() })),
    }),
  ),
  unplaced: z.array(z.object({ principal, package: z.string(), asset: z.string(), basis, reason })),
  held: z.array(
    z.object({
      principal,
      package: z.string(),
      asset: z.string(),
      basis,
      window,
      via: z.array(z.object({ id: z.string(), edge })),
      reason,
    }),
  ),
  identity: z.object({
    findings: z.array(
      z.object({
        check: z.string(),
        severity: z.enum(['refuse', 'warn']),
        feed: z.enum(['hr', 'directory']),
        lines: z.array(count),
        about: z.array(z.string()),
        message: z.string(),
        remedy: z.string(),
      }),
    ),
    doubted: z.array(z.object({ id: z.string(), why: z.string() })),
  }),
  idle: z.array(z.string()),
  inputs: z.record(z.string(), digest),
});

/** `writ sandbox … --json`: where it listens, or what its control plane answered. */
export const sandboxDocument = z.union([
  z.object({
    schema: z.literal('writ.sandbox/1'),
    pid: z.int(),
    aws: z.object({ url: z.url(), region: z.string(), accessKeyId: z.string(), secretAccessKey: z.string() }),
    okta: z.object({ url: z.url(), token: z.string() }),
    control: z.object({ url: z.url() }),
    limits: z.boolean(),
  }),
  z.looseObject({ schema: z.literal('writ.sandbox-answer/1') }),
]);
