import { z } from 'zod';
import {
  shapeOf,
  type Id,
  type List,
  type Printed,
  type Same,
  type WritError,
} from '../../lib/kernel/index.js';

interface Written {
  readonly kind: 'a';
  readonly more?: readonly string[];
}
interface Dated {
  readonly kind: 'b';
  readonly at: Id<'instant'>;
}
type Cases = Written | Dated;
interface Deep {
  readonly list: readonly { readonly of: Written }[];
}
const instant = z.string() as unknown as z.ZodType<Id<'instant'>>;
const a = z.object({ kind: z.literal('a'), more: z.array(z.string()).exactOptional() });
const b = z.object({ kind: z.literal('b'), at: instant });

/**
 * Schemas that are not the shape of their type, beside some that are. The compiler holds each `@ts-expect-error` to a real
 * error. Compiled by `npm run check:types`, never executed.
 */
export function wrongShapes(): unknown[] {
  return [
    shapeOf<Written>()(a),
    shapeOf<Cases>()(z.union([a, b])),
    shapeOf<Cases>()(z.discriminatedUnion('kind', [b, a])),
    // @ts-expect-error the schema lacks an optional member
    shapeOf<Written>()(z.object({ kind: z.literal('a') })),
    // @ts-expect-error the type lacks an optional member
    shapeOf<{ readonly kind: 'a' }>()(a),
    // @ts-expect-error the schema lacks a member
    shapeOf<{ readonly kind: 'a'; readonly at: string }>()(z.object({ kind: z.literal('a') })),
    // @ts-expect-error the type lacks a member
    shapeOf<{ readonly kind: 'a' }>()(z.object({ kind: z.literal('a'), at: z.string() })),
    // @ts-expect-error the schema has a member optional that the type demands
    shapeOf<Required<Written>>()(a),
    // @ts-expect-error the schema demands a member that the type has optional
    shapeOf<Written>()(z.object({ kind: z.literal('a'), more: z.array(z.string()) })),
    // @ts-expect-error a member that is there and undefined is not one that may be missing
    shapeOf<Written>()(z.object({ kind: z.literal('a'), more: z.array(z.string()).optional() })),
    // @ts-expect-error the schema lacks a case
    shapeOf<Cases>()(a),
    // @ts-expect-error the type lacks a case
    shapeOf<Written>()(z.union([a, b])),
    // @ts-expect-error the schema lacks a literal
    shapeOf<'a' | 'b'>()(z.literal('a')),
    // @ts-expect-error the type lacks a literal
    shapeOf<'a'>()(z.enum(['a', 'b'])),
    // @ts-expect-error the schema reads any text where the type has a checked one
    shapeOf<Dated>()(z.object({ kind: z.literal('b'), at: z.string() })),
    // @ts-expect-error a case that has a member more than another is a case of its own
    shapeOf<{ readonly kind: 'a' } | Required<Written>>()(z.object({ kind: z.literal('a') })),
    shapeOf<Deep>()(z.object({ list: z.array(z.object({ of: a })) })),
    // @ts-expect-error deep within, the schema lacks an optional member
    shapeOf<Deep>()(z.object({ list: z.array(z.object({ of: z.object({ kind: z.literal('a') }) })) })),
    // @ts-expect-error a list may be empty where the type's may not
    shapeOf<List<string>>()(z.array(z.string())),
    // @ts-expect-error a schema of anything is the shape of nothing
    shapeOf<Written>()(z.any()),
  ];
}

/** What is printed of an error is its data, and what is undefined is not there. */
export const PRINTED: Same<
  Printed<{ readonly a: string | undefined; readonly errors: readonly WritError[] }>,
  { a?: string; errors: ReturnType<WritError['toJSON']>[] }
> = true;
