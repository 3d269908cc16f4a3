import type { Instant } from '../../kernel/index.js';
import type { EdgeDraft } from '../judging/edge-finding.js';

/** Live at its source, and not here for longer than a push may take, or with no push that would bring it. */
export function stuck(lateSince: Instant | undefined): EdgeDraft {
  return {
    code: 'PUSH_STUCK',
    ...(lateSince === undefined
      ? {}
      : { because: `it is live at its source and has not arrived here since ${lateSince}` }),
  };
}
