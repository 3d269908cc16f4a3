import { z } from 'zod';
import { ambiguity, partFailure, reached, type AuditActor } from '../../inventory/index.js';
import { shapeOf, type Id, type Printed } from '../../kernel/index.js';
import { provenance, scopeMode } from '../../manifest/index.js';
import { allowed, contentChange } from '../../meaning/index.js';
import { shapes } from '../../model/index.js';
import type { Attribution, Finding, FindingSubject } from '../finding.js';
import type { ObservationId } from '../finding-id.js';
import { DRIFT_CLASSES, FINDING_CODES, FOREIGN_REASONS, SEVERITIES } from '../findings/index.js';

const { basis, contentPart, digest, edge, edgeId, group, id, instant, liveEdge, object } = shapes;
const { permissionSet: set, principal, sourceId, text, window } = shapes;

/** The id of what was observed and is no edge; of the form of an edge's. */
export const observationId: z.ZodType<ObservationId> = id<'observation-id'>(
  /^[0-9a-f]{16}$/,
  'an id of 16 hex digits',
);
/** What a finding is known by. */
export const findingId: z.ZodType<Id<'edge-id'> | Id<'observation-id'>> = z.union([edgeId, observationId]);

const subject = shapeOf<Printed<FindingSubject>>()(
  z.discriminatedUnion('what', [
    z.object({ what: z.literal('edge'), id: edgeId, edge, live: liveEdge.exactOptional() }),
    z.object({
      what: z.literal('content'),
      id: observationId,
      set,
      native: text,
      added: z.array(contentPart),
      removed: z.array(contentPart),
    }),
    z.object({
      what: z.literal('provisioning'),
      id: observationId,
      set,
      native: text,
      account: text,
      content: digest,
    }),
    z.object({ what: z.literal('part'), id: observationId, failure: partFailure }),
    z.object({ what: z.literal('name'), id: observationId, ambiguity }),
    z.object({ what: z.literal('push'), id: observationId, from: group, to: group }),
    z.object({
      what: z.literal('rule'),
      id: observationId,
      source: sourceId,
      native: text,
      groups: z.array(group),
    }),
    z.object({
      what: z.literal('policy'),
      id: observationId,
      arn: text,
      published: z.object({ version: text, digest }),
      live: z.object({ version: text, digest }),
      sets: z.array(set),
    }),
    z.object({
      what: z.literal('object'),
      id: observationId,
      ref: object,
      remembered: text.exactOptional(),
      live: text.exactOptional(),
    }),
  ]),
);

const actor = shapeOf<AuditActor>()(
  z.object({
    kind: z.enum([
      'person',
      'role',
      'token',
      'service',
      'rule',
      'root',
      'iam-user',
      'federated',
      'account',
      'unknown',
    ]),
    native: text,
    name: text,
    onBehalfOf: text.exactOptional(),
  }),
);
const told = { event: text, at: instant, ahead: z.number().exactOptional() };
const byHand = { ...told, actor, principal: principal.exactOptional() };

const attribution = shapeOf<Attribution>()(
  z.union([
    z.object({ by: z.literal('pipeline'), ...told }),
    z.object({ by: z.literal('pipeline-without-intent'), actor, ...told }),
    z.object({ by: z.enum(['root', 'iam-user']), ...byHand }),
    z.object({ by: z.literal('person'), ...byHand }),
    z.object({ by: z.enum(['rule', 'service']), actor, ...told }),
    z.object({ by: z.literal('publisher') }),
    z.object({ by: z.literal('unknown'), why: text }),
  ]),
);

/** A finding, as it is printed. */
export const finding = shapeOf<Printed<Finding>>()(
  z.object({
    class: z.enum(DRIFT_CLASSES),
    severity: z.enum(SEVERITIES),
    subject,
    mode: scopeMode,
    code: z.enum(FINDING_CODES),
    reason: z.enum(FOREIGN_REASONS).exactOptional(),
    gives: text,
    because: text,
    cure: text,
    reaches: z.array(reached),
    attribution,
    firstSeen: instant,
    privileged: z.array(text),
    ended: z.object({ basis, window, endedAt: instant }).exactOptional(),
    wanted: z.array(provenance).exactOptional(),
    downstream: z.array(liveEdge).exactOptional(),
    bound: z.enum(['rule', 'upstream', 'not-told', 'in-doubt']).exactOptional(),
    allows: allowed.exactOptional(),
    change: contentChange.exactOptional(),
    narrows: z.boolean().exactOptional(),
  }),
).meta({ id: 'finding' });
