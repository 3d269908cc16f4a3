import { digestOf, type Digest } from '../kernel/index.js';
import type { PermissionSetContent } from '../model/index.js';
import { contentKey, readContent, together, type ReadContent } from './read-content.js';
import { NONE_LIVE, type LivePolicies } from './managed/index.js';
import { meaningOf, type Meaning } from './meaning.js';

/** What an access allows, in brief: how dangerous it is, and why it counts as privileged where it does. */
export type Allowed = Pick<Meaning, 'tier' | 'reasons'>;

/** A permission set by name; without its content where that is not known. */
export interface NamedContent {
  readonly name: string;
  readonly content?: PermissionSetContent | undefined;
}

/** The documents of several permission sets that one holder has. */
export function readSets(sets: readonly NamedContent[], live: LivePolicies = NONE_LIVE): ReadContent {
  return together(
    sets.map(({ name, content }) =>
      content ? readContent(content, live) : { access: { policies: [] }, unread: [`permission set ${name}`] },
    ),
  );
}

const known = new Map<Digest, Meaning>();

/** What permission sets mean that one holder has, taken together; the same contents are judged once. */
export function meaningBy(sets: readonly NamedContent[], live: LivePolicies = NONE_LIVE): Meaning {
  const digest = digestOf(sets.map(({ name, content }) => (content ? contentKey(content, live) : name)));
  const before = known.get(digest);
  if (before) return before;
  const { access, unread } = readSets(sets, live);
  const judged = meaningOf(access, unread);
  known.set(digest, judged);
  return judged;
}

/** How dangerous they are together, and why. */
export function allowedBy(sets: readonly NamedContent[], live: LivePolicies = NONE_LIVE): Allowed {
  const { tier, reasons } = meaningBy(sets, live);
  return { tier, reasons };
}

/** Whether all of it is known: what is not may allow anything. */
export function isJudged({ reasons }: Allowed): boolean {
  return reasons.every(({ code }) => code !== 'NOT_JUDGED');
}
