import type { Instant } from '../../kernel/index.js';
import { employmentEnds, leftBecause } from '../employment.js';
import type { IdentitySnapshot, PersonRecord } from '../snapshot.js';
import type { IdentityCheck } from './check.js';

/** Somebody who had left is at work again under the same id: what ended with the old employment must not come back by it. */
export const rehired: IdentityCheck = {
  over: 'memory',
  clearedBy: 'hire',
  severity: 'escalate',
  against: ['subject', 'approver'],
  about: 'Somebody who had left by the last accepted feed is at work again under the same worker id.',
  remedy: 'give the new employment a worker id of its own, or record the hire in `feeds.events`',
  find: (now, last) => {
    const before = new Map(last.people.map((each) => [each.id, each]));
    return now.people.flatMap((each) => {
      const earlier = before.get(each.id);
      const left = earlier && leftBecause(earlier, last.asOf);
      if (!earlier || left === undefined || leftBecause(each, now.asOf) !== undefined) return [];
      const message = `\`hr:${each.id}\` is at work again under the same id, after the feed of ${last.asOf} had them gone: ${left}`;
      const until = earliestEnd(earlier, last);
      return [
        {
          feed: 'hr' as const,
          lines: [],
          about: [`hr:${each.id}`],
          message,
          said: [{ feed: 'hr' as const, field: 'until', value: until, lines: [] }],
        },
      ];
    });
  },
};

/** When the old employment was over, as far as the last feed tells: no hire before that can be the new one. */
function earliestEnd(record: PersonRecord, { asOf, feeds }: IdentitySnapshot): Instant {
  const known = feeds.find(({ source }) => source === 'hr')?.generatedAt ?? asOf;
  return employmentEnds(record, known).reduce((first, end) => (end < first ? end : first), known);
}
