import { z } from 'zod';
import { shapeOf } from '../kernel/index.js';
import { shapes } from '../model/index.js';
import type { Allowed } from './allowed.js';
import type { ContentChange, Gains } from './gains.js';
import { ANSWERS } from './answer.js';
import { TIERS } from './tiers.js';
import { REACHES } from './reach.js';
import { REASON_CODES } from './reasons/index.js';
import type { Beyond, MeaningView } from './view.js';

const { text } = shapes;
const count = z.int().nonnegative();
const held = z.object({ action: text, reach: z.enum(REACHES), always: z.boolean() });

const reasons = z.array(z.object({ code: z.enum(REASON_CODES), says: text }));

/** What an access allows, in brief. */
export const allowed = shapeOf<Allowed>()(z.object({ tier: z.enum(TIERS), reasons }));

const gains = shapeOf<Gains>()(
  z.object({
    more: z.enum(ANSWERS),
    actions: count,
    unsure: count,
    tier: z.enum(TIERS),
    among: z.array(
      z.object({
        action: text,
        reach: z.enum(REACHES),
        kind: text.exactOptional(),
        on: text,
        always: z.boolean(),
      }),
    ),
    undocumented: z.array(text),
    unread: z.array(text),
  }),
);

/** What one content allows beyond another, and what the other beyond it. */
export const contentChange = shapeOf<ContentChange>()(z.object({ gained: gains, lost: gains }));

/** What one access allows that another does not. */
export const beyond = shapeOf<Beyond>()(
  z.object({
    name: text,
    broadens: z.enum(ANSWERS),
    gained: gains,
    gains: z.array(
      z.object({
        actions: z.array(text),
        example: z.object({ action: text, resource: text, conditional: z.boolean() }).exactOptional(),
      }),
    ),
  }),
);

/** What an access allows: `writ meaning … --json`. */
export const meaningDocument = shapeOf<MeaningView>()(
  z.object({
    schema: z.literal('writ.meaning/1'),
    of: text,
    index: text,
    tier: z.enum(TIERS),
    services: z.array(z.object({ service: text, title: text, tier: z.enum(TIERS), actions: count })),
    escalations: z.array(
      z.object({ id: text, name: text, gives: text, through: z.array(held), always: z.boolean() }),
    ),
    reasons,
    unknownKeys: z.array(z.object({ key: text, nearest: text.exactOptional() })).exactOptional(),
    against: beyond.exactOptional(),
  }),
);
