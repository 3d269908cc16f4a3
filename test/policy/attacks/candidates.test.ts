import { RuleEngine, type DecisionRecord, type ObservedChange } from '../../../lib/policy/index.js';
import { accountRow } from '../../_helpers/people.js';
import { bot, changeBy, user } from '../facts/_ground.js';
import { EXAMPLE } from '../rules/_rules.js';
import { approved, decide, delegation, hoursAgo, MANAGED, MANAGER, TWO, type Case } from './_stage.js';

let engine: RuleEngine;
beforeAll(async () => {
  engine = await RuleEngine.of(EXAMPLE);
});

/** A change that brought the ticket before, and was closed. */
const closedBy = (opener: string, pusher = opener): ObservedChange => ({
  ...changeBy(user(opener)),
  ...{ change: 'pull/0', openedAt: hoursAgo(48), state: 'closed', pushedBy: [user(pusher)] },
});

const ONE: Case = { owners: ['4'] };
const said = ({ outcome, reasons }: DecisionRecord): readonly string[] => [
  outcome,
  ...reasons.map(({ code }) => code),
];
const DEAD = ['escalate', 'NO_APPROVER_ALIVE'];
const WAITING = ['pending', 'APPROVAL_MISSING'];
const asked = (each: Case): readonly (readonly string[])[] =>
  decide(each, engine).conditions.map(({ candidates }) => candidates);

describe('whoever can approve is looked at before they are asked (REQ-052)', () => {
  const GONE: readonly (readonly [string, Case])[] = [
    ['has left', { hr: { '4': { status: 'terminated', last_day: '2026-11-19' } } }],
    ['is on leave', { hr: { '4': { status: 'on-leave' } } }],
    ['has not started', { hr: { '4': { start_date: '2026-12-01' } } }],
    ['would get the access', { ticket: { principal: 'hr:4' }, change: changeBy(user('l7')) }],
    ['asked for it', { change: { openedBy: user('l4'), pushedBy: [] } }],
    ['is who an agent asked for', { ticket: { onBehalfOf: 'hr:4' }, change: changeBy(bot('copilot')) }],
    ['pushed to it', { change: { pushedBy: [user('l4')] } }],
    ['asked for it by a change that was closed', { changes: [closedBy('l4')] }],
    ['pushed to a change of it that was closed', { changes: [closedBy('l7', 'l4')] }],
    ['has two logins', { accounts: [accountRow('hr:4', 'github', { native_id: 'b', login: 'b' })] }],
  ];

  test.each(GONE)('the one approver %s: nobody is waited for', (_, each) => {
    expect(said(decide({ ...ONE, ...each }, engine))).toEqual(DEAD);
    expect(asked({ ...ONE, ...each })).toEqual([[]]);
  });

  test.each(GONE)('one of two approvers %s: the other is asked', (_, each) => {
    expect(said(decide(each, engine))).toEqual(WAITING);
    expect(asked(each)).toEqual([['hr:5']]);
  });

  test.each(GONE.slice(0, 3).concat(GONE.slice(-1)))(
    'the one approver %s and delegated before: the delegate is asked, unless they are gone themselves',
    (title, each) => {
      const delegated = { ...ONE, ...each, delegations: [delegation()] };
      // Who has left cannot be acted for, and whose data are in doubt neither.
      const void_ = title === 'has left' || title === 'has two logins';
      expect(asked(delegated)).toEqual([void_ ? [] : ['hr:7']]);
      expect(asked({ ...delegated, hr: { ...each.hr, '7': { status: 'on-leave' } } })).toEqual([[]]);
    },
  );

  test('whose approval would not count is not asked: nor does it after a change of theirs was closed', () => {
    const own = { ...ONE, reviews: [approved('l4')] };
    expect(decide({ ...own, changes: [closedBy('l4')] }, engine).outcome).not.toBe('approve');
    expect(decide({ ...own, changes: [closedBy('l3')] }, engine).outcome).toBe('approve');
  });

  test('commits that bear the e-mails of all approvers hold nobody up for ever, and call for nobody else', () => {
    const named: Case = { change: { emails: ['p4@example.org', 'p5@example.org'] } };
    expect(said(decide(named, engine))).toEqual(WAITING);
    expect(asked({ change: { emails: ['p4@example.org'] } })).toEqual([['hr:5']]);
  });

  test('a manager alone above low risk is no approver', () => {
    expect(said(decide({ route: MANAGER }, engine))).toEqual(DEAD);
    expect(asked({ route: MANAGER, risk: 'low' })).toEqual([['hr:3']]);
  });

  test('two seats that only one person could fill are a dead end, and told while both are open', () => {
    const both = { route: TWO, owners: ['5'], hr: { '6': { status: 'on-leave' } } } as const;
    expect(said(decide(both, engine))).toEqual([...DEAD, 'APPROVAL_MISSING']);
    expect(said(decide({ ...both, reviews: [approved('l5')] }, engine))).toEqual(DEAD);
    expect(said(decide({ ...both, owners: ['4', '5'] }, engine))).toEqual([...WAITING, 'APPROVAL_MISSING']);
  });

  test('who has approved is not asked again, and makes room where they could sit elsewhere', () => {
    expect(asked({ route: TWO, reviews: [approved('l5')] })).toContainEqual(['hr:4']);
    // Only 5 owns it and sits for security: when 6 approves for security, 5 moves over.
    const moved: Case = { route: TWO, owners: ['5'], reviews: [approved('l5')] };
    expect(asked(moved)).toContainEqual(['hr:6']);
    expect(said(decide({ ...moved, reviews: [approved('l5'), approved('l6')] }, engine))).toEqual([
      'approve',
    ]);
  });
});

