import { canonicalJson } from '../../lib/kernel/index.js';
import { correlate, leftBecause, linksOf, type IdentitySnapshot } from '../../lib/identity/index.js';
import { AWS_SOURCE, OKTA_SOURCE, person } from '../../lib/model/index.js';
import { accountRow, AS_OF, feed, hrRow, identityOf } from '../_helpers/people.js';

const ids = (snapshot: IdentitySnapshot): string[] => snapshot.people.map(({ id }) => id);
const checks = (snapshot: IdentitySnapshot): string[] => (snapshot.findings ?? []).map(({ check }) => check);
const doubted = (snapshot: IdentitySnapshot): string[] => (snapshot.doubted ?? []).map(({ id }) => id);
const HEAD = { manager_id: '' };
const ENDED = { status: 'terminated', last_day: '2026-10-31' };
const left = (snapshot: IdentitySnapshot, id: string): boolean => {
  const record = snapshot.people.find((each) => each.id === id);
  return record !== undefined && leftBecause(record, AS_OF) !== undefined;
};

describe('H4.22 a wrong row of HR condemns itself, never the feed', () => {
  it.each([
    ['an unknown worker type', { worker_type: 'robot' }],
    ['an unknown status', { status: 'probably' }],
    [
      'a contractor without sponsor',
      { worker_type: 'contractor', vendor: 'Acme', contract_end: '2027-01-01' },
    ],
    ['a vendor without end', { worker_type: 'vendor', vendor: 'Acme', sponsor_id: '2' }],
    ['a day that does not exist', { start_date: '2026-02-30' }],
    ['no name', { name: '' }],
    ['a start after the last day to come', { start_date: '2027-03-01', last_day: '2027-01-31' }],
    [
      'a start after the end of the contract',
      {
        worker_type: 'contractor',
        vendor: 'Acme',
        sponsor_id: '2',
        start_date: '2027-03-01',
        contract_end: '2027-01-31',
      },
    ],
  ])('%s: the person is in doubt, everybody else stands', (_what, changes) => {
    const snapshot = identityOf([hrRow('1', changes), hrRow('2')]);
    expect(ids(snapshot)).toEqual(['2']);
    expect(doubted(snapshot)).toEqual(['1']);
    expect(snapshot.findings).toMatchObject([
      { check: 'row-unreadable', severity: 'refuse', feed: 'hr', lines: [2], about: ['hr:1'] },
    ]);
    const links = linksOf(snapshot);
    expect(links.principalOf(OKTA_SOURCE, 'okta-1')).toEqual(person('1'));
    expect(links.doubtOf(person('1'))).toBeDefined();
    expect(links.doubtOf(person('2'))).toBeUndefined();
    expect(links.accountOf(person('1'), OKTA_SOURCE)).toBeUndefined();
  });

  it('who starts on the last day, or was terminated before the start, is as HR says', () => {
    const day = { start_date: '2026-11-01', last_day: '2027-01-31' };
    expect(ids(identityOf([hrRow('1', { ...day, start_date: day.last_day }), hrRow('2')]))).toEqual([
      '1',
      '2',
    ]);
    expect(left(identityOf([hrRow('1', { ...ENDED, start_date: '2026-11-05' })]), '1')).toBe(true);
  });

  it.each([
    ['a last day', { last_day: '9999-12-31' }],
    [
      'the end of a contract',
      { worker_type: 'contractor', vendor: 'Acme', sponsor_id: '2', contract_end: '9999-12-31' },
    ],
  ])('%s on the last day that there is, as HR systems write "no end", ends nobody', (_what, changes) => {
    expect(left(identityOf([hrRow('1', changes), hrRow('2')]), '1')).toBe(false);
    const [[column]] = Object.entries(changes).slice(-1) as [[string, string]];
    expect(left(identityOf([hrRow('1', { ...changes, [column]: '2026-11-01' }), hrRow('2')]), '1')).toBe(
      true,
    );
  });

  it('a summary line is about nobody', () => {
    const snapshot = correlate(
      feed('hr', [hrRow('1'), hrRow('Total: 1 employee')]),
      feed('directory', [accountRow('hr:1')]),
      AS_OF,
    );
    expect(ids(snapshot)).toEqual(['1']);
    expect(doubted(snapshot)).toEqual([]);
    expect(snapshot.findings).toMatchObject([{ check: 'row-unreadable', lines: [3], about: [] }]);
  });

  it.each([
    ['without a department or start', { ...ENDED, start_date: '', worker_type: '' }],
    ['whose status is spelt in capitals', { status: 'TERMINATED' }],
    ['of a contractor without sponsor', { worker_type: 'contractor', ...ENDED }],
    ['with a last day that is over and no status', { status: '', last_day: '2026-11-19' }],
  ])('a poor leaver row %s ends access all the same', (_what, changes) => {
    const snapshot = identityOf([hrRow('1', changes), hrRow('2', HEAD)]);
    expect(left(snapshot, '1')).toBe(true);
    expect(left(snapshot, '2')).toBe(false);
    expect(doubted(snapshot)).toEqual([]);
    expect(checks(snapshot)).toEqual(['leaver-row-poor']);
  });

  it('a poor row with a last day to come ends nothing yet', () => {
    const snapshot = identityOf([hrRow('1', { status: '?', last_day: '2026-12-31' }), hrRow('2')]);
    expect(doubted(snapshot)).toEqual(['1']);
  });

  it('a rehire, or a contractor who became an employee, may have the e-mail of the ended row', () => {
    const snapshot = identityOf(
      [hrRow('1', ENDED), hrRow('2', { ...HEAD, email: 'P1@example.org' })],
      [accountRow('hr:3', 'github', { login: 'x' })].slice(1),
    );
    expect(ids(snapshot)).toEqual(['1', '2']);
    expect(left(snapshot, '1')).toBe(true);
    expect(left(snapshot, '2')).toBe(false);
    expect(snapshot.findings).toMatchObject([
      { check: 'email-reused', severity: 'warn', about: ['hr:1', 'hr:2'] },
    ]);
  });

  it.each([
    ['one e-mail twice', [hrRow('1'), hrRow('2', { email: 'P1@example.org' })]],
    [
      'one in two Unicode forms',
      [hrRow('1', { email: '\u00e9@example.org' }), hrRow('2', { email: 'e\u0301@example.org' })],
    ],
  ])('%s among people at work puts these two in doubt', (_what, rows) => {
    const snapshot = identityOf([...rows, hrRow('3')]);
    expect(ids(snapshot)).toEqual(['3']);
    expect(doubted(snapshot)).toEqual(['1', '2']);
    expect(checks(snapshot)).toEqual(['email-shared']);
  });

  it('two spells under one worker id put that person in doubt, and end nothing', () => {
    const spells = [
      hrRow('1', { ...ENDED, start_date: '2020-01-01' }),
      hrRow('1', { start_date: '2026-11-01' }),
    ];
    for (const rows of [spells, [...spells].reverse()]) {
      const snapshot = correlate(
        feed('hr', [...rows, hrRow('2')]),
        feed('directory', [accountRow('hr:1')]),
        AS_OF,
      );
      expect(ids(snapshot)).toEqual(['2']);
      expect(doubted(snapshot)).toEqual(['1']);
      expect(checks(snapshot)).toEqual(['worker-repeated']);
    }
  });

  it('a termination gets through beside a row of the same spell that says active', () => {
    const rows = [hrRow('1'), hrRow('1', ENDED), hrRow('2')];
    const snapshot = correlate(feed('hr', rows), feed('directory', []), AS_OF);
    expect(left(snapshot, '1')).toBe(true);
  });

  it('one row twice is one row', () => {
    const snapshot = correlate(feed('hr', [hrRow('1'), hrRow('1')]), feed('directory', []), AS_OF);
    expect(ids(snapshot)).toEqual(['1']);
    expect(checks(snapshot)).toEqual(['row-repeated']);
  });

  it('one worker id in two cases puts both in doubt', () => {
    const snapshot = identityOf([hrRow('w1'), hrRow('W1', { email: 'x@example.org' }), hrRow('2')], []);
    expect(ids(snapshot)).toEqual(['2']);
  });
});

