import { z } from 'zod';
import { CODES, shapeOf, type Code, type FaultData } from '../../kernel/index.js';
import { count, text } from './forms.js';

export const code = z.enum(Object.keys(CODES) as [Code, ...Code[]]);

/** A fault, as every command prints it. */
export const fault = shapeOf<FaultData>()(
  z.object({
    code,
    source: z.enum(['user', 'system', 'provider']),
    message: text,
    remedy: text,
    place: z
      .object({
        file: text.exactOptional(),
        line: count.exactOptional(),
        column: count.exactOptional(),
        path: text.exactOptional(),
      })
      .exactOptional(),
    candidates: z.array(text).exactOptional(),
    get faults(): z.ZodExactOptional<z.ZodArray<z.ZodType<FaultData>>> {
      return z.array(fault).exactOptional();
    },
    layer: text.exactOptional(),
    seq: count.exactOptional(),
  }),
).meta({ id: 'fault' });
