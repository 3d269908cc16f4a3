import { z } from 'zod';
import { shapeOf, type Printed } from '../kernel/index.js';
import { shapes } from '../model/index.js';
import type { Ambiguity } from './inventory.js';
import type { Reached } from './reach.js';
import type { Completeness, Part, PartFailure, UnreadPolicy } from './source.js';

const { accountId, count, fault, instant, object, principal, sourceId, text } = shapes;

const part = shapeOf<Part>()(
  z.union([
    z.object({
      part: z.literal('listing'),
      of: z.enum([
        'users',
        'groups',
        'permission-sets',
        'apps',
        'accounts',
        'push-mappings',
        'group-rules',
        'instances',
      ]),
    }),
    z.object({ part: z.literal('group'), group: text, name: text }),
    z.object({ part: z.literal('set'), set: text, name: text }),
    z.object({ part: z.literal('content'), set: text, name: text }),
    z.object({ part: z.literal('app'), app: text, name: text, of: z.enum(['users', 'groups']) }),
    z.object({ part: z.literal('pair'), set: text, name: text, account: accountId }),
  ]),
);

/** A part that could not be read, as it is printed. */
export const partFailure = shapeOf<Printed<PartFailure>>()(z.object({ part, error: fault })).meta({
  id: 'part-failure',
});

const unreadPolicy = shapeOf<Printed<UnreadPolicy>>()(z.object({ arn: text, error: fault }));

/** How whole a source's sweep is, as it is printed. */
export const completeness = shapeOf<Printed<Completeness>>()(
  z.object({
    source: sourceId,
    complete: z.boolean(),
    listed: count,
    answered: count,
    failures: z.array(partFailure),
    notRead: z.array(unreadPolicy).exactOptional(),
    startedAt: instant,
    endedAt: instant,
    calls: count,
  }),
).meta({ id: 'completeness' });

/** One name that several live objects carry, as it is printed. */
export const ambiguity = shapeOf<Ambiguity>()(
  z.object({ ref: object, natives: z.array(text), known: text.exactOptional() }),
);

/** Who is reached through a carrier, as it is printed. */
export const reached = shapeOf<Reached>()(
  z.union([
    principal,
    z.object({
      kind: z.literal('unlinked'),
      native: text,
      source: sourceId,
      login: text.exactOptional(),
    }),
  ]),
);
