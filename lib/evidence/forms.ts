import { z } from 'zod';
import type { Digest, Id, Instant, List } from '../kernel/index.js';
import type { KeyId } from './keys.js';

/** A branded id of a form; the brand is what the form has been checked for. */
function id<B extends string>(form: RegExp, what: string): z.ZodType<Id<B>> {
  return z.string().regex(form, `is not ${what}`) as unknown as z.ZodType<Id<B>>;
}

/** At least one. */
export function list<T>(of: z.ZodType<T>): z.ZodType<List<T>> {
  return z.array(of).min(1, 'must name at least one') as unknown as z.ZodType<List<T>>;
}

/** One character or more. */
export const text = z.string().min(1, 'must not be empty');
export const count = z.int().min(0);
export const instant: z.ZodType<Instant> = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'is not an instant like `2026-11-20T09:00:00.000Z`')
  .refine(isTime, 'is a time that there is not') as unknown as z.ZodType<Instant>;

/** The form allows a 13th month; the calendar does not. */
function isTime(text: string): boolean {
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString() === text;
}

export const digestText: z.ZodType<Digest> = id<'digest'>(/^sha256:[0-9a-f]{64}$/, 'a digest');
export const keyId: z.ZodType<KeyId> = id<'key'>(/^sha256:[0-9a-f]{64}$/, 'a key id');
export const edgeId: z.ZodType<Id<'edge-id'>> = id<'edge-id'>(
  /^[0-9a-f]{16}$/,
  'an edge id of 16 hex digits',
);
/** What a finding is known by: the id of an edge, or of something else that was observed, of the same form. */
export const findingId: z.ZodType<Id<'edge-id'> | Id<'observation-id'>> = id<'edge-id'>(
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
