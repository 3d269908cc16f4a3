import { z } from 'zod';
import { shapeOf } from '../../kernel/index.js';
import type { ContentPart, PermissionSetContent } from '../content.js';
import { digest, text } from './forms.js';

export const contentPart = shapeOf<ContentPart>()(
  z.strictObject({
    slot: z.enum(['managed', 'customer-managed', 'inline', 'boundary', 'session']),
    name: text,
    digest,
  }),
);

export const content = shapeOf<PermissionSetContent>()(
  z.strictObject({
    managed: z.array(text),
    customerManaged: z.array(z.strictObject({ path: text, name: text })),
    inline: (z.json() as z.ZodType).exactOptional(),
    boundary: z
      .union([z.strictObject({ arn: text }), z.strictObject({ path: text, name: text })])
      .exactOptional(),
    sessionMinutes: z.number().int().positive(),
  }),
);
