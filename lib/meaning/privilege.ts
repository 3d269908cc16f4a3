import { digestOf, sortedTexts, type Digest } from '../kernel/index.js';
import type { PermissionSetContent } from '../model/index.js';
import { readContent } from './content.js';
import { meaningOf, type Meaning } from './meaning.js';

/**
 * Why a permission set counts as privileged, in plain words that follow "it", sorted; empty when it does not. What cannot be judged
 * (a policy that is not read, a statement that is not understood) counts as privileged.
 */
export function privilegeOf(content: PermissionSetContent): readonly string[] {
  return sortedTexts(meaningOfContent(content).reasons.map(({ says }) => says));
}

const known = new Map<Digest, Meaning>();

/** What a permission set allows; sets of one content are judged once. */
export function meaningOfContent(content: PermissionSetContent): Meaning {
  // How long a session lasts says nothing of what it may do.
  const digest = digestOf({ ...content, sessionMinutes: 0 });
  const judged = known.get(digest);
  if (judged) return judged;
  const { access, unread } = readContent(content);
  const meaning = meaningOf(access, unread);
  known.set(digest, meaning);
  return meaning;
}
