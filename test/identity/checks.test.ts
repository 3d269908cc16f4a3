import {
  checkOf,
  correlate,
  declaredFindings,
  findingsAbout,
  heldTo,
  IDENTITY_CHECKS,
  leftBecause,
  type CheckId,
  type CheckSeverity,
  type IdentityFinding,
  type IdentitySnapshot,
} from '../../lib/identity/index.js';
import { person, workload, type WorkerId } from '../../lib/model/index.js';
import { packageOf } from '../_helpers/catalogue.js';
import { credentialOf, credentialsFeedOf } from '../_helpers/credentials.js';
import { accountRow, AS_OF, feed, hrRow, recordsFeed } from '../_helpers/people.js';
import { teamOf, workloadOf } from './_declared.js';

type Row = Readonly<Record<string, string>>;
type Findings = readonly IdentityFinding[];

const HEAD = { manager_id: '' };
const ENDED = { status: 'terminated', last_day: '2026-10-31' };
const CONTRACT = { worker_type: 'contractor', vendor: 'Acme', contract_end: '2027-01-01', sponsor_id: '1' };
const LEAVE = { status: 'on-leave' };

const snapshot = (hr: readonly Row[], accounts: readonly Row[] = []): IdentitySnapshot =>
  correlate(feed('hr', hr), feed('directory', accounts), AS_OF);
const fed = (hr: readonly Row[], accounts: readonly Row[] = []): Findings =>
  snapshot(hr, accounts).findings ?? [];

/** Two people, of whom 2 reports to 1, with these accounts of 2. */
const second = (changes: Row, ...accounts: readonly Row[]): Findings =>
  fed([hrRow('1'), hrRow('2', changes)], accounts);
const account = (changes: Row = {}): Row => accountRow('hr:2', 'okta', changes);

const declared = (
  hr: readonly Row[],
  more: {
    readonly accounts?: readonly Row[];
    readonly approvers?: readonly string[];
    readonly workloads?: readonly string[];
    /** Who stands in for the owner of a package. */
    readonly standIn?: string;
  } = {},
): Findings =>
  declaredFindings({
    identity: snapshot(hr, more.accounts),
    catalogue: {
      teams: [teamOf('platform', more.approvers ?? ['1'])],
      workloads: (more.workloads ?? []).map((id) => workloadOf(id, 'platform')),
      ...(more.standIn === undefined
        ? {}
        : {
            packages: [
              packageOf('admin', {
                approval: {
                  kind: 'one',
                  from: { role: 'owner', fallback: [{ role: 'person', person: more.standIn as WorkerId }] },
                },
              }),
            ],
          }),
    },
  });

test('whom a package names as a fallback is an approver too: that they left, are away or have no login is found', () => {
  const checks = (row: Row, standIn: string): readonly string[] =>
    declared([hrRow('1'), hrRow('2', row)], { standIn })
      .filter(({ about }) => about.includes('hr:2'))
      .map(({ check }) => check)
      .filter((check) => check.startsWith('approver-') || check === 'forge-login-unmapped');
  expect(checks(ENDED, '2')).toEqual(['approver-left']);
  expect([...checks(LEAVE, '2')].sort()).toEqual(['approver-on-leave', 'forge-login-unmapped']);
  expect(checks(ENDED, '1')).toEqual([]);
});

/** Of a feed with one credential. */
const credentials = (manifest: object = {}): Findings =>
  declaredFindings({
    identity: correlate(feed('hr', [hrRow('1')]), feed('directory', []), AS_OF, {
      credentials: credentialsFeedOf([credentialOf()], manifest),
    }),
    catalogue: { teams: [teamOf('platform', ['1'])], workloads: [workloadOf('bot', 'platform')] },
  });

