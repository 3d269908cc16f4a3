import type { z } from 'zod';

/**
 * Holds a schema and a written type equal: it compiles only where each says all that the other says, member by member,
 * optional members and cases of unions included. `readonly` is for the type alone.
 */
export function shapeOf<T>() {
  return <S extends z.ZodType>(
    schema: S & (Same<z.output<S>, T> extends true ? unknown : ShapeDifference<z.output<S>, T>),
  ): z.ZodType<T> => schema as unknown as z.ZodType<T>;
}

/** Whether two types say the same; `readonly` apart. */
export type Same<A, B> = [Says<A>] extends [Says<B>] ? ([Says<B>] extends [Says<A>] ? true : false) : false;

/** What a value is once `JSON.stringify` has written it: errors are their data, and what is undefined is left out. */
export type Printed<T> = T extends { toJSON(): infer Data }
  ? Printed<Data>
  : T extends Leaf
    ? T
    : T extends readonly unknown[]
      ? { [K in keyof T]: Printed<T[K]> }
      : unknown extends T
        ? T
        : { [K in keyof T as undefined extends T[K] ? never : K]: Printed<T[K]> } & {
            [K in keyof T as undefined extends T[K] ? K : never]?: Printed<Exclude<T[K], undefined>>;
          };

/** What a schema reads, readonly throughout. */
export type Shaped<S extends z.ZodType> = Still<z.output<S>>;

type Still<T> = T extends Leaf
  ? T
  : unknown extends T
    ? T
    : T extends readonly unknown[]
      ? { readonly [K in keyof T]: Still<T[K]> }
      : { readonly [K in keyof T]: Still<T[K]> };

type Leaf = string | number | boolean | null | undefined;

/** Every member with whether it may be missing; closed, so that a member more is another type. */
type Says<T> = 0 extends 1 & T
  ? 'any'
  : unknown extends T
    ? 'unknown'
    : T extends Leaf
      ? T
      : T extends readonly unknown[]
        ? { -readonly [K in keyof T]: Says<T[K]> }
        : {
            readonly names: (name: keyof T) => keyof T;
            readonly members: {
              -readonly [K in keyof T]-?: {
                readonly optional: object extends Pick<T, K> ? true : false;
                readonly says: Says<Required<T>[K]>;
              };
            };
          };

/** In the words of the compiler's error. */
type ShapeDifference<Schema, T> = [Says<Schema>] extends [Says<T>]
  ? 'the type has what the schema lacks'
  : 'the schema has what the type lacks, or another form of it';
