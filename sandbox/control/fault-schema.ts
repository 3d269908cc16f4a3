import { z } from 'zod';
import type { Fault } from '../core/runtime.js';
import { parsed, strict } from './schema.js';
import { TAMPER_ACTIONS } from './tamper.js';

const count = z.number().int().min(0);

const effect = z.discriminatedUnion('kind', [
  strict({ kind: z.literal('latency'), ms: count }),
  strict({
    kind: z.literal('throttle'),
    retryAfterSeconds: count.optional(),
    concurrent: z.literal(true).optional(),
  }),
  strict({
    kind: z.literal('status'),
    status: z.number().int().min(100).max(599),
    body: z.string().optional(),
    contentType: z.string().optional(),
  }),
  ...(['denied', 'unauthorized', 'half-body', 'drop', 'empty-page', 'short-page', 'stuck'] as const).map(
    (kind) => strict({ kind: z.literal(kind) }),
  ),
  strict({ kind: z.literal('foreign-link'), host: z.string().min(1) }),
  strict({ kind: z.literal('link'), header: z.string() }),
  strict({ kind: z.literal('endless'), page: z.enum(['empty', 'same']) }),
  strict({ kind: z.literal('fail'), reason: z.string().min(1) }),
  strict({
    kind: z.literal('tamper'),
    action: z.looseObject({ action: z.enum(TAMPER_ACTIONS) }),
    when: z.enum(['before', 'after']).optional(),
  }),
]);

const fault = strict({
  id: z.string().min(1).optional(),
  match: z.string().regex(/^(\*|[\w-]+:.+)$/, 'must be `service:operation`, `service:*` or `*`'),
  where: z.record(z.string(), z.string()).optional(),
  skip: count.optional(),
  times: z.number().int().min(1).optional(),
  chance: z.number().min(0).max(1).optional(),
  effect,
});

/** A fault as it was sent; one without an id gets it from `makeId`. */
export function faultFrom(value: unknown, makeId: () => string): Fault {
  const { id, ...rest } = parsed(fault, value, 'the fault');
  return { id: id ?? makeId(), ...rest } as Fault;
}