const delegation = (changes: object = {}): object => ({
  record: 'DEL-1',
  from: 'hr:1',
  to: 'hr:2',
  scope: 'all',
  start: '2026-11-16T00:00:00Z',
  end: '2026-12-01T00:00:00Z',
  ...changes,
});
const delegated = (delegations: readonly object[], hr: readonly Row[] = [hrRow('1'), hrRow('2')]): Findings =>
  correlate(feed('hr', hr), feed('directory', []), AS_OF, {
    delegations: recordsFeed('delegations', delegations),
  }).findings ?? [];
const happened = (...events: readonly object[]): Findings =>
  correlate(feed('hr', [hrRow('1')]), feed('directory', []), AS_OF, { events: recordsFeed('events', events) })
    .findings ?? [];

const EARLIER = { generatedAt: '2026-11-19T06:00:00Z' };
const remembered = (before: readonly [Row[], Row[]], now: readonly [Row[], Row[]]): Findings => {
  const [hr, accounts] = before;
  const last = correlate(feed('hr', hr, EARLIER), feed('directory', accounts, EARLIER), AS_OF);
  return heldTo({ last: { feeds: last.feeds, snapshot: last } }, snapshot(...now)).findings ?? [];
};
const login = (owner: string, native: string): Row =>
  accountRow(owner, 'github', { native_id: native, login: 'ada' });

interface Case {
  readonly severity: CheckSeverity;
  /** Whom the finding is about. */
  readonly about: readonly string[];
  readonly found: () => Findings;
  /** What is as it should be, and close to what is not. */
  readonly twin: () => Findings;
}

