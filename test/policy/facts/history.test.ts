import { parseInstant, type Instant } from '../../../lib/kernel/index.js';
import { findingsAbout, type CheckId, type IdentityFinding } from '../../../lib/identity/index.js';
import { checkOf } from '../../../lib/identity/index.js';
import type { ResolvedTicket } from '../../../lib/policy/index.js';
import { escalatesAgainst, identityDoubts } from '../../../lib/policy/facts/doubts.js';
import { isReviewAnswered } from '../../../lib/policy/facts/reviewed.js';
import { overdueDays } from '../../../lib/policy/facts/rules-age.js';
import { sameExceptions } from '../../../lib/policy/facts/same-exception.js';
import { person } from '../../../lib/model/index.js';
import { groundOf, NOW, resolvedOf, ticketOf, worker } from './_ground.js';

const at = (day: number): Instant => parseInstant(`2026-11-${String(day).padStart(2, '0')}T09:00:00Z`);

describe('the same exception before (REQ-094)', () => {
  const exception = (id: string, changes: object = {}): ResolvedTicket =>
    resolvedOf(
      ticketOf({
        ticket: id,
        kind: 'exception',
        exception: { policy: 'cutover', reason: 'CUTOVER' },
        ...changes,
      }),
    );
  const now = exception('ACC-0009');
  function count(approved: readonly (readonly [ResolvedTicket, Instant])[], of = now): number {
    return sameExceptions(
      of,
      groundOf({
        tickets: new Map([...approved.map(([each]) => each), of].map((each) => [each.ticket.ticket, each])),
        approvedAt: (content) => approved.find(([{ digest }]) => digest === content)?.[1],
      }),
    );
  }

  test('each that was approved counts', () => {
    expect(count([])).toBe(0);
    expect(
      count([
        [exception('ACC-0001'), at(1)],
        [exception('ACC-0002'), at(2)],
      ]),
    ).toBe(2);
  });

  test('not one of another policy, person or kind, nor one that was never approved', () => {
    const other = { policy: 'other', reason: 'CUTOVER' };
    expect(count([[exception('ACC-0001', { exception: other }), at(1)]])).toBe(0);
    expect(count([[exception('ACC-0001', { principal: 'hr:1' }), at(1)]])).toBe(0);
    expect(count([[resolvedOf(ticketOf({ ticket: 'ACC-0001' })), at(1)]])).toBe(0);
    expect(sameExceptions(now, groundOf({ tickets: new Map([['ACC-0001', exception('ACC-0001')]]) }))).toBe(
      0,
    );
  });

  test('what was approved later is not held against what was approved before it', () => {
    const first = exception('ACC-0001');
    expect(
      count(
        [
          [first, at(1)],
          [exception('ACC-0002'), at(2)],
          [exception('ACC-0003'), at(3)],
        ],
        first,
      ),
    ).toBe(0);
  });

  test('two of one moment count once, by the order of their ids', () => {
    const [a, b] = [exception('ACC-0001'), exception('ACC-0002')];
    const both = [
      [a, at(1)],
      [b, at(1)],
    ] as const;
    expect(count(both, a) + count(both, b)).toBe(1);
  });

  test('a ticket of another kind is no exception of anything', () => {
    expect(count([[exception('ACC-0001'), at(1)]], resolvedOf())).toBe(0);
  });
});

describe('what a review of a workload asks (REQ-080)', () => {
  const review = {
    rotation: 'The nightly run stops',
    dependents: 'The ledger',
    revocation: 'Delete the role',
  };
  const answered = (principal: string, said?: object) =>
    isReviewAnswered(ticketOf({ principal, ...(said ? { review: said } : {}) }));

  test('is answered whole', () => {
    expect(answered('workload:bot', review)).toBe(true);
  });

  test.each(['rotation', 'dependents', 'revocation'] as const)('is not without `%s`', (field) => {
    const { [field]: _, ...rest } = review;
    expect(answered('workload:bot', rest)).toBe(false);
  });

  test('is not asked of people, and never left out of a workload', () => {
    expect(answered('hr:1')).toBe(true);
    expect(answered('workload:bot')).toBe(false);
  });
});

describe('the age of the rules (REQ-036)', () => {
  test('whole days since the one longest past its review, and never below 0', () => {
    expect(overdueDays([{ reviewBy: at(1) }, { reviewBy: at(15) }], at(20))).toBe(19);
    expect(overdueDays([{ reviewBy: at(20) }], at(20))).toBe(0);
    expect(overdueDays([{ reviewBy: at(28) }], at(20))).toBe(0);
    expect(overdueDays([], NOW)).toBe(0);
  });
});

describe('identity checks against a beneficiary (REQ-003, REQ-005)', () => {
  const finding = (check: CheckId): IdentityFinding => ({
    check,
    severity: checkOf(check).severity,
    feed: 'hr',
    lines: [2],
    about: ['hr:2'],
    message: `${check} it is`,
    remedy: 'mend it',
  });
  const about = (check: CheckId, who = '2') => {
    const findings = findingsAbout([finding(check)]);
    const principal = person(worker(who));
    return {
      doubts: identityDoubts(principal, { findings }).map(({ code }) => code),
      escalates: escalatesAgainst(principal, { findings }),
    };
  };

  test.each([
    ['fact-missing', ['IDENTITY_INCOMPLETE'], []],
    ['manager-missing', ['IDENTITY_INCOMPLETE'], []],
    ['department-differs', ['IDENTITY_INCONSISTENT'], []],
    ['several-accounts', ['IDENTITY_INCONSISTENT'], []],
    ['title-differs', [], ['title-differs']],
    ['terminated-active', [], ['terminated-active']],
    // These are facts of their own, over which rules decide.
    ['sponsor-left', [], []],
    ['workload-ownerless', [], []],
    // Against approvers only.
    ['approver-left', [], []],
  ] as const)('%s', (check, doubts, escalates) => {
    expect(about(check)).toEqual({ doubts, escalates });
  });

  test('of somebody else they say nothing', () => {
    expect(about('department-differs', '1')).toEqual({ doubts: [], escalates: [] });
  });
});
