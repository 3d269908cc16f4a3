import type { LedgerRecord } from '../../lib/evidence/index.js';
import { CLOCK_SKEW, type Instant } from '../../lib/kernel/index.js';
import { newestManifest } from '../../lib/record/known.js';
import { LAST_WEEK, NOON, YESTERDAY } from '../_helpers/build.js';
import { aroundSpan, atBounds } from '../_helpers/bounds.js';

let seq = 0;
const synthesis = (manifest: string, asOf: Instant): LedgerRecord =>
  ({ kind: 'synthesis', seq: (seq += 1), body: { manifest, asOf } }) as unknown as LedgerRecord;
const drift = (wanted: string, asOf?: Instant): LedgerRecord =>
  ({
    kind: 'drift',
    seq: (seq += 1),
    body: { wanted, ...(asOf ? { asOf } : {}) },
  }) as unknown as LedgerRecord;
const newest = (...records: readonly LedgerRecord[]) => newestManifest(records, NOON)?.manifest;

describe('the newest manifest of a record', () => {
  it('is that of the latest instant, wherever it was recorded; of one instant, what was made last', () => {
    const found = atBounds(YESTERDAY, (asOf) => newest(synthesis('b', asOf), synthesis('a', YESTERDAY)));
    expect(found).toEqual({ before: 'a', on: 'a', after: 'b' });
    const other = atBounds(YESTERDAY, (asOf) => newest(synthesis('a', YESTERDAY), synthesis('b', asOf)));
    expect(other).toEqual({ before: 'a', on: 'b', after: 'b' });
  });

  it('may be one that was judged by, and goes behind one made of the same instant', () => {
    expect(newest(drift('judged', YESTERDAY))).toBe('judged');
    expect(newest(synthesis('made', LAST_WEEK), drift('judged', YESTERDAY))).toBe('judged');
    expect(newest(synthesis('made', YESTERDAY), drift('judged', YESTERDAY))).toBe('made');
    expect(newest(drift('judged'))).toBeUndefined();
    expect(newest()).toBeUndefined();
  });

  it('is none that lies ahead of the clock by more than clocks may differ', () => {
    const made = aroundSpan(NOON, CLOCK_SKEW, (asOf) =>
      newest(synthesis('a', YESTERDAY), synthesis('b', asOf)),
    );
    expect(made).toEqual({ before: 'b', on: 'b', after: 'a' });
    const narrow = aroundSpan(
      NOON,
      1000,
      (asOf) => newestManifest([synthesis('b', asOf)], NOON, 1000)?.manifest,
    );
    expect(narrow).toEqual({ before: 'b', on: 'b', after: undefined });
  });
});
