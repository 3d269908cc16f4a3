import { leftBecause } from '../employment.js';
import type { FeedFacts, IdentityCheck } from './check.js';

/** Who delegates, or to whom, has left or is nobody whom HR has: nobody acts by such a delegation. */
export const delegateGone: IdentityCheck = {
  over: 'feeds',
  severity: 'refuse',
  against: ['approver'],
  about: 'A delegation that is not over is from or to somebody who has left, or whom HR does not have.',
  remedy: 'end the delegation at its source, and record one between people at work',
  find: (facts) =>
    facts.delegations.flatMap(({ value, line }) => {
      if (value.end <= facts.asOf) return [];
      return [value.from, value.to].flatMap((id) => {
        const why = absence(facts, id);
        if (why === undefined) return [];
        const message = `delegation \`${value.record}\` from \`hr:${value.from}\` to \`hr:${value.to}\`: \`hr:${id}\` ${why}`;
        return [{ feed: 'delegations' as const, lines: [line], about: [`hr:${value.to}`], message }];
      });
    }),
};

function absence({ people, hasRow, asOf }: FeedFacts, id: string): string | undefined {
  const record = people.get(id);
  const left = record && leftBecause(record.value, asOf);
  if (left !== undefined) return `is gone: ${left}`;
  return record || hasRow(id) ? undefined : 'is nobody whom HR has';
}