const CASES: Readonly<Record<CheckId, Case>> = {
  'row-unreadable': {
    severity: 'refuse',
    about: ['hr:2'],
    found: () => second({ worker_type: 'robot' }),
    twin: () => second({ worker_type: 'employee' }),
  },
  'leaver-row-poor': {
    severity: 'warn',
    about: ['hr:2'],
    found: () => second({ ...ENDED, name: '' }),
    twin: () => second(ENDED),
  },
  'row-repeated': {
    severity: 'warn',
    about: ['hr:2'],
    found: () => fed([hrRow('1'), hrRow('2'), hrRow('2')]),
    twin: () => fed([hrRow('1'), hrRow('2'), hrRow('3')]),
  },
  'worker-repeated': {
    severity: 'refuse',
    about: ['hr:2'],
    found: () => fed([hrRow('1'), hrRow('2'), hrRow('2', { name: 'Somebody else' })]),
    twin: () => fed([hrRow('1'), hrRow('2'), hrRow('3', { name: 'Person 2' })]),
  },
  'email-shared': {
    severity: 'refuse',
    about: ['hr:2', 'hr:3'],
    found: () => fed([hrRow('1'), hrRow('2'), hrRow('3', { email: 'P2@example.org' })]),
    twin: () => second({ email: 'p11@example.org' }),
  },
  'email-reused': {
    severity: 'warn',
    about: ['hr:1', 'hr:2'],
    found: () => second({ ...ENDED, email: 'p1@example.org' }),
    twin: () => second(ENDED),
  },
  'account-repeated': {
    severity: 'refuse',
    about: ['hr:1', 'hr:2'],
    found: () => second({}, account({ native_id: 'x' }), accountRow('hr:1', 'okta', { native_id: 'x' })),
    twin: () => second({}, account({ native_id: 'x' }), accountRow('hr:1', 'aws', { native_id: 'x' })),
  },
  'login-repeated': {
    severity: 'refuse',
    about: ['hr:1', 'hr:2'],
    found: () => second({}, login('hr:1', '1'), login('hr:2', '2')),
    twin: () => second({}, login('hr:1', '1'), account({ login: 'ada' })),
  },
  'account-reassigned': {
    severity: 'warn',
    about: ['hr:1', 'hr:2'],
    found: () => second(ENDED, login('hr:1', '1'), login('hr:2', '2')),
    twin: () => second(ENDED, login('hr:1', '1')),
  },
  'attribute-unfit': {
    severity: 'refuse',
    about: ['hr:2'],
    found: () => second({}, account({ last_used: '2026-11-20T09:00:00.001Z' })),
    twin: () => second({}, account({ last_used: AS_OF })),
  },
  'owner-unknown': {
    severity: 'refuse',
    about: ['hr:9'],
    found: () => second({}, account(), accountRow('hr:9')),
    twin: () => second({}, account(), accountRow('workload:9')),
  },
  'several-accounts': {
    severity: 'refuse',
    about: ['hr:2'],
    found: () => second({}, account(), account({ native_id: 'other', login: 'other' })),
    twin: () => second({}, account(), accountRow('hr:2', 'aws')),
  },
  'terminated-active': {
    severity: 'revoke',
    about: ['hr:2'],
    found: () => second(ENDED, account({ status: 'active' })),
    twin: () => second(ENDED, account({ status: 'deprovisioned' })),
  },
  'account-deprovisioned': {
    severity: 'refuse',
    about: ['hr:2'],
    found: () => second({}, account({ status: 'deprovisioned' })),
    twin: () => second({}, account({ status: 'active' })),
  },
  'account-suspended': {
    severity: 'escalate',
    about: ['hr:2'],
    found: () => second({}, account({ status: 'suspended' })),
    twin: () => second(LEAVE, account({ status: 'suspended' })),
  },
  'department-differs': {
    severity: 'refuse',
    about: ['hr:2'],
    found: () => second({ department: 'Finance' }, account({ department: 'Eng' })),
    twin: () => second({ department: 'Human  Resources' }, account({ department: 'human resources ' })),
  },
  'title-differs': {
    severity: 'escalate',
    about: ['hr:2'],
    found: () => second({ title: 'Analyst' }, account({ title: 'SRE' })),
    twin: () => second({ title: 'Analyst' }, account({ title: '' })),
  },
  'manager-differs': {
    severity: 'refuse',
    about: ['hr:2'],
    found: () => second({}, account({ manager_id: '3' })),
    twin: () => second({}, account({ manager_id: '1' })),
  },
  'fact-missing': {
    severity: 'refuse',
    about: ['hr:2'],
    found: () => second({ department: ' ' }),
    twin: () => second({ ...ENDED, department: '' }),
  },
  'manager-missing': {
    severity: 'refuse',
    about: ['hr:1', 'hr:2'],
    found: () => second(HEAD),
    twin: () => second({}),
  },
  'manager-unknown': {
    severity: 'refuse',
    about: ['hr:2'],
    found: () => second({ manager_id: '9' }),
    twin: () => fed([hrRow('1'), hrRow('2', { manager_id: '9' }), hrRow('9')]),
  },
  'manager-left': {
    severity: 'escalate',
    about: ['hr:3'],
    found: () => fed([hrRow('1'), hrRow('2', ENDED), hrRow('3', { manager_id: '2' })]),
    twin: () => fed([hrRow('1'), hrRow('2', LEAVE), hrRow('3', { manager_id: '2' })]),
  },
  'manager-self': {
    severity: 'refuse',
    about: ['hr:2'],
    found: () => second({ manager_id: '2' }),
    twin: () => second({ manager_id: '1' }),
  },
  'manager-circle': {
    severity: 'refuse',
    about: ['hr:2', 'hr:3'],
    found: () => fed([hrRow('1'), hrRow('2', { manager_id: '3' }), hrRow('3', { manager_id: '2' })]),
    twin: () => fed([hrRow('1'), hrRow('2', { manager_id: '3' }), hrRow('3', { manager_id: '1' })]),
  },
  'contract-over': {
    severity: 'revoke',
    about: ['hr:2'],
    found: () => second({ ...CONTRACT, contract_end: '2026-11-19' }),
    twin: () => second({ ...CONTRACT, contract_end: '2026-11-20' }),
  },
  'sponsor-unknown': {
    severity: 'refuse',
    about: ['hr:2'],
    found: () => second({ ...CONTRACT, sponsor_id: '9' }),
    twin: () => second(CONTRACT),
  },
  'sponsor-left': {
    severity: 'refuse',
    about: ['hr:3'],
    found: () => fed([hrRow('1'), hrRow('2', ENDED), hrRow('3', { ...CONTRACT, sponsor_id: '2' })]),
    twin: () => fed([hrRow('1'), hrRow('2', LEAVE), hrRow('3', { ...CONTRACT, sponsor_id: '2' })]),
  },
  'owner-unnamed': {
    severity: 'warn',
    about: [],
    found: () => second({}, account({ owner: '' })),
    twin: () => second({}, account({ owner: 'shared:desk' })),
  },
  'delegate-unrecorded': {
    severity: 'refuse',
    about: ['hr:2'],
    found: () => delegated([delegation({ record: '' })]),
    twin: () => delegated([delegation()]),
  },
  'delegation-unfit': {
    severity: 'refuse',
    about: ['hr:2'],
    found: () => delegated([delegation({ end: '2026-11-16T00:00:00Z' })]),
    twin: () => delegated([delegation({ end: '2026-11-16T00:00:01Z' })]),
  },
  'event-unfit': {
    severity: 'warn',
    about: [],
    found: () => happened({ id: 'INC-1', kind: 'incident', at: '2026-11-20T09:00:01Z' }),
    twin: () => happened({ id: 'INC-1', kind: 'incident', at: '2026-11-20T09:00:00Z' }),
  },
  'delegate-gone': {
    severity: 'refuse',
    about: ['hr:2'],
    found: () => delegated([delegation()], [hrRow('1'), hrRow('2', ENDED)]),
    twin: () => delegated([delegation({ end: '2026-11-20T09:00:00Z' })], [hrRow('1'), hrRow('2', ENDED)]),
  },
  rehired: {
    severity: 'escalate',
    about: ['hr:2'],
    found: () => remembered([[hrRow('1'), hrRow('2', ENDED)], []], [[hrRow('1'), hrRow('2')], []]),
    twin: () => remembered([[hrRow('1'), hrRow('2', LEAVE)], []], [[hrRow('1'), hrRow('2')], []]),
  },
  'login-reassigned': {
    severity: 'escalate',
    about: ['hr:2'],
    found: () =>
      remembered(
        [[hrRow('1'), hrRow('2')], [login('hr:1', '1')]],
        [[hrRow('1'), hrRow('2')], [login('hr:2', '2')]],
      ),
    twin: () =>
      remembered(
        [[hrRow('1'), hrRow('2')], [login('hr:1', '1')]],
        [[hrRow('1'), hrRow('2')], [login('hr:1', '2')]],
      ),
  },
  'approver-on-leave': {
    severity: 'escalate',
    about: ['hr:2'],
    found: () => declared([hrRow('1'), hrRow('2', LEAVE)], { approvers: ['1', '2'] }),
    twin: () => declared([hrRow('1'), hrRow('2', LEAVE)], { approvers: ['1'] }),
  },
  'approver-left': {
    severity: 'refuse',
    about: ['hr:2'],
    found: () => declared([hrRow('1'), hrRow('2', ENDED)], { approvers: ['1', '2'] }),
    twin: () => declared([hrRow('1'), hrRow('2', LEAVE)], { approvers: ['1', '2'] }),
  },
  'forge-login-unmapped': {
    severity: 'escalate',
    about: ['hr:1'],
    found: () => declared([hrRow('1'), hrRow('2')], { accounts: [account()] }),
    twin: () => declared([hrRow('1'), hrRow('2')], { accounts: [account(), accountRow('hr:1', 'github')] }),
  },
  'workload-ownerless': {
    severity: 'refuse',
    about: ['workload:bot'],
    found: () => declared([hrRow('1', ENDED), hrRow('2')], { workloads: ['bot'] }),
    twin: () => declared([hrRow('1', ENDED), hrRow('2')], { workloads: ['bot'], approvers: ['1', '2'] }),
  },
  'workload-undeclared': {
    severity: 'refuse',
    about: ['workload:bot'],
    found: () => declared([hrRow('1')], { accounts: [accountRow('workload:bot')], workloads: ['robot'] }),
    twin: () => declared([hrRow('1')], { accounts: [accountRow('workload:bot')], workloads: ['bot'] }),
  },
  'principal-kind': {
    severity: 'refuse',
    about: ['hr:2', 'workload:2'],
    found: () =>
      declared([hrRow('1'), hrRow('2')], { accounts: [accountRow('workload:2')], workloads: ['2'] }),
    twin: () =>
      declared([hrRow('1'), hrRow('2')], { accounts: [accountRow('workload:b2')], workloads: ['b2'] }),
  },
  'credentials-unfit': {
    severity: 'refuse',
    about: ['workload:bot'],
    found: () => credentials({ rows: 2 }),
    twin: () => credentials(),
  },
};

