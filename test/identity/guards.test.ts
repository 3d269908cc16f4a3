import {
  correlate,
  delegationFor,
  heldTo,
  leftBecause,
  linksOf,
  type IdentitySnapshot,
} from '../../lib/identity/index.js';
import { branded } from '../../lib/kernel/index.js';
import { OKTA_SOURCE } from '../../lib/model/index.js';
import { accountRow, AS_OF, feed, hrRow, recordsFeed } from '../_helpers/people.js';

type Row = Readonly<Record<string, string>>;

const ENDED = { status: 'terminated', last_day: '2026-10-31' };
const EARLIER = { generatedAt: '2026-11-19T06:00:00Z' };
const read = (hr: readonly Row[], accounts: readonly Row[] = [], manifest: object = {}): IdentitySnapshot =>
  correlate(feed('hr', hr, manifest), feed('directory', accounts, manifest), AS_OF);
const checks = ({ findings = [] }: IdentitySnapshot): string[] => findings.map(({ check }) => check);
const doubted = (of: IdentitySnapshot): string[] => (of.doubted ?? []).map(({ id }) => id);
const left = ({ people }: IdentitySnapshot): string[] =>
  people.filter((each) => leftBecause(each, AS_OF) !== undefined).map(({ id }) => id);
const without = (row: Row, column: string): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name !== column));

describe('a whole feed is refused by the name of what is wrong', () => {
  it.each<[string, () => IdentitySnapshot, string]>([
    ['an HR feed of nobody', () => read([]), 'names nobody'],
    ['HR without ids', () => read([without(hrRow('1'), 'worker_id')]), '`worker_id`'],
    ...['owner', 'source', 'native_id'].map((column): [string, () => IdentitySnapshot, string] => [
      `a directory without \`${column}\``,
      () => read([hrRow('1')], [without(accountRow('hr:1'), column)]),
      `lacks the column \`${column}\``,
    ]),
  ])('%s', (_what, found, words) => {
    expect(found).toThrow(
      expect.objectContaining({ code: 'FEED_REFUSED', message: expect.stringContaining(words) }),
    );
  });
});

describe('people in doubt, with no account that would tell of them', () => {
  it('whose only row cannot be read', () => {
    const snapshot = read([hrRow('1'), hrRow('2', { status: '?' })]);
    expect(snapshot.doubted).toMatchObject([{ id: '2', why: expect.stringContaining('cannot be read') }]);
    const linked = read([hrRow('1'), hrRow('2', { status: '?' })], [accountRow('hr:2')]);
    expect(linked.doubted).toMatchObject([{ id: '2', why: expect.stringContaining('cannot be read') }]);
  });

  it('who have a row that cannot be read beside a good one; an end is believed', () => {
    expect(doubted(read([hrRow('1'), hrRow('2'), hrRow('2', { status: '?' })]))).toEqual(['2']);
    const ended = read([hrRow('1'), hrRow('2', ENDED), hrRow('2', { status: '?' })]);
    expect([doubted(ended), left(ended)]).toEqual([[], ['2']]);
  });

  it('who have several rows that differ', () => {
    expect(doubted(read([hrRow('1'), hrRow('2'), hrRow('2', { name: 'B' })]))).toEqual(['2']);
  });

  it('whose id another has in another case: an end is that of the id that it names', () => {
    const snapshot = read([hrRow('1'), hrRow('w', ENDED), hrRow('W', { email: 'x@example.org' })]);
    expect([doubted(snapshot), left(snapshot)]).toEqual([['W'], ['w']]);
  });

  it('who share an e-mail at work; a leaver who had it is gone all the same', () => {
    const same = { email: 'a@example.org' };
    const snapshot = read([
      hrRow('1'),
      hrRow('2', same),
      hrRow('3', same),
      hrRow('4', { ...ENDED, ...same }),
    ]);
    expect([doubted(snapshot), left(snapshot)]).toEqual([['2', '3'], ['4']]);
    const leavers = [hrRow('2', { ...ENDED, ...same }), hrRow('3', { ...ENDED, ...same })];
    expect(checks(read([hrRow('1'), ...leavers]))).toEqual([]);
  });
});

