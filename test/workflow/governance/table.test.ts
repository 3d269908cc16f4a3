import { digestOf, sortedTexts } from '../../../lib/kernel/index.js';
import { accountRow } from '../../_helpers/people.js';
import { approves, changed, CODE, judge, TICKET_PATH, uncounted, user, type Case } from './_stage.js';

/** What is so, what is asked, and what must come of it: outcome, codes of the reasons, codes of reviews that do not count. */
type Row = readonly [string, Case, string, readonly string[], (readonly string[])?];

const TWO = [approves('3'), approves('4')] as const;
const REQUESTS = 'entitlements/requests';
const PENDING = ['APPROVAL_MISSING'] as const;
const STANDS_IN = { operatorElse: { fallback: [{ role: 'person', person: 'hr:3' }] } } as const;
const WIDE = { baseline: ['s3:GetObject', 's3:DeleteObject'] } as const;

const BY_PROGRAM = { openedBy: { login: 'renovate', kind: 'bot' }, pushedBy: [] } as const;

const APPROVED: readonly Row[] = [
  ['it was closed and opened again', { change: { state: 'open' }, reviews: TWO }, 'approve', []],
  ['it was merged on it', { change: { state: 'merged' }, reviews: TWO }, 'approve', []],
  ['two governors saw exactly this', { reviews: TWO }, 'approve', []],
  ['any two of three', { reviews: [approves('5'), approves('3')] }, 'approve', []],
  [
    'all three, of whom two are needed',
    { reviews: [...TWO, approves('5')] },
    'approve',
    [],
    ['APPROVAL_NOT_NEEDED'],
  ],
  [
    'three where the base asks for three',
    { base: { required: 3 }, head: { required: 3 }, reviews: [...TWO, approves('5')] },
    'approve',
    [],
  ],
  [
    'a program brought it for somebody, as for a lock file',
    { change: { ...BY_PROGRAM, onBehalfOf: 'hr:9' }, reviews: TWO },
    'approve',
    [],
  ],
  [
    'documentation beside it',
    { paths: [changed(CODE), changed('docs/policy.md')], reviews: TWO },
    'approve',
    [],
  ],
  [
    'governors by team',
    {
      base: { governors: { role: 'team', team: 'boards' } },
      head: { governors: { role: 'team', team: 'boards' } },
      reviews: TWO,
    },
    'approve',
    [],
  ],
  ['less for everybody', { head: { birthright: false }, reviews: TWO }, 'approve', []],
  [
    'an owner decided on what a birthright gives more',
    { head: WIDE, reviews: [...TWO, approves('7')] },
    'approve',
    [],
  ],
  [
    'a governor who owns it decides on both',
    { base: { owners: ['hr:3', 'hr:7'] }, head: { ...WIDE, owners: ['hr:3', 'hr:7'] }, reviews: TWO },
    'approve',
    [],
  ],
  [
    'what a ticket would give more is left to its new decision',
    { ticket: true, head: { operator: ['s3:PutObject', 's3:DeleteObject'] }, reviews: TWO },
    'approve',
    [],
  ],
];

