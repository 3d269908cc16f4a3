import { compareText } from './order.js';

/** Which of `known` a misspelt `word` may mean: the one that takes the fewest edits, none where all take many. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const most = Math.max(2, Math.floor(word.length / 4));
  const near = [...known].flatMap((name) => {
    const edits = editsBetween(word.toLowerCase(), name.toLowerCase(), most);
    return edits === undefined ? [] : [{ name, edits }];
  });
  return near.sort((a, b) => a.edits - b.edits || compareText(a.name, b.name))[0]?.name;
}

/** Levenshtein's distance, undefined when it is more than `most`. */
function editsBetween(one: string, other: string, most: number): number | undefined {
  if (Math.abs(one.length - other.length) > most) return undefined;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const kept = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(kept, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  const edits = row[other.length] ?? 0;
  return edits <= most ? edits : undefined;
}
