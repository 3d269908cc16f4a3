import { z } from 'zod';
import { shapeOf } from '../../kernel/index.js';
import { packageShape } from '../../manifest/index.js';
import { beyondShape } from '../../meaning/index.js';
import { shapes } from '../../model/index.js';
import type { BasisView, EdgeView, EndedView, GrantView, ShowView } from './view.js';

const { digest, edgeId, instant, text } = shapes;

const edge = shapeOf<EdgeView>()(
  z.object({
    id: edgeId,
    says: text,
    carriedBy: text,
    live: z.enum(['not-asked', 'live', 'absent', 'unreadable']),
  }),
);

const basis = shapeOf<BasisView>()(
  z.object({
    basis: text,
    start: instant,
    end: z.union([instant, z.literal('standing')]),
    state: z.enum(['upcoming', 'open', 'ended']),
  }),
);

const held = { principal: text, name: text, package: text, asset: text };

const grant = shapeOf<GrantView>()(
  z.object({ ...held, title: text, gives: text, bases: z.array(basis), edges: z.array(edge) }),
);

const ended = shapeOf<EndedView>()(
  z.object({ ...held, basis: text, endedAt: instant, why: text, edges: z.array(edge) }),
);

/** One grant, principal or package: `writ show … --json`. */
export const showDocument = shapeOf<shapes.DeclaredShape<ShowView>>()(
  z.object({
    schema: z.literal('writ.show/1'),
    what: z.enum(['grant', 'principal', 'package']),
    id: text,
    title: text,
    at: instant,
    manifest: digest,
    about: z.array(z.object({ label: text, text })),
    package: packageShape.exactOptional(),
    against: beyondShape.exactOptional(),
    grants: z.array(grant),
    ended: z.array(ended),
    unwanted: z.array(text),
    complete: z.boolean(),
  }),
);
