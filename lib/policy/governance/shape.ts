import { z } from 'zod';
import { shapeOf } from '../../kernel/index.js';
import { TIERS } from '../../meaning/index.js';
import { birthright } from '../../manifest/index.js';
import { shapes } from '../../model/index.js';
import { decisionReason, reviewJudged, routeCondition } from '../decide/shape.js';
import type { GovernanceEffect } from './effect.js';
import { GOVERNANCE_SCHEMA, type GovernanceRecord } from './record.js';

const { count, digest, instant, text } = shapes;
const change = z.enum(['added', 'removed', 'changed']);

const access = z.strictObject({
  what: text,
  more: z.enum(['yes', 'cannot-tell']),
  tier: z.enum(TIERS).exactOptional(),
  actions: count.exactOptional(),
  among: z.array(text),
  unread: z.array(text),
});

const given = { who: text, package: text, asset: text };

/** One declared thing that is another. */
export const declaredChange = z.strictObject({
  section: text,
  id: text,
  change,
  fields: z.array(z.strictObject({ field: text, before: text.exactOptional(), after: text.exactOptional() })),
});

const effect = shapeOf<GovernanceEffect>()(
  z.strictObject({
    declared: z.array(declaredChange),
    rules: z.array(z.strictObject({ id: text, change })),
    holders: z.array(z.strictObject({ who: text, gains: z.array(access), losses: z.array(access) })),
    birthrights: z.array(
      z.strictObject({
        ...given,
        jobFunction: text,
        change: z.enum(['appears', 'widened', 'vanishes']),
      }),
    ),
    tickets: z.array(
      z.strictObject({
        ticket: text,
        ...given,
        before: digest,
        after: digest.exactOptional(),
        widened: z.boolean(),
      }),
    ),
  }),
);

/** What `writ governance --json` prints. */
export const governanceDocument = shapeOf<GovernanceRecord>()(
  z.strictObject({
    schema: z.literal(GOVERNANCE_SCHEMA),
    change: text,
    repository: text,
    base: text,
    head: text,
    at: instant,
    kind: z.enum(['tickets', 'records', 'documentation', 'governance', 'mixed', 'unknown']),
    content: digest.exactOptional(),
    outcome: z.enum(['approve', 'pending', 'escalate', 'deny', 'refuse']).exactOptional(),
    paths: z.array(
      z.strictObject({
        path: text,
        class: z.enum(['ticket', 'decisions', 'observations', 'documentation', 'governance']),
        why: text,
      }),
    ),
    differs: z.array(z.enum(['declarations', 'rules'])),
    reasons: z.array(decisionReason),
    conditions: z.array(routeCondition),
    reviews: z.array(reviewJudged),
    effect: effect.exactOptional(),
    gives: z.array(birthright).exactOptional(),
    manifest: z.strictObject({ digest, state: z.enum(['claimed', 'reproduced']) }).exactOptional(),
    inputs: digest,
    policy: digest.exactOptional(),
    expires: instant.exactOptional(),
  }),
);
