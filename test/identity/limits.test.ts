import {
  correlate,
  heldTo,
  leftBecause,
  withEnds,
  type FeedStandard,
  type IdentitySnapshot,
} from '../../lib/identity/index.js';
import { parseInstant } from '../../lib/kernel/index.js';
import { accountRow, AS_OF, feed, hrRow } from '../_helpers/people.js';

const refused = expect.objectContaining({ code: 'FEED_REFUSED' });
const EARLIER = { generatedAt: '2026-11-19T06:00:00Z' };

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => String(100 + index));
const people = (of: readonly string[]) => of.map((id) => hrRow(id));
const accounts = (of: readonly string[], sources = ['okta', 'aws']) =>
  of.flatMap((id) => sources.map((source) => accountRow(`hr:${id}`, source)));

function snapshot(
  hr: readonly string[],
  directory: readonly Record<string, string>[],
  manifest: object = {},
): IdentitySnapshot {
  return correlate(feed('hr', people(hr), manifest), feed('directory', directory, manifest), AS_OF);
}
const ALL = ids(30);
const BEFORE = snapshot(ALL, accounts(ALL), EARLIER);
const standard = (more: FeedStandard = {}): FeedStandard => ({
  last: { feeds: BEFORE.feeds, snapshot: BEFORE },
  ...more,
});

describe('H1.1 H1.6 feeds are held to those that were accepted last', () => {
  const half = ALL.slice(15);
  it.each([
    ['half of the directory gone', snapshot(ALL, accounts(half))],
    ['half of both gone in the same way', snapshot(half, accounts(half))],
    ['all accounts of one source gone', snapshot(ALL, accounts(ALL, ['okta']))],
    [
      'a source whose rows were swapped for more of another',
      snapshot(ALL, [...accounts(ALL, ['okta']), ...accounts(ALL, ['github'])]),
    ],
    ['four people gone', snapshot(ALL.slice(4), accounts(ALL.slice(4)))],
  ])('%s is refused', (_what, now) => {
    expect(() => heldTo(standard(), now)).toThrow(refused);
    // Where only the record in the ledger is left, without the snapshot itself, too.
    expect(() => heldTo({ last: { feeds: BEFORE.feeds } }, now)).toThrow(refused);
  });

  it('half of both is refused by its rows alone, where that is all an old record has', () => {
    const feeds = BEFORE.feeds.map(({ keys: _, ...each }) => each);
    expect(() => heldTo({ last: { feeds } }, snapshot(half, accounts(half)))).toThrow(refused);
  });

  it.each([
    ['the same feed again', BEFORE],
    ['two people fewer', snapshot(ALL.slice(2), accounts(ALL.slice(2)))],
    ['more people', snapshot([...ALL, '999'], accounts([...ALL, '999']))],
    [
      'one account more',
      snapshot(ALL, [...accounts(ALL), accountRow('hr:100', 'okta', { native_id: 'x', login: 'x' })]),
    ],
  ])('honest twin: %s passes', (_what, now) => {
    expect(heldTo(standard(), now).people.length).toBe(now.people.length);
  });

  it('honest twin: in an organization of five, one may go, and three may not', () => {
    const five = ids(5);
    const last = snapshot(five, accounts(five), EARLIER);
    const held = { last: { feeds: last.feeds, snapshot: last } };
    expect(() => heldTo(held, snapshot(five.slice(1), accounts(five.slice(1))))).not.toThrow();
    expect(() => heldTo(held, snapshot(five.slice(3), accounts(five.slice(3))))).toThrow(refused);
  });

  it('who is missing without a fall comes to be in doubt, with the accounts last known', () => {
    const now = heldTo(standard(), snapshot(ALL.slice(1), accounts(ALL.slice(1))));
    expect(now.doubted?.map(({ id }) => id)).toEqual(['100']);
    expect(now.lost?.map(({ native }) => native)).toEqual(['aws-100', 'okta-100']);
  });

  describe('what stands in a column is held like rows', () => {
    const withHr = (changed: number, changes: Readonly<Record<string, string>>): IdentitySnapshot => {
      const rows = ALL.map((id, index) => hrRow(id, index < changed ? changes : {}));
      return correlate(feed('hr', rows), feed('directory', accounts(ALL)), AS_OF);
    };
    it.each([
      ['every department emptied', 30, { department: '' }],
      ['four departments emptied', 4, { department: '' }],
      ['every job code emptied', 30, { job_code: '' }],
      ['every start moved ahead', 30, { start_date: '2027-03-01' }],
    ])('%s is refused', (_what, count, changes) => {
      expect(() => heldTo(standard(), withHr(count, changes))).toThrow(refused);
    });
    it.each([
      ['two departments emptied', 2, { department: '' }],
      ['everybody in another department', 30, { department: 'Operations' }],
      ['leavers without a department', 10, { department: '', status: 'terminated' }],
    ])('honest twin: %s pass', (_what, count, changes) => {
      expect(heldTo(standard(), withHr(count, changes)).people).toHaveLength(30);
    });
  });

  it('a feed from before the last accepted one is refused', () => {
    const late = snapshot(ALL, accounts(ALL));
    const changed = snapshot([...ALL, '999'], accounts(ALL), EARLIER);
    expect(() => heldTo({ last: { feeds: late.feeds, snapshot: late } }, changed)).toThrow(refused);
  });

  it('a first feed has nothing to be held to', () => {
    expect(heldTo({}, BEFORE)).toEqual(BEFORE);
  });

  describe('a person at work may confirm a fall of exactly this feed', () => {
    const now = snapshot(ALL, accounts(half));
    const digest = now.feeds.find(({ source }) => source === 'directory')?.digest ?? '';
    const word = { digest, by: 'hr:101', on: '2026-11-20T08:00:00Z', why: 'a subsidiary was sold' };
    it('then it passes, and what was lost is still known', () => {
      expect(heldTo(standard({ accepted: [word] }), now).lost).toHaveLength(30);
    });
    it.each([
      ['another digest', { digest: BEFORE.feeds[0]?.digest ?? '' }],
      ['somebody whom HR does not have', { by: 'hr:77' }],
      ['no person', { by: 'workload:x' }],
      ['a day before the feed was generated', { on: '2026-11-20T05:00:00Z' }],
      ['a day to come', { on: '2026-11-21T05:00:00Z' }],
    ])('not with %s', (_what, more) => {
      expect(() => heldTo(standard({ accepted: [{ ...word, ...more }] }), now)).toThrow(refused);
    });
  });
});

