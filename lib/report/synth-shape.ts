import { z } from 'zod';
import { identityFinding } from '../identity/index.js';
import { shapeOf } from '../kernel/index.js';
import { held, heldBack, manifestInputs, omitted, shard, unplaced } from '../manifest/index.js';
import { shapes } from '../model/index.js';
import type { SynthSummary } from './synth.js';

const { count, digest, instant, list, text, workerId } = shapes;

/** What a synthesis came to: `writ synth --json`. */
export const synthDocument = shapeOf<shapes.DeclaredShape<SynthSummary>>()(
  z.object({
    schema: z.literal('writ.synth/1'),
    asOf: instant,
    out: text,
    manifest: text,
    digest,
    organization: text,
    edges: count,
    grants: count,
    ended: count,
    shards: z.array(shard),
    omitted: z.array(omitted),
    unplaced: z.array(unplaced),
    held: z.array(held),
    heldBack: z.array(heldBack),
    unheld: z.literal(true).exactOptional(),
    identity: z.object({
      findings: z.array(identityFinding),
      doubted: z.array(z.object({ id: workerId, why: text })),
    }),
    idle: z.array(text),
    unmatched: z.array(
      z.object({
        jobFunction: text,
        attribute: z.enum(['department', 'jobCode', 'worker']),
        values: list(text),
        meant: z.exactOptional(text),
      }),
    ),
    inputs: manifestInputs,
  }),
);
