import { z } from 'zod';
import type { Digest, Id, Instant, List } from '../../kernel/index.js';
import type { EdgeId } from '../edge.js';
import type { WorkerId, WorkloadId } from '../principal.js';
import type { AccountId, SourceId } from '../ref.js';

/** A branded id of a form; the brand is what the form has been checked for. */
export function id<B extends string>(form: RegExp, what: string): z.ZodType<Id<B>> {
  return z.string().regex(form, `is not ${what}`) as unknown as z.ZodType<Id<B>>;
}

/** At least one. */
export function list<T>(of: z.ZodType<T>): z.ZodType<List<T>> {
  return z.array(of).min(1, 'must name at least one') as unknown as z.ZodType<List<T>>;
}

export const text = z.string();
/** One character or more. */
export const filled = z.string().min(1, 'must not be empty');
export const count = z.int().nonnegative();

/** RFC 3339 in UTC with milliseconds. */
export const instant: z.ZodType<Instant> = id<'instant'>(
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/,
  'an instant like `2026-11-20T09:00:00.000Z`',
).refine(isTime, 'is a time that there is not');

/** The form allows a 13th month; the calendar does not. */
function isTime(written: string): boolean {
  const at = Date.parse(written);
  return !Number.isNaN(at) && new Date(at).toISOString() === written;
}

export const digest: z.ZodType<Digest> = id<'digest'>(/^sha256:[0-9a-f]{64}$/, 'a digest');
/** 16 hex digits of the key's SHA-256. */
export const edgeId: z.ZodType<EdgeId> = id<'edge-id'>(/^[0-9a-f]{16}$/, 'an edge id of 16 hex digits');
export const sourceId: z.ZodType<SourceId> = id<'source'>(/^[a-z][a-z0-9-]{0,31}$/, 'a source id');
export const accountId: z.ZodType<AccountId> = id<'account'>(/^\d{12}$/, 'an account id of 12 digits');
export const workerId: z.ZodType<WorkerId> = id<'worker'>(/^.{1,64}$/, 'a worker id');
export const workloadId: z.ZodType<WorkloadId> = id<'workload'>(/^.{1,64}$/, 'a workload id');

/** The digest of something that is no value of ours, such as a key: as digests are written. */
export const sha256 = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'is not a digest');
/** Standard base64 with padding, in its one spelling: the unused bits of the last digit are zero. */
export const base64 = z
  .string()
  .regex(
    /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/,
    'is not base64',
  );
