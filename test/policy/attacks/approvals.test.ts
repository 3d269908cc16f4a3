import { plus } from '../../../lib/kernel/index.js';
import { RuleEngine, type DecisionRecord } from '../../../lib/policy/index.js';
import { accountRow, AS_OF } from '../../_helpers/people.js';
import { bot, changeBy, user } from '../facts/_ground.js';
import { EXAMPLE } from '../rules/_rules.js';
import {
  approved,
  decide,
  delegation,
  hoursAgo,
  MANAGED,
  MANAGER,
  TWO,
  uncounted,
  type Case,
} from './_stage.js';

let engine: RuleEngine;
beforeAll(async () => {
  engine = await RuleEngine.of(EXAMPLE);
});

const OTHER = 'sha256:'.padEnd(71, 'ab') as never;
const acting = (changes = {}) => approved('l7', { for: 'hr:4', ...changes });
const elsewhere = { ...changeBy(user('l2')), change: 'pull/2', openedAt: hoursAgo(0.5) };
const laptop = { native_id: 'github-4b', login: 'l4-laptop' };
const emails = (...all: readonly string[]): Case => ({ change: { emails: all }, reviews: [approved('l4')] });

/** What is tried, the code of why the approval does not count, and the honest case beside it. */
const ATTACKS: readonly (readonly [string, string, Case, Case])[] = [
  [
    'an approver approves their own access',
    'SELF_APPROVAL',
    { ticket: { principal: 'hr:4' }, change: changeBy(user('l7')), reviews: [approved('l4')] },
    { ticket: { principal: 'hr:4' }, change: changeBy(user('l7')), reviews: [approved('l5')] },
  ],
  [
    'a second login that nobody knows of',
    'APPROVER_NOT_NAMED',
    { reviews: [approved('l4-laptop')] },
    { reviews: [approved('l4')] },
  ],
  [
    'a person with two logins approves by the second',
    'APPROVER_NOT_NAMED',
    { accounts: [accountRow('hr:4', 'github', laptop)], reviews: [approved('l4-laptop')] },
    { accounts: [accountRow('hr:4', 'github', laptop)], reviews: [approved('l5')] },
  ],
  [
    'a person with two logins approves by the first',
    'APPROVER_NOT_NAMED',
    { accounts: [accountRow('hr:4', 'github', laptop)], reviews: [approved('l4')] },
    { reviews: [approved('l4')] },
  ],
  [
    'an approver of whom the directory has two accounts',
    'APPROVER_IN_DOUBT',
    { accounts: [accountRow('hr:4', 'okta', { native_id: 'okta-4b' })], reviews: [approved('l4')] },
    { accounts: [accountRow('hr:4', 'okta', { native_id: 'okta-4b' })], reviews: [approved('l5')] },
  ],
  [
    'who acts for somebody of whom the directory has two accounts',
    'APPROVER_IN_DOUBT',
    {
      accounts: [accountRow('hr:4', 'okta', { native_id: 'okta-4b' })],
      delegations: [delegation()],
      reviews: [acting()],
    },
    { delegations: [delegation()], reviews: [acting()] },
  ],
  [
    'a login that a program has too',
    'APPROVER_NOT_NAMED',
    { accounts: [accountRow('workload:ci', 'github', { login: 'L4' })], reviews: [approved('l4')] },
    { accounts: [accountRow('workload:ci', 'github', { login: 'ci' })], reviews: [approved('l4')] },
  ],
  [
    'a login of another script that looks alike',
    'APPROVER_NOT_NAMED',
    { logins: { '4': 'kim' }, reviews: [approved('\u{212a}im')] },
    { logins: { '4': 'kim' }, reviews: [approved('KIM')] },
  ],
  ['a bot', 'APPROVER_NOT_NAMED', { reviews: [{ by: bot('l4') }] }, { reviews: [{ by: user('l4') }] }],
  [
    'a team handle',
    'APPROVER_NOT_NAMED',
    { reviews: [{ by: { login: 'l4', kind: 'team' } }] },
    { reviews: [approved('l4')] },
  ],
  [
    'the manager of before',
    'APPROVER_WRONG_SCOPE',
    { route: MANAGER, risk: 'low', hr: { '2': { manager_id: '7' } }, reviews: [approved('l3')] },
    { route: MANAGER, risk: 'low', hr: { '2': { manager_id: '7' } }, reviews: [approved('l7')] },
  ],
  [
    'a manager alone above low risk',
    'MANAGER_NOT_SUFFICIENT',
    { route: MANAGER, reviews: [approved('l3')] },
    { route: MANAGED, reviews: [approved('l3'), approved('l4')] },
  ],
  [
    'somebody who owned it once',
    'APPROVER_WRONG_SCOPE',
    { owners: ['5'], reviews: [approved('l4')] },
    { owners: ['5'], reviews: [approved('l5')] },
  ],
  [
    'an approver on leave',
    'APPROVER_NOT_ACTIVE',
    { hr: { '4': { status: 'on-leave' } }, reviews: [approved('l4')] },
    { hr: { '5': { status: 'on-leave' } }, reviews: [approved('l4')] },
  ],
  [
    'an approver who was terminated since (REQ-052)',
    'APPROVER_NOT_ACTIVE',
    { hr: { '4': { status: 'terminated', last_day: '2026-11-19' } }, reviews: [approved('l4')] },
    { hr: { '4': { last_day: '2026-11-30' } }, reviews: [approved('l4')] },
  ],
  [
    'a login whose owner of today had not started when it approved',
    'APPROVER_NOT_ACTIVE',
    { hr: { '4': { start_date: '2026-11-20' } }, reviews: [approved('l4', { at: hoursAgo(24) })] },
    { hr: { '4': { start_date: '2026-11-20' } }, reviews: [approved('l4')] },
  ],
  [
    'a delegate before the day',
    'MANAGER_CHAIN_INVALID',
    { delegations: [delegation({ start: '2026-11-20T08:30:00Z' })], reviews: [acting()] },
    { delegations: [delegation({ start: '2026-11-20T08:00:00Z' })], reviews: [acting()] },
  ],
  [
    'a delegate after the day',
    'MANAGER_CHAIN_INVALID',
    { delegations: [delegation({ end: '2026-11-20T08:30:00Z' })], reviews: [acting()] },
    { delegations: [delegation({ end: '2026-11-20T09:00:01Z' })], reviews: [acting()] },
  ],
  [
    'a delegate without a record (REQ-045)',
    'MANAGER_CHAIN_INVALID',
    { reviews: [acting()] },
    { delegations: [delegation()], reviews: [acting()] },
  ],
  [
    'a delegate for another package',
    'MANAGER_CHAIN_INVALID',
    { delegations: [delegation({ scope: ['other'] })], reviews: [acting()] },
    { delegations: [delegation({ scope: ['admin'] })], reviews: [acting()] },
  ],
  [
    'a delegate of a delegate',
    'MANAGER_CHAIN_INVALID',
    {
      delegations: [delegation({ to: 'hr:6' }), delegation({ record: 'DEL-2', from: 'hr:6' })],
      reviews: [acting()],
    },
    { delegations: [delegation({ to: 'hr:6' })], reviews: [approved('l6', { for: 'hr:4' })] },
  ],
  [
    'a delegate who does not say so',
    'APPROVER_WRONG_SCOPE',
    { delegations: [delegation()], reviews: [approved('l7')] },
    { delegations: [delegation()], reviews: [acting()] },
  ],
  [
    'a delegate of the manager, who is not the manager any more',
    'APPROVER_WRONG_SCOPE',
    {
      route: MANAGED,
      hr: { '2': { manager_id: '6' } },
      delegations: [delegation({ from: 'hr:3' })],
      reviews: [approved('l7', { for: 'hr:3' }), approved('l4')],
    },
    {
      route: MANAGED,
      delegations: [delegation({ from: 'hr:3' })],
      reviews: [approved('l7', { for: 'hr:3' }), approved('l4')],
    },
  ],
  [
    'a delegate approves their own access',
    'SELF_APPROVAL',
    { ticket: { principal: 'hr:7' }, delegations: [delegation()], reviews: [acting()] },
    { ticket: { principal: 'hr:7' }, delegations: [delegation()], reviews: [approved('l4')] },
  ],
  [
    'a delegate approves the access of whom they act for',
    'SELF_APPROVAL',
    { ticket: { principal: 'hr:4' }, delegations: [delegation()], reviews: [acting()] },
    { ticket: { principal: 'hr:4' }, delegations: [delegation()], reviews: [approved('l5')] },
  ],
  [
    'a delegate approves what whom they act for asked for',
    'SELF_APPROVAL_REQUESTER',
    { change: { openedBy: user('l4'), pushedBy: [] }, delegations: [delegation()], reviews: [acting()] },
    { change: { openedBy: user('l5'), pushedBy: [] }, delegations: [delegation()], reviews: [acting()] },
  ],
  [
    'the human behind an agent approves',
    'SELF_APPROVAL_REQUESTER',
    { ticket: { onBehalfOf: 'hr:4' }, change: changeBy(bot('copilot')), reviews: [approved('l4')] },
    { ticket: { onBehalfOf: 'hr:4' }, change: changeBy(bot('copilot')), reviews: [approved('l5')] },
  ],
  [
    'who pushed approves',
    'SELF_APPROVAL_COMMITTER',
    { change: { pushedBy: [user('L4')] }, reviews: [approved('l4')] },
    { change: { pushedBy: [user('l7')] }, reviews: [approved('l4')] },
  ],
  ...[
    'p4@example.org',
    'P4@Example.ORG',
    'p4+work@example.org',
    'ｐ４@example.org',
    'p4@example.org.',
    'Person <p4@example.org>',
    'l4@users.noreply.github.com',
    '1234+L4@users.noreply.github.com',
  ].map(
    (email) =>
      [
        `a co-author approves, as ${email}`,
        'SELF_APPROVAL_COMMITTER',
        emails(email),
        emails(email.replace('4@', '7@').replace('４@', '7@').replace('4+', '7+').replace('L7@', 'l7@')),
      ] as const,
  ),
  [
    'an approval for other content',
    'APPROVAL_STALE',
    { reviews: [approved('l4', { contents: { 'ACC-0001': OTHER } })] },
    { reviews: [approved('l4')] },
  ],
  [
    'an approval on another base',
    'APPROVAL_STALE_BASE',
    { reviews: [approved('l4', { base: 'decoy' })] },
    { reviews: [approved('l4')] },
  ],
  [
    'an approval on another head',
    'APPROVAL_STALE_HEAD',
    { reviews: [approved('l4', { head: 'head@0' })] },
    { reviews: [approved('l4')] },
  ],
  [
    'an approval of another pull request',
    'APPROVAL_OTHER_CHANGE',
    { changes: [elsewhere], reviews: [approved('l4', { change: 'pull/2' })] },
    { changes: [elsewhere], reviews: [approved('l4', { change: 'pull/2' }), approved('l5')] },
  ],
  [
    'an expired approval',
    'APPROVAL_EXPIRED',
    { reviews: [approved('l4', { at: hoursAgo(14 * 24) })] },
    { reviews: [approved('l4', { at: plus(hoursAgo(14 * 24), 60_000) })] },
  ],
  [
    'a dismissed approval',
    'APPROVAL_NOT_GIVEN',
    { reviews: [approved('l4', { state: 'dismissed' })] },
    { reviews: [approved('l4', { state: 'dismissed', at: hoursAgo(2) }), approved('l4')] },
  ],
  [
    'a dismissed approval that is told again',
    'REVIEW_SUPERSEDED',
    {
      reviews: [
        approved('l4', { id: 'R', state: 'dismissed', at: hoursAgo(2) }),
        approved('l4', { id: 'R', at: hoursAgo(1) }),
      ],
    },
    {
      reviews: [
        approved('l4', { id: 'R', state: 'dismissed', at: hoursAgo(2) }),
        approved('l4', { id: 'S', at: hoursAgo(1) }),
      ],
    },
  ],
  [
    'an approval, and changes asked for in the same instant',
    'REVIEW_SUPERSEDED',
    { reviews: [approved('l4', { id: 'Z' }), approved('l4', { id: 'A', state: 'changes-requested' })] },
    { reviews: [approved('l4', { id: 'A' }), approved('l4', { id: 'Z', state: 'commented' })] },
  ],
  [
    'no more than a comment',
    'APPROVAL_NOT_GIVEN',
    { reviews: [approved('l4', { state: 'commented' })] },
    { reviews: [approved('l4'), approved('l4', { state: 'commented', at: hoursAgo(0) })] },
  ],
  [
    'one person for two seats',
    'APPROVAL_MISSING',
    { route: TWO, reviews: [approved('l5'), approved('l5', { at: hoursAgo(2) })] },
    { route: TWO, reviews: [approved('l5'), approved('l4')] },
  ],
  [
    'a person and who acts for them, for two seats',
    'APPROVAL_MISSING',
    {
      route: TWO,
      delegations: [delegation({ from: 'hr:5' })],
      reviews: [approved('l5'), approved('l7', { for: 'hr:5' })],
    },
    { route: TWO, delegations: [delegation()], reviews: [approved('l5'), acting()] },
  ],
  [
    'an approval that is still to come',
    'APPROVAL_MISSING',
    { reviews: [approved('l4', { at: plus(AS_OF, 1000) })] },
    { reviews: [approved('l4', { at: AS_OF })] },
  ],
];

function codes(record: DecisionRecord): readonly string[] {
  return [...record.reasons.map(({ code }) => code), ...uncounted(record)];
}

describe('an approval that must not count (REQ-043)', () => {
  test.each(ATTACKS)('%s: %s', (_, code, attack) => {
    const record = decide(attack, engine);
    expect(record.outcome).not.toBe('approve');
    expect(codes(record)).toContain(code);
  });

  test.each(ATTACKS)('%s: its honest twin is approved', (_, __, ___, twin) => {
    const record = decide(twin, engine);
    expect([record.outcome, record.reasons]).toEqual(['approve', []]);
  });
});