describe('H6 people whom rows name and HR does not have', () => {
  const contract = { worker_type: 'contractor', vendor: 'Acme', contract_end: '2027-01-01' };
  it.each([
    ['manager-unknown', [hrRow('1', { manager_id: '77' })]],
    ['manager-self', [hrRow('1', { manager_id: '1' })]],
    ['manager-circle', [hrRow('1', { manager_id: '2' }), hrRow('2', { manager_id: '1' })]],
    ['sponsor-unknown', [hrRow('1', { ...contract, sponsor_id: '77' })]],
    ['sponsor-left', [hrRow('1', { ...contract, sponsor_id: '2' }), hrRow('2', ENDED)]],
  ])('%s is a finding on the row, puts nobody in doubt and ends nothing', (check, rows) => {
    const snapshot = identityOf(rows);
    expect(checks(snapshot)).toContain(check);
    expect(snapshot.people).toHaveLength(rows.length);
    expect(doubted(snapshot)).toEqual([]);
    expect(left(snapshot, '1')).toBe(false);
  });

  it('H4.22 who only leads to a circle is on none, and a circle of twenty thousand is gone round once', () => {
    const many = 20_000;
    const round = Array.from({ length: many }, (_, index) =>
      hrRow(`${index}`, { manager_id: `${(index + 1) % many}` }),
    );
    const snapshot = identityOf([...round, hrRow('x', { manager_id: '0' })], []);
    const circling = (snapshot.findings ?? []).filter(({ check }) => check === 'manager-circle');
    expect(circling).toHaveLength(many);
    expect(circling.map(({ about }) => about)).not.toContainEqual(['hr:x']);
  });

  it('a manager whose own row is poor is not unknown', () => {
    const snapshot = identityOf([hrRow('1', { manager_id: '2' }), hrRow('2', { status: '?' })]);
    expect(checks(snapshot)).toEqual(['row-unreadable']);
  });
});