describe('changes asked for', () => {
  const changes = (login: string, more: object = {}) =>
    approved(login, { state: 'changes-requested', ...more });

  test.each([
    ['somebody who may approve', { reviews: [approved('l4'), changes('l5')] }],
    [
      'their delegate',
      { delegations: [delegation()], reviews: [approved('l5'), changes('l7', { for: 'hr:4' })] },
    ],
    ['them, on an earlier head', { reviews: [approved('l4'), changes('l5', { head: 'head@0' })] }],
  ] satisfies [string, Case][])('hold it up: by %s', (_, each) => {
    expect(said(decide(each, engine))).toEqual(['pending', 'CHANGES_REQUESTED']);
  });

  test.each([
    ['somebody who holds no role', { reviews: [approved('l4'), changes('l7')] }],
    ['a bot', { reviews: [approved('l4'), { ...changes('l5'), by: { login: 'l5', kind: 'bot' } }] }],
    ['who acts without a record', { reviews: [approved('l5'), changes('l7', { for: 'hr:4' })] }],
    ['who approved since', { reviews: [approved('l4'), changes('l5', { at: hoursAgo(2) }), approved('l5')] }],
    [
      'who was dismissed since',
      {
        reviews: [approved('l4'), changes('l5', { at: hoursAgo(2) }), approved('l5', { state: 'dismissed' })],
      },
    ],
    ['who is away', { hr: { '5': { status: 'on-leave' } }, reviews: [approved('l4'), changes('l5')] }],
    ['somebody on another change', { reviews: [approved('l4'), changes('l5', { change: 'pull/2' })] }],
  ] satisfies [string, Case][])('do not: by %s', (_, each) => {
    expect(said(decide(each, engine))).toEqual(['approve']);
  });
});

test('a manager counts beside an owner, and a person for each seat', () => {
  const { conditions } = decide({ route: MANAGED, reviews: [approved('l3'), approved('l4')] }, engine);
  expect(conditions).toEqual([
    { role: 'owner platform', filledBy: 'hr:4', candidates: [] },
    { role: 'manager', filledBy: 'hr:3', candidates: [] },
  ]);
});
