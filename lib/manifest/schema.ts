import { z } from 'zod';
import { shapeOf } from '../kernel/index.js';
import { shapes } from '../model/index.js';
import type { BirthrightRule, HeldBirthright } from './birthright.js';
import { catalogueSchema, holderClass, jobRule } from './catalogue-schema.js';
import {
  MANIFEST_SCHEMA,
  type Carriage,
  type HeldGrant,
  type Manifest,
  type ManifestInputs,
  type OmittedTicket,
  type Provenance,
  type Reason,
  type Shard,
  type UnplacedGrant,
} from './manifest.js';

const {
  basis,
  code,
  count,
  declaredEdge,
  declaredTarget,
  digest,
  edgeId,
  instant,
  list,
  principal,
  standing,
  text,
  window,
} = shapes;

const reason = shapeOf<Reason>()(z.strictObject({ code, message: text, remedy: text }));

const carriage = shapeOf<Carriage>()(
  z.union([
    z.strictObject({
      by: z.literal('terraform'),
      stack: text,
      address: text,
      slot: z.union([z.literal('resource'), z.strictObject({ attribute: text, element: text })]),
    }),
    z.strictObject({ by: z.literal('push'), upstream: edgeId }),
    z.strictObject({ by: z.literal('external'), owner: text }),
  ]),
);

/** The package and asset that an edge is wanted for. */
export const provenance = shapeOf<Provenance>()(
  z.strictObject({ package: text, asset: text, standing: standing.exactOptional() }),
);

const wantedEdge = z.strictObject({
  id: edgeId,
  edge: declaredEdge,
  role: z.enum(['structure', 'holding', 'pushed']),
  window,
  because: list(provenance),
  carriage,
});

const via = z.array(z.strictObject({ id: edgeId, edge: declaredEdge }));

const grant = z.strictObject({
  principal,
  package: text,
  asset: text,
  entitlement: declaredTarget,
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
  via,
});

export const omitted = shapeOf<OmittedTicket>()(
  z.strictObject({
    ticket: text,
    file: text,
    state: z.enum(['invalid', 'undecided', 'denied', 'quarantined', 'upcoming', 'ended']),
    digest: digest.exactOptional(),
    edges: z.array(edgeId).exactOptional(),
    reasons: z.array(reason),
  }),
);

export const unplaced = shapeOf<UnplacedGrant>()(
  z.strictObject({ principal, package: text, asset: text, basis, reason }),
);

export const held = shapeOf<shapes.DeclaredShape<HeldGrant>>()(
  z.strictObject({ principal, package: text, asset: text, basis, window, via, reason }),
);

/** What people have without asking for it. */
export const birthright = shapeOf<BirthrightRule>()(
  z.strictObject({
    jobFunction: text,
    package: text,
    asset: text,
    when: jobRule,
    holders: list(holderClass),
    reach: z.record(text, digest),
  }),
);

export const heldBack = shapeOf<HeldBirthright>()(
  z.strictObject({
    jobFunction: text,
    package: text,
    asset: text,
    content: digest,
    targets: z.array(text),
    reason,
  }),
);

/** The name of a stack, which is also that of its folder. */
const stack = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/, 'is not the name of a stack');

export const shard = shapeOf<Shard>()(
  z.strictObject({
    stack,
    kind: z.enum(['structure', 'standing', 'ticketed']),
    provider: z.enum(['aws', 'okta']),
    resources: count,
    edges: count,
    digest,
  }),
);

const cdktfStack = z.strictObject({
  name: text,
  constructPath: text,
  workingDirectory: text,
  synthesizedStackPath: text,
  annotations: z.array(z.never()),
  dependencies: z.array(text),
});

export const manifestInputs = shapeOf<ManifestInputs>()(
  z.strictObject({
    declarations: digest,
    tickets: digest,
    identity: digest,
    decisions: digest,
    tombstones: digest,
    birthrights: digest.exactOptional(),
  }),
);

/** The shape of a manifest; published as JSON Schema. Unknown members are refused, since nobody would judge them. */
export const manifestSchema = shapeOf<shapes.DeclaredShape<Manifest>>()(
  z.strictObject({
    schema: z.literal(MANIFEST_SCHEMA),
    asOf: instant,
    inputs: manifestInputs,
    catalogue: catalogueSchema,
    declared: catalogueSchema.exactOptional(),
    birthrights: z.array(birthright).exactOptional(),
    heldBack: z.array(heldBack).exactOptional(),
    edges: z.array(wantedEdge),
    grants: z.array(grant),
    ended: z.array(ended),
    omitted: z.array(omitted),
    unplaced: z.array(unplaced).exactOptional(),
    held: z.array(held).exactOptional(),
    shards: z.array(shard),
    version: text.exactOptional(),
    stacks: z.record(text, cdktfStack).exactOptional(),
  }),
);
