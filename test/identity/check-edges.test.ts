import {
  correlate,
  declaredFindings,
  heldTo,
  type CheckId,
  type IdentityFinding,
  type IdentitySnapshot,
} from '../../lib/identity/index.js';
import { parseInstant } from '../../lib/kernel/index.js';
import { accountRow, AS_OF, feed, hrRow, recordsFeed } from '../_helpers/people.js';
import { teamOf, workloadOf } from './_declared.js';

type Row = Readonly<Record<string, string>>;

const ENDED = { status: 'terminated', last_day: '2026-10-31' };
const LEAVE = { status: 'on-leave' };
const POOR = { status: '?' };
const CONTRACT = { worker_type: 'contractor', vendor: 'Acme', contract_end: '2027-01-01', sponsor_id: '1' };
const ONE = hrRow('1');

const read = (hr: readonly Row[], accounts: readonly Row[] = [], manifest: object = {}): IdentitySnapshot =>
  correlate(feed('hr', hr, manifest), feed('directory', accounts, manifest), AS_OF);
const about = (check: CheckId, findings: readonly IdentityFinding[] = []): string[] =>
  findings.filter((each) => each.check === check).flatMap((each) => each.about);
const found = (check: CheckId, hr: readonly Row[], accounts: readonly Row[] = []): string[] =>
  about(check, read(hr, accounts).findings);

describe('checks of HR by itself', () => {
  it('a contract is over at its very end, and of who is terminated it needs no word', () => {
    const bound = correlate(
      feed('hr', [ONE, hrRow('2', { ...CONTRACT, contract_end: '2026-11-20' })]),
      feed('directory', []),
      parseInstant('2026-11-21T00:00:00Z'),
    );
    expect(about('contract-over', bound.findings)).toEqual(['hr:2']);
    const over = { ...CONTRACT, contract_end: '2026-11-01' };
    expect(found('contract-over', [ONE, hrRow('2', over)])).toEqual(['hr:2']);
    expect(found('contract-over', [ONE, hrRow('2', { ...over, ...ENDED })])).toEqual([]);
  });

  it('a job code that is missing is a fact that is missing', () => {
    expect(found('fact-missing', [ONE, hrRow('2', { job_code: '' })])).toEqual(['hr:2']);
    expect(found('fact-missing', [ONE, hrRow('2')])).toEqual([]);
  });

  it('who only leads to a circle is on none, whichever row comes first', () => {
    const rows = [
      ONE,
      hrRow('2', { manager_id: '3' }),
      hrRow('3', { manager_id: '4' }),
      hrRow('4', { manager_id: '3' }),
    ];
    expect(found('manager-circle', rows)).toEqual(['hr:3', 'hr:4']);
  });

  it('the own manager is told as that alone', () => {
    const own = read([ONE, hrRow('2', { manager_id: '2' })]).findings ?? [];
    expect(own.map(({ check }) => check)).toEqual(['manager-self']);
  });

  it('a sponsor whose own row is poor is not unknown', () => {
    const contracted = hrRow('3', { ...CONTRACT, sponsor_id: '2' });
    expect(found('sponsor-unknown', [ONE, hrRow('2', POOR), contracted])).toEqual([]);
    expect(found('sponsor-unknown', [ONE, contracted])).toEqual(['hr:3']);
  });
});

describe('checks of HR and directory', () => {
  it('what HR leaves out contradicts nobody', () => {
    const says = [accountRow('hr:2', 'okta', { title: 'SRE' })];
    expect(found('title-differs', [ONE, hrRow('2', { title: '' })], says)).toEqual([]);
    expect(found('title-differs', [ONE, hrRow('2', { title: 'Analyst' })], says)).toEqual(['hr:2']);
  });

  it('what the directory says of leavers no longer matters', () => {
    const says = [accountRow('hr:2', 'okta', { department: 'Eng', status: 'deprovisioned' })];
    expect(read([ONE, hrRow('2', ENDED)], says).findings).toBeUndefined();
    expect(found('account-deprovisioned', [ONE, hrRow('2')], says)).toEqual(['hr:2']);
  });

  it('several shared accounts of one name are no fault', () => {
    const desks = (owner: string): Row[] =>
      ['a', 'b'].map((native_id) => accountRow(owner, 'aws', { native_id, login: native_id }));
    expect(found('several-accounts', [ONE], desks('shared:desk'))).toEqual([]);
    expect(found('several-accounts', [ONE], desks('workload:bot'))).toEqual(['workload:bot']);
  });
});

