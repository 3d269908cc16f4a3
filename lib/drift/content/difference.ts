import { canonicalJson } from '../../kernel/index.js';
import type { Content, ContentPart } from '../../model/index.js';

/** How a live content differs from the declared. */
export interface ContentDifference {
  /** Live parts that nobody declared: of a name, or a slot, that the declaration does not use. */
  readonly extra: readonly ContentPart[];
  /** Live parts that stand where other ones are declared. */
  readonly changed: readonly ContentPart[];
  /** Declared parts that are not live as declared. */
  readonly lost: readonly ContentPart[];
}

/** The difference of two contents, in the order of the parts. */
export function differ(declared: Content, live: Content): ContentDifference {
  const wanted = new Set(declared.parts.map(partKey));
  const there = new Set(live.parts.map(partKey));
  const slots = new Set(declared.parts.map((part) => part.slot));
  const odd = live.parts.filter((part) => !wanted.has(partKey(part)));
  const isExtra = (part: ContentPart): boolean =>
    part.slot === 'managed' || part.slot === 'customer-managed' || !slots.has(part.slot);
  return {
    extra: odd.filter(isExtra),
    changed: odd.filter((part) => !isExtra(part)),
    lost: declared.parts.filter((part) => !there.has(partKey(part))),
  };
}

/** Whether two contents are the same. */
export function isNone({ extra, changed, lost }: ContentDifference): boolean {
  return extra.length + changed.length + lost.length === 0;
}

/** The key of a part within its content. */
export function partKey({ slot, name, digest }: ContentPart): string {
  return canonicalJson([slot, name, digest]);
}