describe('a row of HR', () => {
  const contract = { worker_type: 'vendor', vendor: 'Acme', sponsor_id: '1', contract_end: '2027-01-01' };
  it.each([
    ['a vendor of no company', { ...contract, vendor: '' }],
    ['no e-mail', { email: '' }],
  ])('with %s cannot be read', (_what, changes) => {
    expect(checks(read([hrRow('1'), hrRow('2', changes)]))).toEqual(['row-unreadable']);
    expect(checks(read([hrRow('1'), hrRow('2', contract)]))).toEqual([]);
  });

  it.each([
    ['a contract that is over', { contract_end: '2026-11-19' }],
    ['a contract that is over before its last day', { contract_end: '2026-11-19', last_day: '2027-01-31' }],
  ])('that cannot be read whole ends access by %s', (_what, changes) => {
    expect(left(read([hrRow('1'), hrRow('2', { status: '?', ...changes })]))).toEqual(['2']);
    expect(left(read([hrRow('1'), hrRow('2', { status: '?', contract_end: '2026-11-20' })]))).toEqual([]);
  });

  it('of somebody terminated before the start is read whole', () => {
    expect(checks(read([hrRow('1'), hrRow('2', { ...ENDED, start_date: '2026-11-05' })]))).toEqual([]);
  });
});

describe('accounts', () => {
  it('claimed for a workload are, though a leaver has its id', () => {
    const rows = [
      accountRow('hr:1', 'okta', { native_id: 'x' }),
      accountRow('workload:2', 'okta', { native_id: 'x' }),
    ];
    const links = linksOf(read([hrRow('1'), hrRow('2', ENDED)], rows));
    expect(links.isContested(OKTA_SOURCE, 'x')).toBe(true);
    expect(links.principalOf(OKTA_SOURCE, 'x')).toBeUndefined();
  });

  it('of one owner with one login all count', () => {
    const rows = ['a', 'b'].map((native_id) => accountRow('hr:1', 'okta', { native_id, login: 'one' }));
    const snapshot = read([hrRow('1')], rows);
    expect(snapshot.people[0]?.accounts.map(({ native }) => native)).toEqual(['a', 'b']);
    expect(checks(snapshot)).toEqual(['several-accounts']);
  });

  it('at the forge give a login where there is one, and none of two', () => {
    const forge = (native_id: string): Row => accountRow('hr:1', 'github', { native_id, login: native_id });
    expect(read([hrRow('1')], [forge('a')]).people[0]?.forgeLogin).toBe('a');
    expect(read([hrRow('1')], [forge('a'), forge('b')]).people[0]).not.toHaveProperty('forgeLogin');
  });

  it('with an attribute longer than any keep their link, and not the attribute', () => {
    const says = (department: string): IdentitySnapshot =>
      read([hrRow('1', { department: 'x'.repeat(1000) })], [accountRow('hr:1', 'okta', { department })]);
    expect(checks(says('x'.repeat(1001)))).toEqual(['attribute-unfit']);
    expect(checks(says('x'.repeat(1000)))).toEqual([]);
  });
});

describe('a fall is confirmed by a person at work, and by nobody else', () => {
  const ids = Array.from({ length: 30 }, (_, index) => String(100 + index));
  const hr = ids.map((id) => hrRow(id, id === '102' ? ENDED : {}));
  const last = read(
    hr,
    ids.map((id) => accountRow(`hr:${id}`)),
    EARLIER,
  );
  const now = read(
    hr,
    ids.slice(15).map((id) => accountRow(`hr:${id}`)),
  );
  const digest = now.feeds[1]?.digest ?? '';
  const by = (who: string) => (): IdentitySnapshot =>
    heldTo(
      {
        last: { feeds: last.feeds, snapshot: last },
        accepted: [{ digest, by: who, on: '2026-11-20T08:00:00Z', why: 'sold' }],
      },
      now,
    );

  it.each(['hr:102', 'workload:101'])('not by %s', (who) => {
    expect(by(who)).toThrow(expect.objectContaining({ code: 'FEED_REFUSED' }));
  });

  it('honest twin: by hr:101', () => {
    expect(by('hr:101')().lost).toHaveLength(14);
  });
});

