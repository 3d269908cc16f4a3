import { parseTicket, TICKET_SCHEMA } from '../../../lib/manifest/index.js';
import { RuleEngine, type DecisionRecord } from '../../../lib/policy/index.js';
import { EXAMPLE } from '../rules/_rules.js';
import { decidedOf, decideRow } from './stage.js';
import { goldenRows } from './table.js';

const ROWS = goldenRows();
let engine: RuleEngine;
beforeAll(async () => {
  engine = await RuleEngine.of(EXAMPLE);
});

/** What was decided of a row, found by what it is about. */
function decided(about: string): DecisionRecord {
  const [row, ...more] = ROWS.filter((each) => each.about.startsWith(about));
  if (!row || more.length > 0) throw new Error(`"${about}" begins ${more.length + 1} rows`);
  return decidedOf(decideRow(row, engine));
}

describe('what a decision says beside outcome and codes', () => {
  test('REQ-001 the rules are asked what HR has, whatever the ticket says of itself', () => {
    const claims = decided('An employee speaks as a vendor');
    expect(claims.facts?.principal).toEqual(decided('They name the same title').facts?.principal);
    expect(claims.facts?.principal).toMatchObject({ holder: 'employee', department: 'Platform' });
    expect(claims.facts?.context.origin.claims).toEqual(['reaches']);
  });

  test('REQ-001 a ticket has no field for what HR knows', () => {
    const ticket = {
      schema: TICKET_SCHEMA,
      ticket: 'ACC-0100',
      kind: 'standard',
      principal: 'hr:10',
      package: 'prod-read',
      asset: 'platform',
      justification: 'Roll back the failed migration',
      window: { start: 'on-approval', for: '4h' },
    };
    expect(parseTicket(ticket, 'a.yaml')).toMatchObject({ principal: 'hr:10' });
    for (const field of ['title', 'department', 'manager', 'jobCode', 'status'])
      expect(() => parseTicket({ ...ticket, [field]: 'SRE' }, 'a.yaml')).toThrow(
        expect.objectContaining({ code: 'TICKET_INVALID', place: expect.objectContaining({ path: field }) }),
      );
  });

  test('REQ-003 the field that HR lacks is named, and nobody is asked', () => {
    const { reasons, conditions } = decided('HR has no department');
    expect(reasons.map(({ message }) => message)).toEqual([expect.stringContaining('`department`')]);
    expect(conditions).toEqual([]);
  });

  test('REQ-004 a gap refuses, which is not a denial, and asks nobody; without it somebody is asked', () => {
    const gap = decided('HR names no manager');
    expect([gap.outcome, gap.conditions, gap.reviews]).toEqual(['refuse', [], []]);
    const whole = decided('Nobody approved');
    expect(whole.conditions.map(({ candidates }) => candidates)).toEqual([['hr:20', 'hr:21']]);
  });

  test('REQ-005 a contradiction is told with both values and both sources', () => {
    const [reason] = decided('HR and directory name different departments').reasons;
    expect(reason?.message).toContain('HR has department `Platform` of `hr:10`, aws has `Sales`');
  });

  test('REQ-021 a class is kept as it was declared and as it was computed', () => {
    expect(decided('Claims that an administrator is routine').facts?.request).toMatchObject({
      declaredClass: 'routine',
      class: 'privileged',
    });
  });

  test('REQ-044 beside the manager’s approval the owner’s is named as lacking', () => {
    expect(decided('The manager alone, of what is privileged').conditions).toEqual([
      { role: 'owner payments', candidates: ['hr:30', 'hr:31'] },
      { role: 'manager', filledBy: 'hr:32', candidates: [] },
    ]);
  });

  test('REQ-050 each review that counts names the condition of the route that it satisfies', () => {
    const approved = ROWS.map((row) => decidedOf(decideRow(row, engine))).filter(
      ({ outcome }) => outcome === 'approve',
    );
    const counted = approved.flatMap(({ reviews, conditions }) =>
      reviews.filter((each) => each.counted).map((each) => ({ ...each, conditions })),
    );
    expect(counted.length).toBeGreaterThan(50);
    for (const { condition, approver, conditions } of counted)
      expect(conditions.find(({ role }) => role === condition)?.filledBy).toBe(approver);
  });
});
