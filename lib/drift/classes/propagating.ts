import type { Instant } from '../../kernel/index.js';
import type { EndedGrant } from '../../manifest/index.js';
import { basisText } from '../../model/index.js';
import type { EdgeDraft } from '../judging/edge-finding.js';

/** Live at its source, and not yet where it is pushed. */
export function onItsWayIn(since: Instant): EdgeDraft {
  return {
    code: 'PUSH_PENDING',
    because: `it is live at its source and not yet here; first seen so at ${since}`,
  };
}

/** Ended, and still where it was pushed. */
export function onItsWayOut({ basis, endedAt }: EndedGrant, isSourceUnread: boolean): EdgeDraft {
  const source = isSourceUnread ? 'its source could not be read' : 'it is gone at its source';
  return {
    code: 'PUSH_PENDING',
    because: `${basisText(basis)} ended at ${endedAt}; ${source}, and it may be on its way out here`,
  };
}