const WAITING: readonly Row[] = [
  ['nobody looked', {}, 'pending', PENDING],
  ['one governor only', { reviews: [approves('3')] }, 'pending', PENDING],
  [
    'the same governor twice',
    { reviews: [approves('3', { id: 'a' }), approves('3', { id: 'b' })] },
    'pending',
    PENDING,
    ['REVIEW_SUPERSEDED'],
  ],
  [
    'two where the base asks for three',
    { base: { required: 3 }, head: { required: 2 }, reviews: TWO },
    'pending',
    PENDING,
  ],
  [
    'a governor brought it (REQ-042)',
    { change: { openedBy: user('l3'), pushedBy: [] }, reviews: TWO },
    'pending',
    PENDING,
    ['SELF_APPROVAL_COMMITTER'],
  ],
  [
    'a governor pushed to it',
    { change: { pushedBy: [user('l2'), user('l3')] }, reviews: TWO },
    'pending',
    PENDING,
    ['SELF_APPROVAL_COMMITTER'],
  ],
  [
    'a commit bears a governor’s e-mail',
    { change: { emails: ['p3@example.org'] }, reviews: TWO },
    'pending',
    PENDING,
    ['SELF_APPROVAL_COMMITTER'],
  ],
  [
    'the head makes its author a governor',
    {
      head: { governors: ['hr:2', 'hr:3', 'hr:4'] },
      change: { openedBy: user('l5'), pushedBy: [] },
      reviews: [approves('2'), approves('3')],
    },
    'pending',
    PENDING,
    ['GOVERNOR_BENEFITS', 'NOT_A_GOVERNOR'],
  ],
  [
    'the head makes somebody else a governor',
    { head: { governors: ['hr:3', 'hr:4', 'hr:9'] }, reviews: [approves('9'), approves('3')] },
    'pending',
    PENDING,
    ['GOVERNOR_BENEFITS', 'NOT_A_GOVERNOR'],
  ],
  ['no governor', { reviews: [approves('3'), approves('9')] }, 'pending', PENDING, ['NOT_A_GOVERNOR']],
  [
    'another head was seen',
    { reviews: [approves('3'), approves('4', { head: 'before' })] },
    'pending',
    PENDING,
    ['APPROVAL_STALE_HEAD'],
  ],
  [
    'another base was seen',
    { reviews: [approves('3'), approves('4', { base: 'decoy' })] },
    'pending',
    PENDING,
    ['APPROVAL_STALE_BASE'],
  ],
  [
    'another content was seen',
    { reviews: [approves('3'), approves('4', { governance: `sha256:${'0'.repeat(64)}` as never })] },
    'pending',
    PENDING,
    ['APPROVAL_STALE'],
  ],
  [
    'it was commented on',
    { reviews: [approves('3'), approves('4', { state: 'commented' })] },
    'pending',
    PENDING,
    ['APPROVAL_NOT_GIVEN'],
  ],
  [
    'it was dismissed',
    { reviews: [approves('3'), approves('4', { state: 'dismissed' })] },
    'pending',
    PENDING,
    ['APPROVAL_NOT_GIVEN'],
  ],
  [
    'a governor asks for changes',
    { reviews: [...TWO, approves('5', { state: 'changes-requested' })] },
    'pending',
    ['CHANGES_REQUESTED'],
    ['APPROVAL_NOT_GIVEN'],
  ],
  [
    'a governor asked for changes and then approved',
    {
      reviews: [
        approves('3'),
        approves('4', { state: 'changes-requested', at: '2026-11-20T07:00:00.000Z' as never, id: 'a' }),
        approves('4', { id: 'b' }),
      ],
    },
    'approve',
    [],
    ['APPROVAL_NOT_GIVEN', 'REVIEW_SUPERSEDED'],
  ],
  [
    'it is older than approvals last',
    { reviews: [approves('3'), approves('4', { at: '2026-11-06T09:00:00.000Z' as never })] },
    'pending',
    PENDING,
    ['APPROVAL_EXPIRED'],
  ],
  [
    'it is almost as old',
    { reviews: [approves('3'), approves('4', { at: '2026-11-06T09:00:01.000Z' as never })] },
    'approve',
    [],
  ],
  [
    'it is dated ahead',
    { reviews: [approves('3'), approves('4', { at: '2026-11-20T10:00:00.000Z' as never })] },
    'pending',
    PENDING,
  ],
  [
    'for somebody else',
    {
      delegations: [
        {
          record: 'D',
          from: 'hr:4',
          to: 'hr:9',
          scope: 'all',
          start: '2026-11-01T00:00:00Z',
          end: '2026-12-01T00:00:00Z',
        },
      ],
      reviews: [approves('3'), approves('9', { for: 'hr:4' })],
    },
    'pending',
    PENDING,
    ['GOVERNANCE_NOT_DELEGATED', 'NOT_A_GOVERNOR'],
  ],
  [
    'a program',
    { reviews: [approves('3'), { by: { login: 'l4', kind: 'bot' } }] },
    'pending',
    PENDING,
    ['APPROVER_NOT_NAMED'],
  ],
  [
    'a team',
    { reviews: [approves('3'), { by: { login: 'boards', kind: 'team' } }] },
    'pending',
    PENDING,
    ['APPROVER_NOT_NAMED'],
  ],
  [
    'on leave',
    { hr: { 4: { status: 'on-leave' } }, reviews: TWO },
    'pending',
    PENDING,
    ['APPROVER_NOT_ACTIVE'],
  ],
  [
    'a governor has what it widens',
    { hr: { 4: { job_code: 'SRE1' } }, head: WIDE, reviews: [...TWO, approves('7')] },
    'pending',
    PENDING,
    ['GOVERNOR_BENEFITS'],
  ],
  [
    'a governor has what it narrows',
    { hr: { 4: { job_code: 'SRE1' } }, base: WIDE, head: { baseline: ['s3:GetObject'] }, reviews: TWO },
    'approve',
    [],
  ],
  [
    'a governor comes to stand in for approvers by it',
    { head: STANDS_IN, reviews: TWO },
    'pending',
    PENDING,
    ['GOVERNOR_BENEFITS'],
  ],
  [
    'two others decide on whom it lets stand in',
    { head: STANDS_IN, reviews: [approves('4'), approves('5')] },
    'approve',
    [],
  ],
  [
    'a governor becomes an approver by it',
    { head: { owners: ['hr:4', 'hr:7'] }, reviews: TWO },
    'pending',
    PENDING,
    ['GOVERNOR_BENEFITS'],
  ],
  [
    'governors decide on a package no longer',
    { base: { operatorOf: 'boards' }, head: {}, reviews: TWO },
    'approve',
    [],
  ],
  [
    'a birthright gives more and no owner decided (REQ-013)',
    { head: WIDE, reviews: TWO },
    'pending',
    ['GRANT_WIDENED_UNDECIDED'],
  ],
  [
    'a birthright is for more people and no owner decided',
    { head: { jobs: ['SRE1', 'CLERK'] }, reviews: TWO },
    'pending',
    ['GRANT_WIDENED_UNDECIDED'],
  ],
  [
    'the owner who decided is one by the head only',
    { head: { ...WIDE, owners: ['hr:7', 'hr:9'] }, reviews: [...TWO, approves('9')] },
    'pending',
    ['GRANT_WIDENED_UNDECIDED'],
    ['GOVERNOR_BENEFITS', 'NOT_A_GOVERNOR'],
  ],
  [
    'the owner who decided gets more',
    { hr: { 7: { job_code: 'SRE1' } }, head: WIDE, reviews: [...TWO, approves('7')] },
    'pending',
    ['GRANT_WIDENED_UNDECIDED'],
    ['GOVERNOR_BENEFITS'],
  ],
];