describe('what is a fall', () => {
  const held = (before: IdentitySnapshot, now: IdentitySnapshot) => (): IdentitySnapshot =>
    heldTo({ last: { feeds: before.feeds, snapshot: before } }, now);
  const two = [hrRow('1'), hrRow('2')];
  const accounts = ['1', '2'].map((id) => accountRow(`hr:${id}`));

  it('everything is, however little there was; one of two is none', () => {
    const before = read(two, accounts, EARLIER);
    expect(held(before, read(two))).toThrow(expect.objectContaining({ code: 'FEED_REFUSED' }));
    expect(held(before, read(two, accounts.slice(1)))).not.toThrow();
  });

  it('events that are no longer told are none', () => {
    const event = (id: number): object => ({ id: `E-${id}`, kind: 'change', at: '2026-11-01T00:00:00Z' });
    const events = (count: number, manifest: object = {}): IdentitySnapshot =>
      correlate(feed('hr', two, manifest), feed('directory', accounts, manifest), AS_OF, {
        events: recordsFeed(
          'events',
          Array.from({ length: count }, (_, id) => event(id)),
          manifest,
        ),
      });
    expect(held(events(20, EARLIER), events(0))).not.toThrow();
  });

  it('rows of the directory that cannot be read are counted there, and not against HR', () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      accountRow('shared:x', 'okta', { native_id: `n${index}`, login: `l${index}` }),
    );
    const broken = many.map((row, index) => (index < 4 ? { ...row, login: '' } : row));
    expect(() => heldTo({}, read(two, broken))).not.toThrow();
    expect(() => heldTo({}, read(two, broken.slice(0, 6)))).toThrow(
      expect.objectContaining({ code: 'FEED_REFUSED' }),
    );
  });
});

describe('records', () => {
  const delegation = {
    record: 'D',
    from: 'hr:1',
    to: 'hr:2',
    scope: 'all',
    start: '2026-11-01T00:00:00Z',
    end: '2026-12-01T00:00:00Z',
  };
  const records = (delegations: readonly object[], events: readonly object[] = []): IdentitySnapshot =>
    correlate(feed('hr', [hrRow('1'), hrRow('2'), hrRow('3')]), feed('directory', []), AS_OF, {
      delegations: recordsFeed('delegations', delegations),
      events: recordsFeed('events', events),
    });
  const worker = (id: string) => branded<'worker'>(id);

  it('a delegation is from whom it names, and from nobody else', () => {
    const { delegations = [] } = records([delegation]);
    const asked = { to: worker('2'), package: 'x', at: AS_OF };
    expect(delegationFor(delegations, { ...asked, from: worker('1') })?.record).toBe('D');
    expect(delegationFor(delegations, { ...asked, from: worker('3') })).toBeUndefined();
  });

  it.each([
    ['an id longer than any', { id: 'E'.repeat(201) }],
    ['a field that there is not', { end: '2026-11-02T00:00:00Z' }],
  ])('an event with %s is the origin of nothing', (_what, more) => {
    const event = { id: 'E'.repeat(200), kind: 'incident', at: '2026-11-01T00:00:00Z' };
    expect(records([], [event]).events).toHaveLength(1);
    const snapshot = records([], [{ ...event, ...more }]);
    expect([snapshot.events, checks(snapshot)]).toEqual([undefined, ['event-unfit']]);
  });

  it('a delegation whose id is longer than any is none, and its id is not repeated', () => {
    expect(records([{ ...delegation, record: 'D'.repeat(200) }]).delegations).toHaveLength(1);
    const { delegations, findings } = records([{ ...delegation, record: 'D'.repeat(201) }]);
    expect(delegations).toBeUndefined();
    expect(findings?.[0]?.message).not.toContain('DDD');
  });
});