describe('H4.22 a wrong row of the directory condemns itself, never the feed', () => {
  const two = [hrRow('1'), hrRow('2')];

  it.each([
    ['an owner of no kind', { owner: 'somebody' }],
    ['no native id', { native_id: '' }],
    ['no login', { login: '' }],
  ])('%s is a finding, and the others stand', (_what, changes) => {
    const snapshot = identityOf(two, [accountRow('hr:1', 'github', changes)]);
    expect(checks(snapshot)).toEqual(['row-unreadable']);
    expect(linksOf(snapshot).accountOf(person('1'), OKTA_SOURCE)).toBeDefined();
  });

  it('an account of somebody whom HR does not have stays known as theirs', () => {
    const snapshot = identityOf(two, [accountRow('hr:9')]);
    expect(checks(snapshot)).toEqual(['owner-unknown']);
    expect(doubted(snapshot)).toEqual(['9']);
    expect(linksOf(snapshot).principalOf(OKTA_SOURCE, 'okta-9')).toEqual(person('9'));
  });

  it.each([
    ['one account', { native_id: 'okta-1', login: 'x' }, 'account-repeated', ['okta-1']],
    [
      'one login, whatever its case',
      { native_id: 'okta-3', login: 'P1@EXAMPLE.ORG' },
      'login-repeated',
      ['okta-1', 'okta-3'],
    ],
  ])('%s claimed for two people at work belongs to neither', (_what, changes, check, natives) => {
    const snapshot = identityOf(two, [accountRow('hr:2', 'okta', changes)]);
    expect(checks(snapshot)).toContain(check);
    const links = linksOf(snapshot);
    for (const native of natives) {
      expect(links.principalOf(OKTA_SOURCE, native)).toBeUndefined();
      expect(links.isContested(OKTA_SOURCE, native)).toBe(true);
    }
    expect(links.accountOf(person('1'), OKTA_SOURCE)).toBeUndefined();
    expect(links.accountOf(person('1'), AWS_SOURCE)).toBeDefined();
  });

  it('one hexadecimal id in two cases is one account', () => {
    const snapshot = identityOf(two, [
      accountRow('hr:1', 'x', { native_id: 'ab-01', login: 'x' }),
      accountRow('hr:2', 'x', { native_id: 'AB-01', login: 'y' }),
    ]);
    expect(checks(snapshot)).toEqual(['account-repeated']);
  });

  it('an account of a leaver that is now a colleague\u2019s is that colleague\u2019s', () => {
    const rows = [hrRow('1', ENDED), hrRow('2', HEAD)];
    const accounts = [
      accountRow('hr:1'),
      accountRow('hr:2', 'okta', { native_id: 'okta-1', login: 'p1@example.org' }),
    ];
    const snapshot = correlate(feed('hr', rows), feed('directory', accounts), AS_OF);
    expect(linksOf(snapshot).principalOf(OKTA_SOURCE, 'okta-1')).toEqual(person('2'));
    expect(checks(snapshot)).toEqual(['account-reassigned']);
  });

  it('a login given again leaves the leaver the account that it stood on, so that its end finds it', () => {
    const rows = [hrRow('1', ENDED), hrRow('2')];
    const accounts = [
      accountRow('hr:1'),
      accountRow('hr:2', 'okta', { native_id: 'okta-new', login: 'p1@example.org' }),
    ];
    const links = linksOf(correlate(feed('hr', rows), feed('directory', accounts), AS_OF));
    expect(links.principalOf(OKTA_SOURCE, 'okta-1')).toEqual(person('1'));
    expect(links.principalOf(OKTA_SOURCE, 'okta-new')).toEqual(person('2'));
  });

  it('a second account of one person is said, and neither is guessed', () => {
    const snapshot = identityOf(two, [accountRow('hr:1', 'okta', { native_id: 'second', login: 'second' })]);
    expect(snapshot.findings).toMatchObject([
      { check: 'several-accounts', severity: 'refuse', about: ['hr:1'] },
    ]);
    expect(linksOf(snapshot).principalOf(OKTA_SOURCE, 'second')).toEqual(person('1'));
  });
});

describe('H4.22 what makes a whole feed unfit', () => {
  const refused = expect.objectContaining({ code: 'FEED_REFUSED' });

  it('no row of a person that can be read', () => {
    expect(() => identityOf([hrRow('1', { status: '?' })])).toThrow(refused);
  });

  it('a lost key column', () => {
    const { worker_id: _, ...row } = hrRow('1');
    expect(() => correlate(feed('hr', [row]), feed('directory', []), AS_OF)).toThrow(refused);
    const { native_id: __, ...account } = accountRow('hr:1');
    expect(() => correlate(feed('hr', [hrRow('1')]), feed('directory', [account]), AS_OF)).toThrow(refused);
  });

  it('a directory most of whose people HR does not have', () => {
    const accounts = ['1', '7', '8', '9'].map((id) => accountRow(`hr:${id}`));
    expect(() => correlate(feed('hr', [hrRow('1')]), feed('directory', accounts), AS_OF)).toThrow(refused);
  });

  it('a whole feed without faults says nothing of doubt', () => {
    const snapshot = identityOf([hrRow('1')]);
    expect(Object.keys(snapshot)).not.toEqual(expect.arrayContaining(['findings']));
    expect(canonicalJson(snapshot)).not.toContain('doubted');
  });
});