describe('a delegation', () => {
  const gone = (hr: readonly Row[]): string[] => {
    const record = { record: 'D', from: 'hr:1', to: 'hr:2', scope: 'all' };
    const times = { start: '2026-11-01T00:00:00Z', end: '2026-12-01T00:00:00Z' };
    const delegations = recordsFeed('delegations', [{ ...record, ...times }]);
    return about(
      'delegate-gone',
      correlate(feed('hr', hr), feed('directory', []), AS_OF, { delegations }).findings,
    );
  };

  it.each([
    ['from somebody who left', [hrRow('1', ENDED), hrRow('2')]],
    ['to nobody whom HR has', [ONE, hrRow('3')]],
  ])('%s is told to whom it is', (_what, hr) => {
    expect(gone(hr)).toEqual(['hr:2']);
  });

  it('honest twin: to somebody whose row is poor is not gone', () => {
    expect(gone([ONE, hrRow('2', POOR)])).toEqual([]);
  });
});

describe('checks of declarations', () => {
  const declared = (
    check: CheckId,
    identity: IdentitySnapshot,
    workloads: readonly string[] = [],
  ): string[] =>
    about(
      check,
      declaredFindings({
        identity,
        catalogue: {
          teams: [teamOf('platform', ['1'])],
          workloads: workloads.map((id) => workloadOf(id, 'platform')),
        },
      }),
    );

  it('a manager on leave is told while somebody at work has them', () => {
    const boss = hrRow('2', LEAVE);
    expect(declared('approver-on-leave', read([ONE, boss, hrRow('3', { manager_id: '2' })]))).toEqual([
      'hr:2',
    ]);
    const left = hrRow('3', { ...ENDED, manager_id: '2' });
    expect(declared('approver-on-leave', read([ONE, boss, left]))).toEqual([]);
  });

  it('an approver with two logins at the forge has none; one who left needs none', () => {
    const forge = (native_id: string): Row => accountRow('hr:1', 'github', { native_id, login: native_id });
    const unmapped = (hr: Row, ...accounts: Row[]): string[] =>
      declared('forge-login-unmapped', read([hr, hrRow('2')], accounts));
    expect(unmapped(ONE, forge('a'), forge('b'))).toEqual(['hr:1']);
    expect(unmapped(ONE, forge('a'))).toEqual([]);
    expect(unmapped(hrRow('1', ENDED))).toEqual([]);
  });

  it('an id of a person and a workload is told wherever either stands', () => {
    const bot = [accountRow('workload:2')];
    const both = ['hr:2', 'workload:2'];
    expect(declared('principal-kind', read([ONE, hrRow('2')], bot))).toEqual(both);
    expect(declared('principal-kind', read([ONE, hrRow('2')]), ['2'])).toEqual(both);
    expect(declared('principal-kind', read([ONE, hrRow('2', POOR)]), ['2'])).toEqual(both);
    expect(declared('principal-kind', read([ONE, hrRow('3')], bot), ['2'])).toEqual([]);
  });
});

describe('checks of memory', () => {
  const login = (owner: string, native_id: string, name = 'ada'): Row =>
    accountRow(owner, 'github', { native_id, login: name });
  const next = (check: CheckId, before: readonly [Row[], Row[]], now: readonly [Row[], Row[]]): string[] => {
    const last = read(...before, { generatedAt: '2026-11-19T06:00:00Z' });
    return about(check, heldTo({ last: { feeds: last.feeds, snapshot: last } }, read(...now)).findings);
  };
  const two = [ONE, hrRow('2')];

  it.each<[string, Row[], Row[], string]>([
    ['in another case', two, [login('hr:2', 'b', 'ADA')], 'hr:2'],
    ['a workload\u2019s', two, [login('workload:bot', 'b')], 'workload:bot'],
  ])('a login that is now somebody else\u2019s is told, %s', (_what, hr, accounts, who) => {
    expect(next('login-reassigned', [hr, [login('hr:1', 'a')]], [hr, accounts])).toEqual([who]);
    expect(next('login-reassigned', [hr, [login('hr:1', 'a')]], [hr, [login('hr:1', 'b')]])).toEqual([]);
  });

  it('a login that was that of somebody in doubt was theirs', () => {
    const doubted = [ONE, hrRow('2', POOR)];
    const was = (owner: string): string[] =>
      next('login-reassigned', [doubted, [login(owner, 'a')]], [two, [login('hr:1', 'b')]]);
    expect(was('hr:2')).toEqual(['hr:1']);
    expect(was('hr:1')).toEqual([]);
  });

  it('who had left and has not come back was not hired again', () => {
    const left = [ONE, hrRow('2', ENDED)];
    const changed = [ONE, hrRow('2', { ...ENDED, title: 'Former' })];
    expect(next('rehired', [left, []], [changed, []])).toEqual([]);
    expect(next('rehired', [left, []], [two, []])).toEqual(['hr:2']);
  });
});
