import type { ContentDifference } from '../content/difference.js';
import { contentPartText, slotText } from '../content/words.js';
import type { ContentDraft } from '../judging/content-finding.js';

/** The declared content is not what is live: parts are lost, or other ones stand in their place. */
export function altered({ changed, lost }: ContentDifference): ContentDraft {
  const parts = [
    ...lost.map((part) => `without the declared ${contentPartText(part)}`),
    ...changed.map((part) => `with other ${slotText(part)}`),
  ];
  return {
    code: 'CONTENT_ALTERED',
    added: changed,
    removed: lost,
    gives: (set) => `permission set ${set} is live ${parts.join(', ')}`,
  };
}
