import { parseHrRow, tryLeaver } from '../../lib/identity/rows.js';
import { parseInstant } from '../../lib/kernel/index.js';
import { atBounds } from '../_helpers/bounds.js';
import { hrRow } from '../_helpers/people.js';

const gone = { before: false, on: true, after: true };

describe('a last day', () => {
  it('is worked to its end', () => {
    const { lastDay } = parseHrRow(hrRow('1', { last_day: '2026-11-20' }), 'hr.csv');
    expect(lastDay).toBe('2026-11-21T00:00:00.000Z');
  });

  it('of a row that cannot be read whole ends access once it has come', () => {
    const row = { worker_id: '10482', last_day: '2026-11-20', start_date: 'nonsense' };
    const bound = parseInstant('2026-11-21T00:00:00Z');
    expect(atBounds(bound, (at) => tryLeaver(row, at) !== undefined)).toEqual(gone);
  });
});
