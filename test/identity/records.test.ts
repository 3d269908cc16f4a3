import { correlate, delegationFor, eventOf, type IdentitySnapshot } from '../../lib/identity/index.js';
import { branded, parseInstant } from '../../lib/kernel/index.js';
import { accountRow, AS_OF, feed, hrRow, recordsFeed } from '../_helpers/people.js';

const DELEGATION = {
  record: 'DEL-7',
  from: 'hr:1',
  to: 'hr:2',
  scope: ['prod-admin'],
  start: '2026-11-16T00:00:00+01:00',
  end: '2026-11-27T00:00:00Z',
};
const INCIDENT = { id: 'INC-3391', kind: 'incident', at: '2026-11-20T07:00:00Z' };

const read = (delegations: readonly unknown[], events: readonly unknown[] = []): IdentitySnapshot =>
  correlate(feed('hr', [hrRow('1'), hrRow('2')]), feed('directory', [accountRow('hr:1')]), AS_OF, {
    delegations: recordsFeed('delegations', delegations),
    events: recordsFeed('events', events),
  });
const refused = expect.objectContaining({ code: 'FEED_REFUSED' });
const id = (of: string) => branded<'worker'>(of);

describe('REQ-045 who may act for whom stands in a record', () => {
  const { delegations = [] } = read([DELEGATION]);
  const asked = (changes: object = {}) =>
    delegationFor(delegations, {
      from: id('1'),
      to: id('2'),
      package: 'prod-admin',
      at: parseInstant('2026-11-20T09:00:00Z'),
      ...changes,
    });

  it('in date, for the package and between the two', () => {
    expect(asked()?.record).toBe('DEL-7');
    expect(asked({ at: parseInstant('2026-11-15T23:00:00Z') })?.record).toBe('DEL-7');
  });

  it.each([
    ['before it starts', { at: parseInstant('2026-11-15T22:59:59Z') }],
    ['at its end', { at: parseInstant('2026-11-27T00:00:00Z') }],
    ['for another package', { package: 'prod-read' }],
    ['the other way round', { from: id('2'), to: id('1') }],
    ['passed on', { to: id('3') }],
  ])('not %s', (_what, changes) => {
    expect(asked(changes)).toBeUndefined();
  });

  it('one for all packages is for each', () => {
    const all = read([{ ...DELEGATION, scope: 'all' }]).delegations ?? [];
    expect(
      delegationFor(all, { from: id('1'), to: id('2'), package: 'any', at: parseInstant(AS_OF) })?.record,
    ).toBe('DEL-7');
  });

  it.each([
    ['without a record', { record: '' }],
    ['with a misspelt field', { scop: 'all' }],
    ['for no package', { scope: [] }],
    ['to a name', { to: 'Jane Doe' }],
    ['to oneself', { to: 'hr:1' }],
    ['by days without zone', { end: '2026-11-27' }],
  ])('a record %s condemns itself alone', (_what, changes) => {
    const snapshot = read([
      { ...DELEGATION, ...changes },
      { ...DELEGATION, record: 'DEL-8' },
    ]);
    expect(snapshot.delegations?.map(({ record }) => record)).toEqual(['DEL-8']);
    expect(snapshot.findings).toMatchObject([{ feed: 'delegations', severity: 'refuse', lines: [1] }]);
  });

  it('one record twice is one', () => {
    expect(read([DELEGATION, { ...DELEGATION }])).toMatchObject({ delegations: [{ record: 'DEL-7' }] });
    expect(read([DELEGATION, { ...DELEGATION }]).findings).toBeUndefined();
  });

  it('one id in two records that differ is neither', () => {
    const snapshot = read([DELEGATION, { ...DELEGATION, scope: 'all' }]);
    expect(snapshot.delegations).toBeUndefined();
    expect(snapshot.findings).toMatchObject([{ check: 'delegation-unfit', lines: [1, 2], about: ['hr:2'] }]);
  });
});

describe('REQ-008 what access begins by is an event under its own id', () => {
  it('is found by its id, and by nothing like it', () => {
    const { events = [] } = read(
      [],
      [INCIDENT, { ...INCIDENT, id: 'CHG-1', kind: 'change', subject: 'hr:2' }],
    );
    expect(eventOf(events, 'INC-3391')).toEqual({ ...INCIDENT, at: '2026-11-20T07:00:00.000Z' });
    expect(eventOf(events, 'CHG-1')?.subject).toEqual({ kind: 'person', id: '2' });
    expect(eventOf(events, 'inc-3391')).toBeUndefined();
    expect(eventOf(events, 'INC-339')).toBeUndefined();
  });

  it.each([
    ['of an unknown kind', { kind: 'party' }],
    ['that ended before it began', { ended: '2026-11-20T06:00:00Z' }],
    ['that is to end', { ended: '2026-11-21T06:00:00Z' }],
    ['about a name', { subject: 'J. Smith' }],
  ])('one %s is the origin of nothing', (_what, changes) => {
    const snapshot = read([], [{ ...INCIDENT, ...changes }]);
    expect(snapshot.events).toBeUndefined();
    expect(snapshot.findings).toMatchObject([{ check: 'event-unfit', feed: 'events', lines: [1] }]);
  });
});

describe('feeds of records are held to their manifests', () => {
  const options = (manifest: object) => ({ delegations: recordsFeed('delegations', [DELEGATION], manifest) });
  it.each([
    ['another digest', { digest: 'sha256:00' }],
    ['another count', { rows: 2 }],
    ['a time in the future', { generatedAt: '2027-01-01T00:00:00Z' }],
  ])('%s refuses the feed', (_what, manifest) => {
    expect(() =>
      correlate(feed('hr', [hrRow('1')]), feed('directory', []), AS_OF, options(manifest)),
    ).toThrow(refused);
  });

  it('their provenance stands in the snapshot, and a snapshot without them has the bytes it had', () => {
    expect(read([DELEGATION], [INCIDENT]).feeds.map(({ source }) => source)).toEqual([
      'hr',
      'directory',
      'delegations',
      'events',
    ]);
    const without = correlate(feed('hr', [hrRow('1')]), feed('directory', []), AS_OF);
    expect(Object.keys(without)).not.toEqual(expect.arrayContaining(['delegations']));
  });
});