describe('H1.2 REQ-006 four clocks', () => {
  const HOUR = 3_600_000;
  const stale = (what: string) =>
    expect.objectContaining({ code: 'SOURCE_STALE', message: expect.stringContaining(what) });
  const made = (hr: object, directory: object = hr): IdentitySnapshot =>
    correlate(feed('hr', people(ALL), hr), feed('directory', accounts(ALL), directory), AS_OF);

  it('refuses a source beyond its age with time, age and limit, and takes one within', () => {
    const later = { ...BEFORE, asOf: parseInstant('2027-08-01T00:00:00Z') };
    expect(() => heldTo({}, later)).toThrow(expect.objectContaining({ code: 'SOURCE_STALE' }));
    const old = made({ generatedAt: '2026-11-13T08:59:59Z' });
    expect(() =>
      heldTo({ limits: { age: 7 * 24 * HOUR } }, made({ generatedAt: '2026-11-13T09:00:00Z' })),
    ).not.toThrow();
    const faults = (() => {
      try {
        return heldTo({}, old);
      } catch (thrown) {
        return thrown as { faults: readonly { message: string }[] };
      }
    })() as { faults: readonly { message: string }[] };
    expect(faults.faults.map(({ message }) => message)[0]).toBe(
      'the hr feed was generated at 2026-11-13T08:59:59.000Z, 7 d before 2026-11-20T09:00:00.000Z; the limit is 7 d',
    );
    expect(() => heldTo({ limits: { age: 400 * 24 * HOUR } }, later)).not.toThrow();
  });

  it('refuses a copy beyond its age although its source is young enough', () => {
    const copied = (observedAt: string) => made({ generatedAt: '2026-11-18T06:00:00Z', observedAt });
    expect(() => heldTo({}, copied('2026-11-19T08:59:59Z'))).toThrow();
    expect(() => heldTo({ limits: { copy: 25 * HOUR } }, copied('2026-11-19T08:59:59Z'))).not.toThrow();
    expect(() => heldTo({}, copied('2026-11-19T09:00:00Z'))).not.toThrow();
  });

  it('refuses sources that do not speak of one time', () => {
    const skewed = made({ generatedAt: '2026-11-17T05:59:59Z' }, { generatedAt: '2026-11-20T06:00:00Z' });
    expect(() => heldTo({}, skewed)).toThrow(stale('apart; the limit is 3 d'));
    expect(() => heldTo({ limits: { skew: 4 * 24 * HOUR } }, skewed)).not.toThrow();
    expect(() => heldTo({}, made({ generatedAt: '2026-11-17T06:00:00Z' }, {}))).not.toThrow();
  });

  it.each([
    ['a copy from the future', { observedAt: '2026-11-20T09:00:01Z' }],
    ['a copy from before its source', { observedAt: '2026-11-20T05:59:59Z' }],
  ])('%s is refused whole', (_what, manifest) => {
    expect(() => made(manifest)).toThrow();
    expect(made({ observedAt: '2026-11-20T09:00:00Z' }).feeds[0]).toMatchObject({
      observedAt: '2026-11-20T09:00:00.000Z',
    });
  });
});

