import fc from 'fast-check';
import type { AuditEvent } from '../../lib/inventory/index.js';
import { AWS_SOURCE, OKTA_SOURCE, person } from '../../lib/model/index.js';
import { scan } from '../../lib/scan/index.js';
import {
  assignment,
  at,
  edge,
  identity,
  inventory,
  live,
  NOON,
  only,
  PROD,
  record,
  report,
} from '../_helpers/build.js';

const held = live(edge(person('1'), assignment()));
const user = { source: AWS_SOURCE, native: held.native.holder, login: 'dana', displayName: 'Dana' } as const;
const world = inventory({ edges: [held], users: [{ ...user, status: 'active', principal: person('1') }] });
const OTHER = '222222222222';

/** An event that put the assignment there, unless told otherwise; `account: ''` stands for one that names none. */
function event(minute: number, more: Partial<AuditEvent> = {}): AuditEvent {
  const { account = PROD, ...rest } = more;
  return {
    id: `e${minute}`,
    source: AWS_SOURCE,
    at: at(`2026-11-21T11:${String(minute).padStart(2, '0')}:00Z`),
    op: 'add',
    ...held.native,
    ...(account === '' ? {} : { account }),
    actor: { kind: 'person', native: 'user-3', name: 'eve' },
    ...rest,
  };
}

const driftKnows = (events: readonly AuditEvent[]): boolean => {
  const audit = new Map([[AWS_SOURCE, { complete: true, events, failures: [] }]]);
  const found = only(report({ inventory: world, identity: identity(record('1'), record('3')), audit }));
  return found.attribution.by !== 'unknown';
};
const scanKnows = (events: readonly AuditEvent[]): boolean => {
  const log = { read: true, from: NOON, to: NOON, complete: true, events: events.length, failures: [] };
  const { findings } = scan({ inventory: world, audit: { log, events }, at: NOON });
  return findings.some(({ question, count }) => question === 'unexplained' && count === 0);
};

describe('who put an edge there has one answer, whether drift or a scan is asked', () => {
  test.each<readonly [string, readonly AuditEvent[], boolean]>([
    ['that was put there', [event(1)], true],
    ['of which nothing is told', [], false],
    ['that was put there and taken away since', [event(1), event(2, { op: 'remove' })], false],
    ['that was put there once more', [event(1), event(2, { op: 'remove' }), event(3)], true],
    ['whose holder was deleted since', [event(1), deleted(2)], false],
    ['that an event of another account names', [event(1, { account: OTHER })], false],
    ['that an event without any account names', [event(1, { account: '' })], false],
    ['that an event of another source names', [event(1, { source: OKTA_SOURCE })], false],
    ['that was only altered', [event(1, { op: 'alter' })], false],
    ['that an event names which is dated tomorrow', [{ ...event(1), at: at('2026-11-22T12:00:00Z') }], false],
  ])('for an edge %s', (_, events, known) => {
    expect({ drift: driftKnows(events), scan: scanKnows(events) }).toEqual({ drift: known, scan: known });
  });

  it('over any events, in any order', () => {
    const events = fc.array(
      fc
        .record({
          minute: fc.integer({ min: 0, max: 9 }),
          op: fc.constantFrom('add', 'remove', 'alter'),
          account: fc.constantFrom(PROD, OTHER, ''),
          source: fc.constantFrom(AWS_SOURCE, OKTA_SOURCE),
          isDeletion: fc.boolean(),
        })
        .map(({ minute, isDeletion, ...more }) => (isDeletion ? deleted(minute) : event(minute, more))),
      { maxLength: 6 },
    );
    fc.assert(fc.property(events, (some) => expect(scanKnows(some)).toBe(driftKnows(some))));
  });
});

/** The user who holds it was deleted, which takes whatever they held. */
function deleted(minute: number): AuditEvent {
  const { source, id, at: when, actor } = event(minute);
  return { source, id, at: when, actor, op: 'remove', target: held.native.holder, reach: 'all' };
}
