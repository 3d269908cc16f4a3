declare const brand: unique symbol;

/** A string that has passed the check its brand names; made by a parser at the edge, never by a cast inside. */
export type Id<B extends string> = string & { readonly [brand]: B };

/** A list that has at least one element. */
export type List<T> = readonly [T, ...T[]];

/** Marks a text that the caller has just checked; for parsers and factories only. */
export function branded<B extends string>(text: string): Id<B> {
  return text as Id<B>;
}

/** Whether `items` has at least one element. */
export function isList<T>(items: readonly T[]): items is List<T> {
  return items.length > 0;
}
