import { z } from 'zod';
import { shapeOf } from '../../kernel/index.js';
import type { Cause, Doubt, LiveEdge, NativeEdge } from '../edge.js';
import { tryEdge } from '../kinds/index.js';
import type { Edge, EdgeKind, Ends, Target, TargetOf } from '../kinds/kinds.js';
import type { Principal, Unlinked } from '../principal.js';
import { accountId, sourceId, text, workerId, workloadId } from './forms.js';
import { DECLARED, declaredGroup, group, LIVE, type DeclaredShape } from './objects.js';

export const principal = shapeOf<Principal>()(
  z.union([
    z.strictObject({ kind: z.literal('person'), id: workerId }),
    z.strictObject({ kind: z.literal('workload'), id: workloadId }),
  ]),
);

const unlinkedObject = z.strictObject({ kind: z.literal('unlinked'), native: text, source: sourceId });
export const unlinked = shapeOf<Unlinked>()(unlinkedObject);

/** What an edge of each kind gives, as declarations have it. */
const DECLARED_TARGETS: { readonly [K in EdgeKind]: z.ZodType<DeclaredShape<TargetOf<K>>> } = {
  'okta.group-membership': DECLARED['okta.group'],
  'aws.group-membership': DECLARED['aws.group'],
  'aws.assignment': shapeOf<DeclaredShape<TargetOf<'aws.assignment'>>>()(
    z.strictObject({
      kind: z.literal('aws.assignment'),
      account: accountId,
      set: DECLARED['aws.permission-set'],
    }),
  ),
  'okta.app-assignment': DECLARED['okta.app'],
};

/** What an edge of each kind gives. */
const TARGETS: { readonly [K in EdgeKind]: z.ZodType<TargetOf<K>> } = {
  'okta.group-membership': LIVE['okta.group'],
  'aws.group-membership': LIVE['aws.group'],
  'aws.assignment': shapeOf<TargetOf<'aws.assignment'>>()(
    z.strictObject({
      kind: z.literal('aws.assignment'),
      account: accountId,
      set: LIVE['aws.permission-set'],
    }),
  ),
  'okta.app-assignment': LIVE['okta.app'],
};

export const declaredTarget = shapeOf<DeclaredShape<Target>>()(z.union(Object.values(DECLARED_TARGETS)));
export const target = shapeOf<Target>()(z.union(Object.values(TARGETS)));

/** Only principals and groups are ever wanted as holders, and only what their kind admits. */
export const declaredEdge = shapeOf<DeclaredShape<Ends>>()(
  z.strictObject({ holder: z.union([principal, declaredGroup]), target: declaredTarget }),
).refine(isEdge, 'has a holder that cannot hold this') as unknown as z.ZodType<DeclaredShape<Edge>>;

/** An edge as it may be live: its ends may be known by native id alone. */
export const edge = shapeOf<Ends>()(z.strictObject({ holder: z.union([principal, unlinked, group]), target }))
  .refine(isEdge, 'has a holder that cannot hold this')
  .meta({ id: 'edge' }) as unknown as z.ZodType<Edge>;

function isEdge(ends: Ends): boolean {
  return tryEdge(ends) !== undefined;
}

const doubt = shapeOf<Doubt>()(
  z.union([
    z.strictObject({ of: z.literal('rule'), rules: z.array(text) }),
    z.strictObject({ of: z.literal('push'), source: sourceId }),
  ]),
);

const cause = shapeOf<Cause>()(
  z.union([
    z.strictObject({ by: z.literal('direct') }),
    z.strictObject({ by: z.literal('service') }),
    z.strictObject({ by: z.literal('push'), upstream: edge }),
    z.strictObject({ by: z.literal('rule'), rule: text }),
    z.strictObject({ by: z.literal('not-told'), doubt }),
  ]),
);

const native = shapeOf<NativeEdge>()(
  z.strictObject({ id: text.exactOptional(), holder: text, target: text }),
);

export const liveEdge = shapeOf<LiveEdge>()(z.strictObject({ edge, native, cause })).meta({
  id: 'live-edge',
});