const of = (check: CheckId, findings: Findings): Findings => findings.filter((each) => each.check === check);

describe('each check finds its fault, and passes what is close to it and right', () => {
  it.each(Object.entries(CASES) as [CheckId, Case][])('%s', (check, { severity, about, found, twin }) => {
    const findings = of(check, found());
    expect(findings).not.toEqual([]);
    expect([...new Set(findings.flatMap((each) => each.about))].sort()).toEqual(about);
    for (const finding of findings) {
      expect(finding.severity).toBe(severity);
      expect(finding.message).not.toMatch(/undefined|\.$/);
      expect(finding.remedy).toBe(checkOf(check).remedy);
    }
    expect(of(check, twin())).toEqual([]);
  });

  it('every check has words', () => {
    for (const { about, remedy } of Object.values(IDENTITY_CHECKS)) {
      expect(about).toMatch(/^[A-Z].*\.$/);
      expect(remedy).not.toMatch(/skip|ignore/);
    }
  });
});

describe('REQ-005 disagreement names both values, both sources and both rows', () => {
  it('HR has Finance, Okta has Eng', () => {
    const [finding] = of('department-differs', CASES['department-differs'].found());
    expect(finding?.said).toEqual([
      { feed: 'hr', field: 'department', value: 'Finance', lines: [3] },
      { feed: 'directory', source: 'okta', field: 'department', value: 'Eng', lines: [2] },
    ]);
    expect(finding?.message).toBe('HR has department `Finance` of `hr:2`, okta has `Eng`');
  });
});