const TWICE = { accounts: [accountRow('hr:4', 'okta', { native_id: 'okta-4b' })] } as const;
const EDGES: readonly Row[] = [
  [
    'a governor of whom the directory has two accounts',
    { ...TWICE, reviews: TWO },
    'pending',
    PENDING,
    ['APPROVER_IN_DOUBT'],
  ],
  ['two others beside them', { ...TWICE, reviews: [approves('3'), approves('5')] }, 'approve', []],
  [
    'a governor who had not started when the review was given',
    {
      hr: { 4: { start_date: '2026-11-19' } },
      reviews: [approves('3'), approves('4', { at: '2026-11-18T09:00:00.000Z' as never })],
    },
    'pending',
    PENDING,
    ['APPROVER_NOT_ACTIVE'],
  ],
  [
    'one review that was told twice',
    { reviews: [approves('3', { id: 'a' }), approves('3', { id: 'a' })] },
    'pending',
    PENDING,
  ],
  [
    'a governor who asks for changes and is not at work any more',
    { hr: { 5: { status: 'on-leave' } }, reviews: [...TWO, approves('5', { state: 'changes-requested' })] },
    'approve',
    [],
    ['APPROVAL_NOT_GIVEN', 'APPROVER_NOT_ACTIVE'],
  ],
  [
    'a package that the base does not know is decided on by the owner of its asset',
    { head: { extra: true }, reviews: TWO },
    'approve',
    [],
  ],
  [
    'its owner by the head alone does not',
    {
      base: { governors: ['hr:1', 'hr:8', 'hr:9'] },
      head: { governors: ['hr:1', 'hr:8', 'hr:9'], extra: true },
      hr: { 1: { job_code: 'BOSS' } },
      reviews: [approves('8'), approves('9')],
    },
    'pending',
    ['GRANT_WIDENED_UNDECIDED'],
  ],
];

