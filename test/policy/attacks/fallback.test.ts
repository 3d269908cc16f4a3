import fc from 'fast-check';
import { branded, canonicalJson } from '../../../lib/kernel/index.js';
import type { Route } from '../../../lib/manifest/index.js';
import { RuleEngine, type DecisionRecord } from '../../../lib/policy/index.js';
import { accountRow } from '../../_helpers/people.js';
import { bot, user } from '../facts/_ground.js';
import { EXAMPLE } from '../rules/_rules.js';
import { approved, decide, delegation, ELSE, inputOf, uncounted, type Case } from './_stage.js';

let engine: RuleEngine;
beforeAll(async () => {
  engine = await RuleEngine.of(EXAMPLE);
});

const worker = branded<'worker'>;
/** 4 owns it; then 6 and 5 of security; then it goes to 7 and to 1. */
const ONE: Case = { route: ELSE, owners: ['4'] };
const AWAY = { '4': { status: 'on-leave' } } as const;
const NOBODY = { ...AWAY, '5': { status: 'on-leave' }, '6': { status: 'terminated' } } as const;

/** Whoever manages the beneficiary; then security. */
const LINE: Route = {
  kind: 'one',
  from: { role: 'manager', fallback: [{ role: 'team', team: 'security' }] },
};

/** One more login of an owner at the forge. */
const SECOND = accountRow('hr:4', 'github', { login: 'second-4', native_id: 'second-4' });

const of = (each: Case): DecisionRecord => decide({ ...ONE, ...each }, engine);
const condition = (each: Case) => of(each).conditions[0];
const because = (each: Case): string | undefined =>
  condition(each)
    ?.fallback?.because.map(({ who, why, says }) => `${String(who)} ${why}: ${says}`)
    .join();

describe('why the fallback is asked is said (REQ-052)', () => {
  test.each([
    ['left', { hr: { '4': { last_day: '2026-11-18' } } }, /^hr:4 inactive: has left: the last working day/],
    [
      'terminated',
      { hr: { '4': { status: 'terminated' } } },
      /^hr:4 inactive: has left: HR says terminated$/,
    ],
    ['not started', { hr: { '4': { start_date: '2026-12-01' } } }, /^hr:4 inactive: does not start before/],
    ['on leave', { hr: AWAY }, /^hr:4 absent: is on leave$/],
    ['who asked for it', { change: { openedBy: user('l4'), pushedBy: [] } }, /^hr:4 self: asked for it$/],
    ['who would get it', { ticket: { principal: 'hr:4' } }, /^hr:4 self: would get the access$/],
    ['without one login', { accounts: [SECOND] }, /^hr:4 missing: has no one login/],
    ['HR does not know', { owners: ['99'] }, /^hr:99 missing: is not known to HR$/],
    [
      'nobody is, of a head without manager',
      {
        ...{ route: LINE, risk: 'low', ticket: { principal: 'hr:1' } },
        change: { openedBy: user('l1'), pushedBy: [] },
      },
      /^undefined missing: nobody is named as manager$/,
    ],
  ] satisfies [string, Case, RegExp][])('an owner %s', (_, each, says) => {
    expect(because(each)).toMatch(says);
    expect(condition(each)).toMatchObject({ candidates: ['hr:5', 'hr:6'] });
    expect(of({ ...each, reviews: [approved('l6')] }).outcome).toBe('approve');
  });

  test('that another bears the login of an owner is doubt, and opens nothing', () => {
    const claimed: Case = { logins: { '4': 'l3' } };
    expect(condition(claimed)?.fallback).toBeUndefined();
    expect(of({ ...claimed, reviews: [approved('l6')] }).outcome).not.toBe('approve');
  });

  test('in the decision, and beside who filled it', () => {
    const [waiting] = of({ hr: AWAY }).reasons;
    expect(waiting).toMatchObject({
      code: 'APPROVAL_MISSING',
      message: 'owner platform has not approved: hr:4 is on leave; asked instead: team security',
      remedy: 'ask hr:5, hr:6',
    });
    expect(condition({ hr: AWAY, reviews: [approved('l6')] })).toEqual({
      role: 'owner platform',
      filledBy: 'hr:6',
      candidates: [],
      fallback: {
        because: [{ who: 'hr:4', why: 'absent', says: 'is on leave' }],
        asked: ['team security'],
      },
    });
  });

  test('every holder is looked at: one who is there keeps it closed', () => {
    const two = { owners: ['4', '3'] } as const;
    expect(condition({ ...two, hr: AWAY })).toEqual({ role: 'owner platform', candidates: ['hr:3'] });
    expect(because({ ...two, hr: { ...AWAY, '3': { status: 'terminated' } } })).toMatch(
      /^hr:3 inactive: .*,hr:4 absent: is on leave$/,
    );
  });

  test('of a route without one nothing is said, and it is escalated as before', () => {
    const plain = { route: { kind: 'one', from: { role: 'owner' } }, hr: AWAY } as const;
    expect(condition(plain)).toEqual({ role: 'owner platform', candidates: [] });
    expect(of(plain).reasons[0]).toMatchObject({
      outcome: 'escalate',
      message: 'nobody who is at work can approve as owner platform',
      remedy: 'name another approver for the role by a governance change',
    });
  });
});

