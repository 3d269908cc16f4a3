import { z } from 'zod';
import { count, digest, fault, instant } from './parts.js';

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
