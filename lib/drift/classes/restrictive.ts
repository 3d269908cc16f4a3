import type { ContentPart, Edge } from '../../model/index.js';
import { contentPartText } from '../content/words.js';
import type { Ground } from '../ground.js';
import type { ContentDraft } from '../judging/content-finding.js';
import type { EdgeDraft } from '../judging/edge-finding.js';

/** A membership that takes access away from its holder. */
export function restricting({ scopes }: Ground, { target }: Edge): EdgeDraft | undefined {
  if (!scopes.isRestrictive(target)) return undefined;
  return {
    code: 'RESTRICTION_UNDECLARED',
    because: 'being in this group takes access away, and nobody declared it',
  };
}

/** A part of a permission set that takes access away from everyone who holds the set. */
export function restrictingPart(part: ContentPart): ContentDraft {
  return {
    code: 'RESTRICTION_UNDECLARED',
    added: [part],
    removed: [],
    gives: (set) => `permission set ${set} has ${contentPartText(part)}, for everyone who holds it`,
  };
}
