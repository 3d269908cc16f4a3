import { z } from 'zod';
import { shapeOf } from '../kernel/index.js';
import { shapes } from '../model/index.js';
import type { Binding } from './binding.js';

const { count, digest, text } = shapes;

/** What ties a planned stack to what was reviewed: `binding.json` of a bundle. */
export const bindingDocument = shapeOf<shapes.DeclaredShape<Binding>>()(
  z.object({
    schema: z.literal('writ.binding/1'),
    stack: text,
    manifest: digest,
    planFile: digest,
    configuration: digest,
    lock: digest,
    plan: digest,
    tool: z.object({ tool: z.enum(['terraform', 'opentofu']), version: text, digest }),
    providers: z.array(z.object({ source: text, version: text, hashes: z.array(text) })),
    arguments: z.array(z.array(text)),
    backend: z.object({
      kind: z.enum(['local', 's3', 'cloud']),
      settings: z.record(z.string(), z.string()),
      workspace: text,
    }),
    state: z.object({ lineage: z.string(), serial: count }),
    credential: z.object({
      account: text,
      region: z.exactOptional(text),
      identity: z.exactOptional(text),
    }),
    endpoint: z.exactOptional(text),
  }),
);