describe('a finding blocks what is asked for and takes nothing away', () => {
  it('REQ-012 two Okta accounts of one worker id make that person unusable as a subject and as an approver', () => {
    const findings = CASES['several-accounts'].found();
    for (const part of ['subject', 'approver'] as const)
      expect(findingsAbout(findings)(person('2'), part).refuse).toHaveLength(1);
    expect(findingsAbout(findings)(person('1'), 'subject')).toEqual({ refuse: [], escalate: [] });
    expect(findingsAbout(findings)(workload('2'), 'subject')).toEqual({ refuse: [], escalate: [] });
  });

  it('REQ-002 whom HR has terminated is refused while an account still says active, and is gone all the same', () => {
    const identity = snapshot([hrRow('1'), hrRow('2', ENDED)], [account({ status: 'active' })]);
    expect(findingsAbout(identity.findings ?? [])(person('2'), 'subject').refuse).toHaveLength(1);
    expect(leftBecause(identity.people[1]!, AS_OF)).toBeDefined();
  });

  it('REQ-004 who has no manager may still approve for others, and the head needs none', () => {
    const about = findingsAbout(CASES['manager-missing'].found());
    expect(about(person('2'), 'subject').refuse).toHaveLength(1);
    expect(about(person('2'), 'approver').refuse).toEqual([]);
    const heads = correlate(feed('hr', [hrRow('1'), hrRow('2', HEAD)]), feed('directory', []), AS_OF, {
      heads: ['1', '2'],
    });
    expect(of('manager-missing', heads.findings ?? [])).toEqual([]);
  });

  it('REQ-045 a manager who left wants a person to look; one on leave is no approver', () => {
    const escalated = findingsAbout(CASES['manager-left'].found())(person('3'), 'subject');
    expect(escalated).toMatchObject({ refuse: [], escalate: [{ check: 'manager-left' }] });
    const leave = declared([hrRow('1', LEAVE), hrRow('2')], { approvers: ['2'] });
    expect(findingsAbout(leave)(person('1'), 'approver').escalate).toMatchObject([
      { check: 'approver-on-leave' },
    ]);
    expect(findingsAbout(leave)(person('1'), 'subject').escalate).toEqual([]);
  });

  it('REQ-075 REQ-086 a workload that nobody declares, or nobody owns, is refused', () => {
    for (const check of ['workload-undeclared', 'workload-ownerless'] as const)
      expect(findingsAbout(CASES[check].found())(workload('bot'), 'subject').refuse).toMatchObject([
        { check },
      ]);
  });

  it('REQ-097 a contractor whose sponsor left is refused', () => {
    expect(findingsAbout(CASES['sponsor-left'].found())(person('3'), 'subject').refuse).toHaveLength(1);
  });

  it('warnings stand against nobody', () => {
    const about = findingsAbout(CASES['row-repeated'].found());
    expect(about(person('2'), 'subject')).toEqual({ refuse: [], escalate: [] });
  });

  it.each(
    (Object.keys(CASES) as CheckId[]).filter((id) => checkOf(id).over === 'feeds').map((id) => [id] as const),
  )('%s puts nobody in doubt, and unlinks no account', (check) => {
    const found = CASES[check].found();
    const unsettled = found.filter(({ check: id }) => checkOf(id).over === 'rows');
    expect(unsettled).toEqual([]);
  });
});

