import { z } from 'zod';
import { shapeOf } from '../kernel/index.js';
import { shapes } from '../model/index.js';
import { MATRIX_SCHEMA, type Matrix } from './matrix.js';

const { count, digest, text } = shapes;

/** The stacks as a CI matrix: `matrix.json`, and `writ stacks --json`. */
export const matrixDocument = shapeOf<shapes.DeclaredShape<Matrix>>()(
  z.object({
    schema: z.literal(MATRIX_SCHEMA),
    include: z.array(
      z.object({
        stack: text,
        directory: text,
        kind: z.enum(['structure', 'standing', 'ticketed']),
        provider: z.enum(['aws', 'okta']),
        wave: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
        resources: count,
        digest,
      }),
    ),
  }),
);