const UP: readonly Row[] = [
  [
    'every governor is in the team that is to decide on a package',
    { head: { operatorOf: 'boards' }, reviews: TWO },
    'escalate',
    ['NO_APPROVER_ALIVE'],
    ['GOVERNOR_BENEFITS'],
  ],
  [
    'one governor is left',
    { hr: { 4: { status: 'on-leave' }, 5: { status: 'on-leave' } }, reviews: [approves('3')] },
    'escalate',
    ['NO_APPROVER_ALIVE'],
  ],
  [
    'every governor gets more',
    {
      hr: { 3: { job_code: 'SRE1' }, 4: { job_code: 'SRE1' }, 5: { job_code: 'SRE1' } },
      head: WIDE,
      reviews: [...TWO, approves('7')],
    },
    'escalate',
    ['NO_APPROVER_ALIVE'],
    ['GOVERNOR_BENEFITS'],
  ],
  [
    'nobody of the owners is at work',
    { hr: { 7: { status: 'on-leave' }, 8: { status: 'on-leave' } }, head: WIDE, reviews: TWO },
    'escalate',
    ['NO_APPROVER_ALIVE'],
  ],
];

const REFUSED: readonly Row[] = [
  [
    'tickets beside code (REQ-032)',
    { paths: [changed(CODE), changed(TICKET_PATH)], reviews: TWO },
    'refuse',
    ['GOVERNANCE_MIXED'],
  ],
  [
    'it says that it brings a ticket',
    { change: { tickets: ['ACC-0200'] }, reviews: TWO },
    'refuse',
    ['GOVERNANCE_MIXED'],
  ],
  [
    'decisions beside code',
    { paths: [changed(CODE), changed('entitlements/decisions.json')], reviews: TWO },
    'refuse',
    ['GOVERNANCE_MIXED'],
  ],
  [
    'tickets whose head declares otherwise',
    { paths: [changed(TICKET_PATH)], head: WIDE, reviews: TWO },
    'refuse',
    ['GOVERNANCE_MIXED'],
  ],
  [
    'a ticket and observations by a person',
    { paths: [changed(TICKET_PATH), changed('entitlements/observations.json')], reviews: TWO },
    'refuse',
    ['GOVERNANCE_MIXED'],
  ],
  ['paths are not told', { paths: undefined, reviews: TWO }, 'refuse', ['GOVERNANCE_PATHS_UNKNOWN']],
  [
    'a path leads out',
    { paths: [changed(`${REQUESTS}/../policy/request.cedar`)], reviews: TWO },
    'refuse',
    ['GOVERNANCE_PATH_INVALID'],
  ],
  [
    'a path is absolute',
    { paths: [changed(`/${TICKET_PATH}`)], reviews: TWO },
    'refuse',
    ['GOVERNANCE_PATH_INVALID'],
  ],
  [
    'a path stands twice',
    { paths: [changed(CODE), changed(CODE)], reviews: TWO },
    'refuse',
    ['GOVERNANCE_PATH_INVALID'],
  ],
  [
    'a path within git',
    { paths: [changed('docs/.git/config')], reviews: TWO },
    'refuse',
    ['GOVERNANCE_PATH_INVALID'],
  ],
  [
    'a second login brought it',
    { change: { openedBy: user('somebody') }, reviews: TWO },
    'refuse',
    ['GOVERNANCE_ACTOR_UNKNOWN'],
  ],
  [
    'a team pushed to it, behind which anybody may be',
    { change: { pushedBy: [user('l2'), { login: 'platform', kind: 'team' }] }, reviews: TWO },
    'refuse',
    ['GOVERNANCE_ACTOR_UNKNOWN'],
  ],
  [
    'a second login pushed to it',
    { change: { pushedBy: [user('somebody')] }, reviews: TWO },
    'refuse',
    ['GOVERNANCE_ACTOR_UNKNOWN'],
  ],
  [
    'the base names no governors',
    { base: { governors: 'nobody' }, head: {}, reviews: TWO },
    'refuse',
    ['GOVERNORS_UNDECLARED'],
  ],
  ['the head names none any more', { head: { governors: 'nobody' }, reviews: TWO }, 'approve', []],
  ['the base cannot be read', { unreadable: 'base', reviews: TWO }, 'refuse', ['GOVERNANCE_BASE_UNREADABLE']],
  ['the head cannot be read', { unreadable: 'head', reviews: TWO }, 'refuse', ['GOVERNANCE_HEAD_UNREADABLE']],
  [
    'tickets of a head that cannot be read',
    { unreadable: 'head', paths: [changed(TICKET_PATH)] },
    'refuse',
    ['GOVERNANCE_HEAD_UNREADABLE'],
  ],
];

