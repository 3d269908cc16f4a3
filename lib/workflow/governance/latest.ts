import type { Body, LedgerRecord } from '../../evidence/index.js';
import { ofKind } from '../../record/index.js';

/**
 * The latest word on each governance change, by when it was decided: one that is recorded afterwards for an earlier instant is evidence, and takes
 * back nothing. Of two of one instant the one that was recorded last.
 */
export function latestOfChanges(records: readonly LedgerRecord[]): ReadonlyMap<string, Body<'governance'>> {
  const latest = new Map<string, Body<'governance'>>();
  for (const { body } of ofKind(records, 'governance')) {
    const before = latest.get(body.change);
    if (!before || before.at <= body.at) latest.set(body.change, body);
  }
  return latest;
}
