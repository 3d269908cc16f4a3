import { sortedTexts } from '../kernel/index.js';
import { readPolicy } from './grammar/index.js';

const WHOLE = /^(?:\*+|[^:*?]+:\*+|\*+:\*+)$/;
const EVERYWHERE = /^\*+$/;

/**
 * The patterns of an inline policy that allow every action, or every action of a service, on everything: `*`, `s3:*`. One that allows all
 * actions but some, or on all things but some, is as wide: `all but s3:*`. Conditions say when and not how much, so they change nothing.
 * A policy that cannot be read allows nothing here: it is told as unread.
 */
export function inlineWildcards(inline: unknown): readonly string[] {
  if (inline === undefined) return [];
  const found = (readPolicy(inline).policy?.statements ?? [])
    .filter(
      ({ effect, resources }) =>
        effect === 'Allow' && (resources.except || resources.of.some((each) => EVERYWHERE.test(each))),
    )
    .flatMap(({ actions }) =>
      actions.except ? [`all but ${actions.of.join(', ')}`] : actions.of.filter((each) => WHOLE.test(each)),
    );
  return sortedTexts(new Set(found));
}
