import { digestOf, sortedTexts, type Digest } from '../kernel/index.js';
import type { PermissionSetContent } from '../model/index.js';
import { managedArns, readContent } from './content.js';
import { NONE_LIVE, type LivePolicies } from './managed/index.js';
import { meaningOf, type Meaning } from './meaning.js';

/**
 * Why a permission set counts as privileged, in plain words that follow "it", sorted; empty when it does not. What cannot be judged
 * (a policy that is not read, a statement that is not understood) counts as privileged.
 */
export function privilegeOf(
  content: PermissionSetContent,
  live: LivePolicies = NONE_LIVE,
): readonly string[] {
  return sortedTexts(meaningOfContent(content, live).reasons.map(({ says }) => says));
}

const known = new Map<Digest, Meaning>();

/** What a permission set allows; sets of one content are judged once. */
function meaningOfContent(content: PermissionSetContent, live: LivePolicies): Meaning {
  // How long a session lasts says nothing of what it may do.
  const texts = managedArns(content).map((arn) => live.get(arn)?.digest ?? null);
  const digest = digestOf({ content: { ...content, sessionMinutes: 0 }, texts });
  const judged = known.get(digest);
  if (judged) return judged;
  const { access, unread } = readContent(content, live);
  const meaning = meaningOf(access, unread);
  known.set(digest, meaning);
  return meaning;
}
