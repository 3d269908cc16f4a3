import { z } from 'zod';
import { PREDICATE_KINDS } from '../evidence/index.js';
import { shapeOf, type Printed } from '../kernel/index.js';
import { shapes } from '../model/index.js';
import type { TicketCompleteness } from './completeness.js';
import type { EndState, ExplainSubject, Explanation, TicketExplanation } from './explain.js';
import type { WantedStanding } from './standings.js';
import { STAGES } from './ticket-record.js';
import type { Moment } from './timeline.js';
import type { Holding, WhoReport } from './who.js';

const { basis, code, count, digest, edgeId, instant, principal, target, text, unlinked, window } = shapes;

const stage = z.enum(STAGES);

const completeness = shapeOf<TicketCompleteness>()(
  z.object({
    ticket: text,
    state: z.enum(['open', 'closed']),
    complete: z.boolean(),
    stages: z.record(stage, z.enum(['there', 'missing', 'awaited', 'not-needed'])),
    missing: z.array(stage),
    faults: z.array(z.object({ code, stage: z.enum([...STAGES, 'exception-review']), why: text })),
  }),
);

const subject = shapeOf<ExplainSubject>()(
  z.discriminatedUnion('what', [
    z.object({ what: z.literal('ticket'), ticket: text }),
    z.object({ what: z.literal('holding'), principal: text, package: text }),
    z.object({ what: z.literal('edge'), edge: edgeId }),
  ]),
);

const end = shapeOf<EndState>()(
  z.discriminatedUnion('state', [
    z.object({ state: z.literal('ended'), at: instant, verifiedAt: instant }),
    z.object({ state: z.literal('unproven'), at: instant }),
    z.object({
      state: z.literal('still-active'),
      until: z.union([instant, z.enum(['standing', 'unknown'])]),
    }),
    z.object({ state: z.literal('not-granted') }),
  ]),
);

const ticket = shapeOf<Printed<TicketExplanation>>()(
  z.object({
    ticket: text,
    principal: text,
    package: text,
    asset: text,
    outcome: text,
    approvers: z.array(text),
    seats: z.array(z.object({ approver: text, role: text })).exactOptional(),
    policy: digest.exactOptional(),
    rules: z.array(text),
    reasons: z.array(text),
    decidedAt: instant.exactOptional(),
    end,
    evidence: completeness,
  }),
);

const wanted = shapeOf<WantedStanding>()(
  z.object({
    principal,
    package: text,
    asset: text,
    basis,
    ticket: text.exactOptional(),
    window,
    edges: z.array(edgeId),
    why: z.enum(['window', 'trigger', 'removal', 'left', 'tombstone']).exactOptional(),
  }),
);

const moment = shapeOf<Moment>()(
  z.object({ seq: count, digest, recordedAt: instant, kind: z.enum(PREDICATE_KINDS), says: text }),
);

/** The life of a ticket, a holding or an edge: `writ explain --json`. */
export const explainDocument = shapeOf<Printed<Explanation>>()(
  z.object({
    schema: z.literal('writ.explain/1'),
    subject,
    at: instant,
    tickets: z.array(ticket),
    wanted: z.array(wanted),
    timeline: z.array(moment),
  }),
);

const holding = shapeOf<Holding>()(
  z.object({
    holder: z.union([principal, unlinked]),
    target,
    via: z.array(edgeId),
    assets: z.array(text),
    because: z.array(text),
  }),
);

/** Who held what at an instant: `writ who --json`. */
export const whoDocument = shapeOf<WhoReport>()(
  z.object({
    schema: z.literal('writ.who/1'),
    at: instant,
    asset: text.exactOptional(),
    judgedAt: instant,
    complete: z.boolean(),
    holdings: z.array(holding),
  }),
);
