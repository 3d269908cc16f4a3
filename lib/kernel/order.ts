/** A total order: negative, zero or positive. */
export type Order<T> = (a: T, b: T) => number;

/** Texts by UTF-16 code units, the order of RFC 8785; never by locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** An order by texts read off each value, the first that differs decides. */
export function by<T>(...keys: readonly ((value: T) => string)[]): Order<T> {
  return (a, b) => {
    for (const key of keys) {
      const order = compareText(key(a), key(b));
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** `values` in order, as a new array. */
export function sorted<T>(values: Iterable<T>, order: Order<T>): T[] {
  return [...values].sort(order);
}

/** The distinct texts of `values`, in order. */
export function sortedTexts<T extends string>(values: Iterable<T>): T[] {
  return [...new Set(values)].sort(compareText);
}

/** `values` in lists by key; keys in order of first sight. */
export function groupBy<T, K>(values: Iterable<T>, keyOf: (value: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
