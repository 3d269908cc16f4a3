import fc from 'fast-check';
import { correlate, type IdentityFinding, type IdentitySnapshot } from '../../lib/identity/index.js';
import { canonicalJson } from '../../lib/kernel/index.js';
import { accountRow, AS_OF, feed, hrRow, recordsFeed } from '../_helpers/people.js';

type Row = Readonly<Record<string, string>>;

const id = fc.constantFrom('1', '2', '3', '4', '5');
const hr: fc.Arbitrary<Row> = fc
  .record({
    worker_id: id,
    status: fc.constantFrom('active', 'on-leave', 'terminated', '?'),
    department: fc.constantFrom('Platform', ''),
    email: fc.constantFrom('a@example.org', 'b@example.org', 'c@example.org'),
    manager_id: fc.oneof(id, fc.constant('')),
  })
  .map(({ worker_id, ...changes }) => hrRow(worker_id, changes));
const account: fc.Arbitrary<Row> = fc
  .record({
    owner: fc.oneof(
      id.map((each) => `hr:${each}`),
      fc.constantFrom('workload:bot', 'shared:desk', ''),
    ),
    source: fc.constantFrom('okta', 'github'),
    native_id: id,
    login: id,
    status: fc.constantFrom('active', 'deprovisioned', '', '?'),
    department: fc.constantFrom('Platform', 'Eng', ''),
  })
  .map(({ owner, source, ...changes }) => accountRow(owner, source, changes));
const delegation = fc.record({
  record: fc.constantFrom('A', 'B', ''),
  from: id.map((each) => `hr:${each}`),
  to: id.map((each) => `hr:${each}`),
  scope: fc.constant('all'),
  start: fc.constant('2026-11-01T00:00:00Z'),
  end: fc.constantFrom('2026-12-01T00:00:00Z', '2026-10-01T00:00:00Z'),
});

/** What a snapshot says whatever the lines are: they are those of the file, and move with its rows. */
function said(hrRows: readonly Row[], accounts: readonly Row[], delegations: readonly object[]): string {
  try {
    const {
      feeds: _,
      findings = [],
      ...rest
    }: IdentitySnapshot = correlate(feed('hr', hrRows), feed('directory', accounts), AS_OF, {
      delegations: recordsFeed('delegations', delegations),
    });
    return canonicalJson({ ...rest, findings: findings.map(withoutLines).sort() }).replace(
      /line \d+/g,
      'line',
    );
  } catch (error) {
    return (error as { code: string }).code;
  }
}

function withoutLines({ lines, said: both = [], message, ...finding }: IdentityFinding): string {
  const words = message.replace(/line \d+/g, 'line');
  return canonicalJson({
    ...finding,
    count: lines.length,
    words,
    both: both.map(({ feed: of, field, value }) => [of, field, value]),
  });
}

test('the order of rows never matters', () => {
  fc.assert(
    fc.property(
      fc.array(hr, { minLength: 1, maxLength: 7 }),
      fc.array(account, { maxLength: 7 }),
      fc.array(delegation, { maxLength: 3 }),
      fc.infiniteStream(fc.nat()),
      (rows, accounts, delegations, numbers) => {
        const shuffled = <T>(list: readonly T[]): T[] =>
          list
            .map((value) => [numbers.next().value as number, value] as const)
            .sort(([a], [b]) => a - b)
            .map(([, value]) => value);
        expect(said(shuffled(rows), shuffled(accounts), shuffled(delegations))).toBe(
          said(rows, accounts, delegations),
        );
      },
    ),
    { numRuns: 400 },
  );
});
