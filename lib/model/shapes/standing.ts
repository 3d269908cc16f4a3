import { z } from 'zod';
import { shapeOf } from '../../kernel/index.js';
import type { Basis, Standing } from '../grant.js';
import type { Window } from '../window.js';
import { filled, instant } from './forms.js';

export const window = shapeOf<Window>()(
  z.strictObject({ start: instant, end: z.union([z.literal('standing'), instant]) }),
);

export const basis = shapeOf<Basis>()(
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['ticket', 'exception', 'emergency']), ticket: filled }),
    z.strictObject({ kind: z.literal('birthright'), jobFunction: filled }),
    z.strictObject({ kind: z.literal('legacy'), certifyBy: instant }),
  ]),
);

export const standing = shapeOf<Standing>()(z.strictObject({ basis, window }));