describe('who acts for a holder', () => {
  const acting: Case = { hr: AWAY, delegations: [delegation()] };

  test('is asked before the fallback is', () => {
    expect(condition(acting)).toEqual({ role: 'owner platform', candidates: ['hr:7'] });
    expect(uncounted(of({ ...acting, reviews: [approved('l6')] }))).toContain('FALLBACK_CLOSED');
  });

  test('and leaves it to the fallback when they are away themselves, not when they push', () => {
    expect(because({ ...acting, hr: { ...AWAY, '7': { status: 'on-leave' } } })).toMatch(/^hr:4 absent/);
    expect(because({ ...acting, change: { openedBy: user('l7'), pushedBy: [] } })).toMatch(/^hr:4 absent/);
    expect(condition({ ...acting, change: { pushedBy: [user('l7')] } })).not.toHaveProperty('fallback');
  });

  test('is no way around a holder who asked for it: whom they would send, they would choose', () => {
    const sent: Case = { delegations: [delegation()], change: { openedBy: user('l4'), pushedBy: [] } };
    expect(because(sent)).toMatch(/^hr:4 self: asked for it$/);
    expect(condition(sent)).toMatchObject({ candidates: ['hr:5', 'hr:6'] });
    expect(of({ ...sent, reviews: [approved('l7', { for: 'hr:4' })] }).outcome).toBe('pending');
    expect(of({ ...sent, reviews: [approved('l6')] }).outcome).toBe('approve');
  });

  test('of the fallback counts, and is no second voice beside them', () => {
    const delegated = { hr: AWAY, delegations: [delegation({ from: 'hr:6' })] };
    expect(of({ ...delegated, reviews: [approved('l7', { for: 'hr:6' })] }).outcome).toBe('approve');
  });
});

test('whoever manages who would get it stands in for nobody (REQ-052)', () => {
  const managed: Case = { hr: { ...AWAY, '2': { manager_id: '6' } } };
  expect(condition(managed)).toMatchObject({ candidates: ['hr:5'] });
  const record = of({ ...managed, reviews: [approved('l6')] });
  expect([record.outcome, uncounted(record)]).toEqual([
    'pending',
    expect.arrayContaining(['MANAGER_NOT_SUFFICIENT']),
  ]);
  expect(of({ ...managed, reviews: [approved('l5')] }).outcome).toBe('approve');
});

describe('to whom it goes when nobody of the fallback can be asked', () => {
  test('is said, of those who are there and have no part in it', () => {
    expect(condition({ hr: NOBODY })).toMatchObject({ candidates: [], escalation: ['hr:1', 'hr:7'] });
    expect(of({ hr: NOBODY }).reasons[0]).toMatchObject({
      outcome: 'escalate',
      code: 'NO_APPROVER_ALIVE',
      message:
        'nobody who is at work can approve as owner platform: hr:4 is on leave; asked instead: team security',
      remedy: 'take it to hr:1, hr:7, who can have another approver named by a governance change',
    });
    const hr = { ...NOBODY, '7': { status: 'on-leave' } };
    expect(condition({ hr })).toMatchObject({ escalation: ['hr:1'] });
    const asked = { hr: NOBODY, change: { openedBy: user('l7'), pushedBy: [] } };
    expect(condition(asked)).toMatchObject({ escalation: ['hr:1'] });
    expect(condition({ hr: NOBODY, change: { pushedBy: [user('l1')] } })).toMatchObject({
      escalation: ['hr:7'],
    });
    expect(condition({ hr: NOBODY, ticket: { principal: 'hr:7' } })).toMatchObject({ escalation: ['hr:1'] });
    const doubted = { hr: NOBODY, logins: { '1': 'l7' } };
    expect(condition(doubted)?.escalation).not.toContain('hr:1');
  });

  test('or that nobody of them is there either', () => {
    const hr = { ...NOBODY, '7': { status: 'terminated' } };
    const record = of({ hr, change: { openedBy: user('l1'), pushedBy: [] } });
    expect(record.conditions[0]).toMatchObject({ escalation: [] });
    expect(record.reasons[0]?.remedy).toMatch(/nobody of its escalation list is there either$/);
  });

  test('where somebody can be asked nobody is bothered, and they approve nothing', () => {
    expect(condition({ hr: AWAY })).not.toHaveProperty('escalation');
    expect(condition({})).not.toHaveProperty('escalation');
    const record = of({ hr: NOBODY, reviews: [approved('l7')] });
    expect([record.outcome, uncounted(record)]).toEqual(['escalate', ['APPROVER_WRONG_SCOPE']]);
  });
});