describe('what only memory shows stays until the person leaves, or an event says that it is right', () => {
  const last = correlate(
    feed('hr', [hrRow('1'), hrRow('2', ENDED)], EARLIER),
    feed('directory', [], EARLIER),
    AS_OF,
  );
  const after = (before: IdentitySnapshot, rows: readonly Row[], events: readonly object[] = []): Findings =>
    of('rehired', next(before, rows, events).findings ?? []);
  const next = (
    before: IdentitySnapshot,
    rows: readonly Row[],
    events: readonly object[] = [],
  ): IdentitySnapshot =>
    heldTo(
      { last: { feeds: before.feeds, snapshot: before } },
      correlate(feed('hr', rows), feed('directory', []), AS_OF, { events: recordsFeed('events', events) }),
    );
  const both = [hrRow('1'), hrRow('2')];
  const hire = (at: string, subject = 'hr:2'): object => ({ id: 'EV-1', kind: 'hire', subject, at });

  it('a rehire is still told when the next feed looks as if it had always been so', () => {
    const first = next(last, both);
    expect(after(first, [...both, hrRow('3')])).toEqual(of('rehired', first.findings ?? []));
    expect(after(first, [...both, hrRow('3')])).toMatchObject([{ since: AS_OF }]);
  });

  it('and no more once they left again', () => {
    expect(after(next(last, both), [hrRow('1'), hrRow('2', ENDED)])).toEqual([]);
  });

  it.each([
    ['at once', () => after(last, both, [hire('2026-11-02T08:00:00Z')])],
    ['later', () => after(next(last, both), both, [hire('2026-11-02T08:00:00Z')])],
  ])('nor once the events have the hire, %s', (_what, found) => {
    expect(found()).toEqual([]);
  });

  it.each([
    ['the hire of the old employment', [hire('2019-01-01T08:00:00Z')]],
    ['the hire of somebody else', [hire('2026-11-02T08:00:00Z', 'hr:1')]],
    ['another event', [{ ...hire('2026-11-02T08:00:00Z'), kind: 'change' }]],
  ])('%s says nothing', (_what, events) => {
    expect(after(next(last, both), both, events)).toHaveLength(1);
  });
});