describe('H1.6 ends that a feed says outright get through, whatever else is wrong with it', () => {
  const gone = (of: IdentitySnapshot, id: string): boolean => {
    const record = of.people.find((each) => each.id === id);
    return record !== undefined && leftBecause(record, AS_OF) !== undefined;
  };

  it('a termination in a feed that lost half of its rows ends access; the missing rows end nothing', () => {
    const rows = [hrRow('100', { status: 'terminated' }), hrRow('101')];
    const after = withEnds(BEFORE, feed('hr', rows), AS_OF);
    expect(gone(after, '100')).toBe(true);
    expect(after.people).toHaveLength(30);
    expect(after.people.filter(({ id }) => gone(after, id))).toHaveLength(1);
  });

  it('of somebody in doubt too, with the accounts that were known', () => {
    const doubted = { ...BEFORE, doubted: [{ id: hrId('999'), why: '', accounts: [] }] };
    const after = withEnds(doubted, feed('hr', [hrRow('999', { last_day: '2026-11-01' })]), AS_OF);
    expect(gone(after, '999')).toBe(true);
    expect(after.doubted).toEqual([]);
  });

  it('honest twins: an older feed, a forged one and a last day to come say nothing', () => {
    const terminated = [hrRow('100', { status: 'terminated' })];
    const older = feed('hr', terminated, { generatedAt: '2026-11-18T06:00:00Z' });
    expect(withEnds(BEFORE, older, AS_OF)).toEqual(BEFORE);
    expect(() => withEnds(BEFORE, feed('hr', terminated, { digest: 'sha256:00' }), AS_OF)).toThrow(refused);
    expect(withEnds(BEFORE, feed('hr', [hrRow('100', { last_day: '2026-12-31' })]), AS_OF)).toEqual(BEFORE);
  });
});

function hrId(id: string) {
  return correlate(feed('hr', [hrRow(id)]), feed('directory', []), AS_OF).people[0]!.id;
}

describe('H4.22 a feed most of whose rows cannot be read', () => {
  const broken = (count: number) =>
    ALL.map((id, index) => hrRow(id, index < count ? { worker_type: 'robot' } : {}));
  const read = (count: number): IdentitySnapshot =>
    correlate(feed('hr', broken(count)), feed('directory', accounts(ALL)), AS_OF);

  it('is refused whole, also where nothing was accepted before', () => {
    for (const count of [4, 29]) expect(() => heldTo({}, read(count))).toThrow(refused);
    const unlinked = ALL.map((id) => accountRow(`hr:${id}`, 'okta', { login: '' }));
    expect(() => heldTo({}, snapshot(ALL, unlinked))).toThrow(refused);
  });

  it('honest twin: one bad row of many condemns itself alone', () => {
    expect(heldTo({}, read(1)).people.length).toBe(29);
    expect(heldTo({}, read(3)).people.length).toBe(27);
  });
});
