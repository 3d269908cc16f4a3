import { by, sorted } from '../../kernel/index.js';
import { allDecisions } from '../decided.js';
import type { Decision } from '../decision.js';
import type { DecidedSoFar } from '../intake.js';
import type { DecisionRecord } from './record.js';
import type { ApprovedBefore } from './shape.js';

const FIRST = by<Decision>(({ at }) => at);

/** The first approval of the content of each record, made before it was judged: the one that stands, beside how it would be decided now. */
export function approvedBefore(
  records: readonly DecisionRecord[],
  given: DecidedSoFar,
): readonly ApprovedBefore[] {
  const all = allDecisions(given).filter(({ outcome }) => outcome === 'approve');
  return records.flatMap(({ ticket, content, at: now }): ApprovedBefore[] => {
    const own = all.filter((each) => each.ticket === ticket && each.digest === content && each.at <= now);
    const [first] = sorted(own, FIRST);
    if (!first || content === undefined) return [];
    const { at, approvers } = first;
    const isRecorded = (given.recorded?.decisions ?? []).some(
      (each) => each.digest === content && each.outcome === 'approve' && each.at === at,
    );
    return [{ ticket, content, at, approvers, from: isRecorded ? 'ledger' : 'decisions' }];
  });
}
