import type { ContentDifference } from '../content/difference.js';
import { contentPartText, slotText } from '../content/words.js';
import type { ContentDraft } from '../judging/content-finding.js';

/**
 * The declared content is not what is live: parts are lost, or other ones stand in their place. Where those are proved to give nothing
 * beyond the declared ones and may take something away, somebody may have meant to: restoring the declared ones would end a quarantine.
 */
export function altered({ changed, lost }: ContentDifference, isTakenAway: boolean): ContentDraft {
  const parts = [
    ...lost.map((part) => `without the declared ${contentPartText(part)}`),
    ...changed.map((part) => `with other ${slotText(part)}`),
  ];
  return {
    code: 'CONTENT_ALTERED',
    added: changed,
    removed: lost,
    gives: (set) => `permission set ${set} is live ${parts.join(', ')}`,
    ...(isTakenAway
      ? {
          cure: 'ask its owner and security whether it is meant: restoring what is declared gives back what this takes away',
        }
      : {}),
  };
}
