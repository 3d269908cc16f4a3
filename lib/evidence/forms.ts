import { z } from 'zod';
import type { Id } from '../kernel/index.js';
import { shapes } from '../model/index.js';
import type { KeyId } from './keys.js';

export const { count, digest: digestText, edgeId, filled: text, instant, list } = shapes;

export const keyId: z.ZodType<KeyId> = shapes.id<'key'>(/^sha256:[0-9a-f]{64}$/, 'a key id');
/** What a finding is known by: the id of an edge, or of something else that was observed, of the same form. */
export const findingId: z.ZodType<Id<'edge-id'> | Id<'observation-id'>> = shapes.id<'edge-id'>(
  /^[0-9a-f]{16}$/,
  'a finding id of 16 hex digits',
);
/** Standard base64 with padding, in its one spelling: the unused bits of the last digit are zero. */
export const base64 = z
  .string()
  .regex(
    /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/,
    'is not base64',
  );

/** A reading of the live world: its digest, when it ended, and that nothing in it was missing. */
export const snapshot = z.strictObject({ digest: digestText, at: instant });