for (const [about, given, outcome, codes, why = []] of [...APPROVED, ...WAITING, ...EDGES, ...UP, ...REFUSED])
  test(`governance: ${about}`, async () => {
    const record = await judge(given);
    const found = sortedTexts(record.reasons.map(({ code }) => code));
    expect([record.outcome, found, uncounted(record)]).toEqual([outcome, sortedTexts(codes), why]);
  });

test.each<readonly [string, Case, readonly (readonly string[])[]]>([
  [
    'all',
    {},
    [
      ['hr:3', 'hr:4', 'hr:5'],
      ['hr:3', 'hr:4', 'hr:5'],
    ],
  ],
  [
    'not who brought it',
    { change: { openedBy: user('l3'), pushedBy: [] } },
    [
      ['hr:4', 'hr:5'],
      ['hr:4', 'hr:5'],
    ],
  ],
  [
    'not who signed a commit',
    { change: { emails: ['p4@example.org'] } },
    [
      ['hr:3', 'hr:5'],
      ['hr:3', 'hr:5'],
    ],
  ],
  [
    'not who is in doubt',
    TWICE,
    [
      ['hr:3', 'hr:5'],
      ['hr:3', 'hr:5'],
    ],
  ],
  [
    'no more seats than there are people',
    { hr: { 4: { status: 'on-leave' }, 5: { status: 'on-leave' } } },
    [['hr:3'], []],
  ],
])('governance: who can still approve: %s', async (_, given, candidates) => {
  const { conditions } = await judge(given);
  expect(conditions.map((each) => each.candidates)).toEqual(candidates);
});

describe('a program that brings a change', () => {
  const by = (onBehalfOf: string | undefined, reviews: Case['reviews'] = TWO) =>
    judge({ change: { ...BY_PROGRAM, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) }, reviews });

  test.each([undefined, 'hr:77', 'workload:renovate', 'somebody'])(
    'has to name who asked it: %s',
    async (who) => {
      const { outcome, reasons } = await by(who);
      expect([outcome, reasons.map(({ code }) => code)]).toEqual(['refuse', ['GOVERNANCE_ACTOR_UNKNOWN']]);
    },
  );

  test('and whoever asked it does not approve it, nor is asked to', async () => {
    const record = await by('hr:3');
    expect([record.outcome, uncounted(record)]).toEqual(['pending', ['SELF_APPROVAL_REQUESTER']]);
    expect(record.conditions.flatMap(({ candidates }) => candidates)).toEqual(['hr:5']);
    expect((await by('hr:5')).outcome).toBe('approve');
  });
});

test('a change that was closed is asked for by nobody, whoever approved it', async () => {
  const { outcome, reasons } = await judge({ change: { state: 'closed' }, reviews: TWO });
  expect([outcome, reasons.map(({ code }) => code)]).toEqual(['refuse', ['GOVERNANCE_CLOSED']]);
});

describe('the manifest of the head', () => {
  const MADE = digestOf('the bytes of the manifest');
  const reproduced = (more: object = {}) =>
    ({ schema: 'writ.reproduction/1', head: 'c0ffee', manifest: MADE, ...more }) as const;

  test('is a claim until it was reproduced of the observed head, byte for byte', async () => {
    const claimed = await judge({ reviews: TWO, manifest: MADE });
    expect([claimed.outcome, claimed.manifest]).toEqual(['approve', { digest: MADE, state: 'claimed' }]);
    const record = await judge({ reviews: TWO, manifest: MADE, reproduced: reproduced() });
    expect([record.outcome, record.manifest?.state]).toEqual(['approve', 'reproduced']);
    expect(record.inputs).not.toBe(claimed.inputs);
  });

  test.each<readonly [string, object]>([
    ['commit', { head: 'c0ffee1' }],
    ['manifest', { manifest: digestOf('other bytes') }],
  ])('is refused where what was reproduced is of another %s', async (_, more) => {
    const { outcome, reasons } = await judge({ reviews: TWO, manifest: MADE, reproduced: reproduced(more) });
    expect([outcome, reasons.map(({ code }) => code)]).toEqual(['refuse', ['GOVERNANCE_HEAD_DIFFERS']]);
  });
});
