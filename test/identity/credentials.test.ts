import {
  correlate,
  credentialsFeed,
  heldTo,
  readCredentials,
  type FeedStandard,
  type IdentitySnapshot,
  type RawCredentials,
} from '../../lib/identity/index.js';
import { credentialOf, credentialsFeedOf } from '../_helpers/credentials.js';
import { accountRow, AS_OF, feed, hrRow } from '../_helpers/people.js';

const read = (records: readonly object[], manifest: object = {}) =>
  readCredentials(credentialsFeedOf(records, manifest), AS_OF);
const refused = (message: string) => ({
  unfit: { code: 'FEED_REFUSED', message: expect.stringContaining(message) as unknown },
});

describe('REQ-084 a feed of credentials is whole or unfit', () => {
  test('as it is, where it agrees with its manifest and nothing in it lies ahead', () => {
    const full = read([
      credentialOf({ created: AS_OF, rotated: AS_OF, expires: '2027-01-01T00:00:00+01:00' }),
      credentialOf({ id: 'KEY-2' }),
    ]);
    expect(full).toMatchObject({
      rows: 2,
      credentials: [{ workload: 'bot', id: 'KEY-1', expires: '2026-12-31T23:00:00.000Z' }, { id: 'KEY-2' }],
    });
    expect(credentialsFeed.parse(full)).toEqual(full);
  });

  test.each([
    ['another digest', {}, { digest: `sha256:${'0'.repeat(64)}` }, 'digest'],
    ['another count', {}, { rows: 2 }, 'has 1 rows, its manifest says 2'],
    ['generated after the instant', {}, { generatedAt: '2026-11-20T09:00:00.001Z' }, 'was generated at'],
    ['made after the instant', { created: '2026-11-20T09:00:00.001Z' }, {}, 'made or rotated after'],
    ['rotated after the instant', { rotated: '2026-11-20T09:00:00.001Z' }, {}, 'made or rotated after'],
    ['rotated before it was made', { rotated: '2026-10-31T23:59:59Z' }, {}, 'rotated before it was made'],
    ['over before it was made', { expires: '2026-10-31T23:59:59Z' }, {}, 'over before it was made'],
    ['of a person', { workload: 'hr:1' }, {}, 'credentials.0.workload'],
    ['a day without zone', { created: '2026-11-01' }, {}, 'credentials.0.created'],
    ['a misspelt field', { rotatedAt: '2026-11-02T00:00:00Z' }, {}, 'credentials.0'],
  ])('unfit: %s', (_what, changes, manifest, message) => {
    expect(read([credentialOf(changes)], manifest)).toEqual(refused(message));
  });

  test('unfit: an id that stands twice, whosever it is', () => {
    expect(read([credentialOf(), credentialOf({ workload: 'workload:other' })])).toEqual(
      refused('`KEY-1` in 2 records'),
    );
  });
});

describe('REQ-084 what makes credentials unfit holds up nobody else', () => {
  const snapshot = (credentials: RawCredentials) =>
    correlate(feed('hr', [hrRow('1')]), feed('directory', [accountRow('hr:1')]), AS_OF, { credentials });
  const held = (credentials: RawCredentials, standard: FeedStandard = {}) =>
    heldTo(standard, snapshot(credentials));
  const keys = (count: number, manifest: object = {}) =>
    credentialsFeedOf(
      Array.from({ length: count }, (_, index) => credentialOf({ id: `KEY-${String(index)}` })),
      manifest,
    );
  const before = snapshot(keys(10, { generatedAt: '2026-11-19T06:00:00Z' }));
  const last: FeedStandard = { last: { feeds: before.feeds, snapshot: before } };

  test('a source older than its limit, to the millisecond', () => {
    const age = 3 * 3_600_000;
    expect(held(keys(1), { limits: { age } }).credentials).toMatchObject({ rows: 1 });
    const { generatedAt, ...old } = { generatedAt: '2026-11-20T05:59:59.999Z' };
    const stale = held(keys(1, { ...old, generatedAt }), { limits: { age } });
    expect(stale.credentials).toMatchObject({ unfit: { code: 'SOURCE_STALE' } });
    expect(stale.people).toHaveLength(1);
    expect(stale.findings).toBeUndefined();
  });

  test('a feed that fell beyond its limit, or went back, since what it leaves out would pass for rotated', () => {
    expect(held(keys(8), last).credentials).toMatchObject({ rows: 8 });
    expect(held(keys(7), last).credentials).toMatchObject(refused('it has 7 rows where'));
    expect(held(keys(10, { generatedAt: '2026-11-19T06:00:00Z' }), last).credentials).toMatchObject({
      rows: 10,
    });
    expect(held(keys(11, { generatedAt: '2026-11-19T05:59:59Z' }), last).credentials).toMatchObject(
      refused('before the one accepted last'),
    );
  });

  test('an unfit feed between the two makes no fall acceptable', () => {
    const after = (between: IdentitySnapshot): FeedStandard => ({
      last: { feeds: between.feeds, snapshot: between },
    });
    const fell = heldTo(last, snapshot(keys(7)));
    expect(fell.credentials).toMatchObject(refused('it has 7 rows where'));
    expect(held(keys(7), after(fell)).credentials).toMatchObject(refused('it has 7 rows where'));
    const broken = heldTo(after(fell), snapshot(keys(7, { rows: 8 })));
    expect(held(keys(6), after(broken)).credentials).toMatchObject(refused('it has 6 rows where'));
    expect(held(keys(8), after(broken)).credentials).toMatchObject({ rows: 8 });
    expect(credentialsFeed.parse(broken.credentials)).toEqual(broken.credentials);
  });

  test('honest twin: a fall that somebody at work confirmed', () => {
    const now = keys(7);
    const { digest } = now.manifest as { digest: string };
    const accepted = [{ digest, by: 'hr:1', on: '2026-11-20T08:00:00Z', why: 'three keys were taken away' }];
    expect(held(now, { ...last, accepted }).credentials).toMatchObject({ rows: 7 });
  });
});
