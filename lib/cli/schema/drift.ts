import { z } from 'zod';
import { DRIFT_CLASSES, FINDING_CODES, FOREIGN_REASONS, SEVERITIES } from '../../drift/index.js';
import {
  completeness,
  count,
  digest,
  edge,
  edgeId,
  instant,
  liveEdge,
  part,
  principal,
  reachedAccount,
  fault,
} from './parts.js';

const driftClass = z.enum(DRIFT_CLASSES);
const findingCode = z.enum(FINDING_CODES);
const reason = z.enum(FOREIGN_REASONS);
const severity = z.enum(SEVERITIES);
const set = z.object({
  kind: z.string(),
  name: z.string(),
  native: z.string().optional(),
  source: z.string(),
});
const parts = z.array(z.object({ slot: z.string(), name: z.string(), digest }));

const subject = z.union([
  z.object({ what: z.literal('edge'), id: edgeId, edge, live: liveEdge.optional() }),
  z.object({ what: z.literal('content'), id: edgeId, set, native: z.string(), added: parts, removed: parts }),
  z.object({
    what: z.literal('provisioning'),
    id: edgeId,
    set,
    native: z.string(),
    account: z.string(),
    content: digest,
  }),
  z.object({ what: z.literal('part'), id: edgeId, failure: z.object({ part, error: fault }) }),
  z.object({
    what: z.literal('name'),
    id: edgeId,
    ambiguity: z.object({ ref: set, natives: z.array(z.string()), known: z.string().optional() }),
  }),
  z.object({ what: z.literal('push'), id: edgeId, from: set, to: set }),
  z.object({
    what: z.literal('rule'),
    id: edgeId,
    source: z.string(),
    native: z.string(),
    groups: z.array(set),
  }),
  z.object({
    what: z.literal('object'),
    id: edgeId,
    ref: set,
    remembered: z.string().optional(),
    live: z.string().optional(),
  }),
]);

const actor = z.object({ kind: z.string(), native: z.string(), name: z.string() });
const attribution = z.union([
  z.object({ by: z.literal('unknown'), why: z.string() }),
  z.object({
    by: z.enum(['pipeline', 'pipeline-without-intent', 'root', 'iam-user', 'person', 'rule', 'service']),
    event: z.string(),
    at: instant,
    ahead: count.optional(),
    actor: actor.optional(),
    principal: principal.optional(),
  }),
]);

export const finding = z.object({
  class: driftClass,
  severity,
  subject,
  mode: z.enum(['observe', 'warn', 'enforce']),
  code: findingCode,
  reason: reason.optional(),
  gives: z.string(),
  because: z.string(),
  cure: z.string(),
  reaches: z.array(z.union([principal, reachedAccount])),
  attribution,
  firstSeen: instant,
  privileged: z.array(z.string()),
});

/** `writ drift --json`. */
export const driftDocument = z.object({
  schema: z.literal('writ.drift/1'),
  at: instant,
  manifest: digest,
  counts: z.record(z.string(), count),
  findings: z.array(finding),
  notes: z.array(finding),
  record: z.array(z.object({ code: z.string(), says: z.string(), cure: z.string() })),
  sources: z.array(completeness),
  logs: z.array(
    z.object({ source: z.string(), complete: z.boolean(), events: count, failures: z.array(fault) }),
  ),
  coverage: z.object({ compared: count, declared: count }),
  uncovered: z.array(z.string()),
  verdict: z.enum(['clean', 'drift', 'incomplete']),
});
