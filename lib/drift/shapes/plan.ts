import { z } from 'zod';
import { shapeOf, type Printed } from '../../kernel/index.js';
import { shapes } from '../../model/index.js';
import type { Counts } from '../journal.js';
import type { LineVerdict, RevertLine } from '../line.js';
import type { RevertPlan } from '../plan.js';
import type { JudgedContent, Revocation } from '../ports.js';
import { RAILS, type RailId } from '../rails/index.js';
import { finding } from './finding.js';

const { contentPart, digest, instant, liveEdge, permissionSet, text } = shapes;

const judged = shapeOf<JudgedContent>()(
  z.object({ parts: z.array(contentPart), leaving: z.array(contentPart) }),
);
const onSet = { set: permissionSet, native: text };

/** What a revoker is asked to do. */
const revocation = shapeOf<Revocation>()(
  z.discriminatedUnion('what', [
    z.object({ what: z.literal('edge'), live: liveEdge }),
    z.object({
      what: z.literal('detach-policy'),
      ...onSet,
      slot: z.enum(['managed', 'customer-managed']),
      name: text,
      judged: judged.exactOptional(),
    }),
    z.object({ what: z.literal('delete-inline'), ...onSet, judged: judged.exactOptional() }),
    z.object({ what: z.literal('re-provision'), ...onSet, account: text, content: digest.exactOptional() }),
  ]),
);

/** How ceilings count an attempt. */
const counts = shapeOf<Counts>()(
  z.object({
    basis: z.enum(['had', 'none']),
    package: text.exactOptional(),
    leaver: z.literal(true).exactOptional(),
  }),
);

const RAIL_IDS: readonly RailId[] = RAILS.map(({ id }) => id);

const verdict = shapeOf<LineVerdict>()(
  z.discriminatedUnion('state', [
    z.object({ state: z.literal('go') }),
    z.object({ state: z.literal('held'), rail: z.enum(RAIL_IDS), why: text }),
  ]),
);

const line = shapeOf<Printed<RevertLine>>()(
  z.object({
    finding,
    action: z.enum(['revoke', 'detach', 're-provision']),
    revocation: revocation.exactOptional(),
    verdict,
    counts,
    queued: z.literal(true).exactOptional(),
  }),
);

/** What a revert would do, line by line, as it is printed. */
export const revertPlan = shapeOf<Printed<RevertPlan>>()(
  z.object({
    schema: z.literal('writ.revert-plan/1'),
    at: instant,
    confirmed: z.boolean(),
    lines: z.array(line),
  }),
);
