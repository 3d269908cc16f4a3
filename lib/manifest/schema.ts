import { z } from 'zod';
import { catalogueSchema } from './catalogue-schema.js';
import { MANIFEST_SCHEMA, type Carriage, type Manifest, type Reason } from './manifest.js';
import {
  basis,
  code,
  digestText,
  edge,
  edgeId,
  instant,
  list,
  principal,
  standing,
  target,
  text,
  window,
} from './schema-parts.js';

const reason: z.ZodType<Reason> = z.strictObject({ code, message: text, remedy: text });

const carriage: z.ZodType<Carriage> = z.union([
  z.strictObject({
    by: z.literal('terraform'),
    stack: text,
    address: text,
    slot: z.union([z.literal('resource'), z.strictObject({ attribute: text, element: text })]),
  }),
  z.strictObject({ by: z.literal('push'), upstream: edgeId }),
  z.strictObject({ by: z.literal('external'), owner: text }),
]);

const wantedEdge = z.strictObject({
  id: edgeId,
  edge,
  role: z.enum(['structure', 'holding', 'pushed']),
  window,
  because: list(z.strictObject({ package: text, asset: text, standing: z.exactOptional(standing) })),
  carriage,
});

const grant = z.strictObject({
  principal,
  package: text,
  asset: text,
  entitlement: target,
  via: list(edgeId),
  bases: list(standing),
});

const ended = z.strictObject({
  principal,
  package: text,
  asset: text,
  basis,
  window,
  endedAt: instant,
  why: z.enum(['window', 'trigger', 'removal', 'left', 'tombstone']),
  via: z.array(z.strictObject({ id: edgeId, edge })),
});

const omitted = z.strictObject({
  ticket: text,
  file: text,
  state: z.enum(['invalid', 'undecided', 'denied', 'quarantined', 'upcoming', 'ended']),
  digest: z.exactOptional(digestText),
  edges: z.exactOptional(z.array(edgeId)),
  reasons: z.array(reason),
});

/** The name of a stack, which is also that of its folder. */
const stack = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/, 'is not the name of a stack');

const shard = z.strictObject({
  stack,
  kind: z.enum(['structure', 'standing', 'ticketed']),
  provider: z.enum(['aws', 'okta']),
  resources: z.number().int().nonnegative(),
  edges: z.number().int().nonnegative(),
  digest: digestText,
});

const cdktfStack = z.strictObject({
  name: text,
  constructPath: text,
  workingDirectory: text,
  synthesizedStackPath: text,
  annotations: z.array(z.never()),
  dependencies: z.array(text),
});

/** The shape of a manifest; published as JSON Schema. Unknown members are refused, since nobody would judge them. */
export const manifestSchema: z.ZodType<Manifest> = z.strictObject({
  schema: z.literal(MANIFEST_SCHEMA),
  asOf: instant,
  inputs: z.strictObject({
    declarations: digestText,
    tickets: digestText,
    identity: digestText,
    decisions: digestText,
    tombstones: digestText,
  }),
  catalogue: catalogueSchema,
  edges: z.array(wantedEdge),
  grants: z.array(grant),
  ended: z.array(ended),
  omitted: z.array(omitted),
  unplaced: z.exactOptional(
    z.array(z.strictObject({ principal, package: text, asset: text, basis, reason })),
  ),
  held: z.exactOptional(
    z.array(
      z.strictObject({
        principal,
        package: text,
        asset: text,
        basis,
        window,
        via: z.array(z.strictObject({ id: edgeId, edge })),
        reason,
      }),
    ),
  ),
  shards: z.array(shard),
  version: z.exactOptional(text),
  stacks: z.exactOptional(z.record(text, cdktfStack)),
});
