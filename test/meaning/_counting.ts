import type * as glob from '../../lib/meaning/glob.js';

/** The patterns' own functions, each telling how many characters it was handed. */
export function countingGlobs(actual: typeof glob, count: (chars: number) => void): typeof glob {
  const counted =
    (name: 'matches' | 'contains' | 'overlaps') =>
    (a: string, b: string): boolean => {
      count(a.length + b.length);
      return actual[name](a, b);
    };
  return {
    ...actual,
    matches: counted('matches'),
    contains: counted('contains'),
    overlaps: counted('overlaps'),
  };
}