describe('further columns of the directory', () => {
  it('are optional, and what they say of an account is kept', () => {
    const identity = snapshot(
      [hrRow('1')],
      [accountRow('hr:1', 'okta', { status: 'active', last_used: '2026-11-19T08:00:00+01:00' })],
    );
    expect(identity.people[0]?.accounts).toEqual([
      {
        source: 'okta',
        native: 'okta-1',
        login: 'p1@example.org',
        status: 'active',
        lastUsed: '2026-11-19T07:00:00.000Z',
      },
    ]);
    expect(snapshot([hrRow('1')], [accountRow('hr:1')]).people[0]?.accounts).toEqual([
      { source: 'okta', native: 'okta-1', login: 'p1@example.org' },
    ]);
  });

  it.each([
    ['a status that there is not', { status: 'locked' }],
    ['a time without zone', { last_used: '2026-11-19' }],
    ['a manager that is no id', { manager_id: 'Jane Doe' }],
  ])('with %s cost the attribute and refuse grants; the account stays linked', (_what, changes) => {
    const identity = snapshot([hrRow('1')], [accountRow('hr:1', 'okta', changes)]);
    expect(identity.findings).toMatchObject([{ check: 'attribute-unfit', about: ['hr:1'], lines: [2] }]);
    expect(identity.people[0]?.accounts).toHaveLength(1);
    expect(findingsAbout(identity.findings ?? [])(person('1'), 'subject').refuse).toHaveLength(1);
  });
});

describe('two rows on one account', () => {
  const rows = (...status: readonly string[]): IdentitySnapshot =>
    snapshot(
      [hrRow('1')],
      status.map((each) => accountRow('hr:1', 'okta', { status: each })),
    );

  it('that say different things of it refuse grants, and leave it linked', () => {
    for (const order of [
      ['active', 'deprovisioned'],
      ['deprovisioned', 'active'],
    ]) {
      const { findings = [], people } = rows(...order);
      expect(findings.map(({ check }) => check)).toContain('attribute-unfit');
      expect(people[0]?.accounts).toEqual([{ source: 'okta', native: 'okta-1', login: 'p1@example.org' }]);
    }
  });

  it('honest twin: that say the same are one', () => {
    const { findings = [], people } = rows('active', 'active');
    expect(findings.map(({ check }) => check)).toEqual(['row-repeated']);
    expect(people[0]?.accounts).toMatchObject([{ status: 'active' }]);
  });
});

describe('ids are NFC and of one script', () => {
  it.each([
    ['a Cyrillic а in a Latin login', { login: 'p\u0430ypal@example.org' }],
    ['a login that is not NFC', { login: 'jose\u0301@example.org' }],
    ['a zero-width character', { login: 'ad\u200ba' }],
    ['a trailing space', { native_id: 'okta-1 ' }],
    ['a direction override', { native_id: 'okta\u202e-1' }],
    ['a Greek omicron in a native id', { native_id: '\u03bfkta-1' }],
    ['a source in capitals', { source: 'Okta' }],
  ])('%s condemns the row', (_what, changes) => {
    const identity = snapshot([hrRow('1')], [accountRow('hr:1', 'okta', changes)]);
    expect(identity.findings).toMatchObject([{ check: 'row-unreadable', lines: [2] }]);
  });

  it.each([
    ['a Latin login with an accent', { login: 'jos\u00e9@example.org' }],
    ['a Cyrillic name at a Latin domain', { login: '\u0430\u0434\u0430@example.org' }],
    ['a Japanese login in two of its scripts', { login: '\u6771\u30a2@example.org' }],
  ])('honest twin: %s stands', (_what, changes) => {
    expect(fed([hrRow('1')], [accountRow('hr:1', 'okta', changes)])).toEqual([]);
  });
});