test('an approval covers whom it fell back on: of another list it is of another content', () => {
  const before = inputOf({ ...ONE, hr: AWAY, reviews: [approved('l6')] }, engine);
  const seen = before.observations.reviews.map(({ contents }) => contents);
  const route: Route = {
    kind: 'one',
    from: { role: 'owner', fallback: [{ role: 'person', person: worker('6') }] },
  };
  const changed = of({ route, hr: AWAY, reviews: [approved('l6', { contents: seen[0] ?? {} })] });
  expect([changed.outcome, uncounted(changed)]).toEqual(['pending', ['APPROVAL_STALE']]);
  expect(of({ route, hr: AWAY, reviews: [approved('l6')] }).outcome).toBe('approve');
  const told: Route = { ...ELSE, from: { ...ELSE.from, escalation: [{ role: 'owner' }] } };
  expect(
    uncounted(of({ route: told, hr: AWAY, reviews: [approved('l6', { contents: seen[0] ?? {} })] })),
  ).toEqual(['APPROVAL_STALE']);
});

describe('laws of fallbacks', () => {
  const ids = ['3', '4', '5', '6', '7'];
  const facts = fc.record({
    hr: fc
      .dictionary(fc.constantFrom(...ids), fc.constantFrom('on-leave', 'terminated', 'active'))
      .map((each) => Object.fromEntries(Object.entries(each).map(([id, status]) => [id, { status }]))),
    opener: fc.constantFrom('l2', 'l3', 'l4', 'l5', 'l6'),
    approvers: fc.subarray(['l3', 'l4', 'l5', 'l6', 'l7']),
    owners: fc.constantFrom<readonly [string, ...string[]]>(['4'], ['4', '3'], ['5']),
  });
  const said = fc.record({
    emails: fc.subarray(ids.map((id) => `Person <p${id}@example.org>`)),
    pushers: fc.subarray(['l3', 'l4', 'l5', 'l6', 'l7']),
  });
  type Facts = typeof facts extends fc.Arbitrary<infer T> ? T : never;
  const caseOf = (
    { hr, opener, approvers, owners }: Facts,
    { emails, pushers }: { emails: readonly string[]; pushers: readonly string[] },
  ): Case => ({
    ...{ route: ELSE, owners, hr },
    change: { openedBy: user(opener), pushedBy: pushers.map(user), emails },
    reviews: approvers.map((login) => approved(login)),
  });
  const NONE = { emails: [], pushers: [] };

  test('what commits bear and who pushed never opens one, nor says that it is open', () => {
    fc.assert(
      fc.property(facts, said, (each, more) => {
        const [plain, named] = [NONE, more].map((with_) => decide(caseOf(each, with_), engine));
        expect(named?.conditions[0]?.fallback).toEqual(plain?.conditions[0]?.fallback);
        if (plain?.outcome !== 'approve') expect(named?.outcome).not.toBe('approve');
      }),
      { numRuns: 80 },
    );
  });

  test('nor does it matter for whom a program says that it acts', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom(...ids), (each, whom) => {
        const { change, ...rest } = caseOf(each, NONE);
        const byProgram = (for_: string): Case => ({
          ...rest,
          change: { ...change, openedBy: bot('copilot') },
          ticket: { onBehalfOf: `hr:${for_}` },
        });
        const open = ({ conditions }: DecisionRecord): boolean => conditions[0]?.fallback !== undefined;
        const named = decide(byProgram(whom), engine);
        if (named.conditions.length > 0 && open(named))
          expect(open(decide(byProgram('2'), engine))).toBe(true);
      }),
      { numRuns: 80 },
    );
  });

  test('who of the fallback counts only while nobody who holds the role could be asked', () => {
    fc.assert(
      fc.property(facts, said, (each, more) => {
        const record = decide(caseOf(each, more), engine);
        const [first] = record.conditions;
        const held = (first?.filledBy ?? '').slice('hr:'.length);
        if (first?.filledBy !== undefined && !each.owners.includes(held))
          expect(first.fallback).toBeDefined();
      }),
      { numRuns: 80 },
    );
  });

  test('the order of reviews never matters (REQ-030)', () => {
    fc.assert(
      fc.property(facts, said, (each, more) => {
        const one = decide(caseOf(each, more), engine);
        const turned = decide(caseOf(each, more), engine, (all) => [...all].reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(one));
      }),
      { numRuns: 40 },
    );
  });
});
