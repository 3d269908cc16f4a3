import { z } from 'zod';
import type { Id } from '../kernel/index.js';
import { shapes } from '../model/index.js';
import type { KeyId } from './keys.js';

export const { base64, count, digest: digestText, edgeId, filled: text, instant, list } = shapes;

export const keyId: z.ZodType<KeyId> = shapes.id<'key'>(/^sha256:[0-9a-f]{64}$/, 'a key id');
/** What a finding is known by: the id of an edge, or of something else that was observed, of the same form. */
export const findingId: z.ZodType<Id<'edge-id'> | Id<'observation-id'>> = shapes.id<'edge-id'>(
  /^[0-9a-f]{16}$/,
  'a finding id of 16 hex digits',
);
/** A reading of the live world: its digest, when it ended, and that nothing in it was missing. */
export const snapshot = z.strictObject({ digest: digestText, at: instant });
