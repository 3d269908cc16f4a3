import { z } from 'zod';
import { shapeOf } from '../../kernel/index.js';
import { shapes } from '../../model/index.js';
import type { ErrorDocument } from '../faults.js';

/** What every command prints with `--json` when it fails. */
export const errorDocument = shapeOf<ErrorDocument>()(
  z.object({ schema: z.literal('writ.error/1'), error: shapes.fault }),
);
