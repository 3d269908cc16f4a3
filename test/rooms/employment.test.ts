import { hasLeft, linksOf, type PersonRecord } from '../../lib/identity/index.js';
import { instantOf, type Instant } from '../../lib/kernel/index.js';
import { OKTA_SOURCE, person as someone, type LiveEdge } from '../../lib/model/index.js';
import { intake } from '../../lib/policy/index.js';
import { unfit } from '../../lib/policy/seats.js';
import { auditLeftOut, scan } from '../../lib/scan/index.js';
import { leavingOf } from '../../lib/wanted/bases/leaving.js';
import { ADMINS, codes, edge, inventory, report } from '../_helpers/build.js';
import { at, catalogue, identity, person, ticket, worker } from '../synth/builders.js';

const BOUND = at('2026-11-20T00:00:00Z');
const DAY = 86_400_000;
const near = (offset: number): Instant => instantOf(Date.parse(BOUND) + offset);
const NEXT_DAY = near(DAY);
const LONG_AGO = at('2024-01-01T00:00:00Z');
const INSTANTS = [-DAY, -1, 0, 1, DAY - 1, DAY, DAY + 1].map(near);

const until = (end: Instant): Partial<PersonRecord> => ({
  worker: 'contractor',
  contract: { vendor: 'Acme', sponsor: worker('900'), end },
});

/** A person, and from when on they have left: from the earliest of what HR says ends it. */
const PEOPLE: readonly (readonly [what: string, says: Partial<PersonRecord>, leftFrom: Instant | 'never'])[] =
  [
    ['is at work', {}, 'never'],
    ['is on leave', { status: 'on-leave' }, 'never'],
    ['starts at the bound', { start: BOUND }, 'never'],
    ['was hired again, and starts a day later', { start: NEXT_DAY }, 'never'],
    ['was hired again for a while', { start: BOUND, lastDay: NEXT_DAY }, NEXT_DAY],
    ['has a last day', { lastDay: BOUND }, BOUND],
    ['is on leave until the last day', { status: 'on-leave', lastDay: BOUND }, BOUND],
    ['has a contract', until(BOUND), BOUND],
    ['has a contract that ends before the last day', { ...until(BOUND), lastDay: NEXT_DAY }, BOUND],
    ['has a last day before the end of the contract', { ...until(NEXT_DAY), lastDay: BOUND }, BOUND],
    ['has the last of all days as the last day', { lastDay: at('9999-12-31T23:59:59.999Z') }, 'never'],
    ['has a last day before the first', { start: NEXT_DAY, lastDay: BOUND }, BOUND],
    ['starts anew under a contract that ends before', { ...until(BOUND), start: NEXT_DAY }, BOUND],
    ['is employed, and has a contract of before that ended', { ...until(BOUND), worker: 'employee' }, BOUND],
    ['is on leave until a contract ends', { ...until(BOUND), status: 'on-leave' }, BOUND],
    [
      'is terminated with the last of all days',
      { status: 'terminated', lastDay: at('9999-12-31T00:00:00Z') },
      LONG_AGO,
    ],
    ['is terminated', { status: 'terminated' }, LONG_AGO],
    ['is terminated with a later last day', { status: 'terminated', lastDay: NEXT_DAY }, LONG_AGO],
    ['is terminated before the first day', { status: 'terminated', start: NEXT_DAY }, LONG_AGO],
  ];

/** What each room says to "has this person left by then?". */
const ROOMS: Readonly<Record<string, (record: PersonRecord, now: Instant) => boolean>> = {
  identity: hasLeft,
  'policy, of who a ticket is for': (record, now) =>
    intake([ticket('ACC-1')], catalogue(), identity(record), now).unfit.some(
      (each) => each.unfit.state === 'inactive',
    ),
  'policy, of who approved': (record, now) => {
    const why = unfit('hr:1', { principal: someone('9') }, now, {
      people: linksOf(identity(record)),
    });
    return why === 'had left' || why === 'is terminated by HR';
  },
  wanted: (record, now) =>
    leavingOf(catalogue(), identity(record), now)(someone('1')).some((bound) => bound.at <= now),
  drift: (record, now) =>
    codes(report({ identity: identity(record), inventory: world(record), at: now })).includes('HOLDER_GONE'),
  scan: (record, now) =>
    scan({
      inventory: world(record),
      audit: auditLeftOut(now),
      identity: identity(record),
      at: now,
    }).findings.some(({ question, count }) => question === 'held-by-leavers' && count > 0),
};

/** A world in which the person is in a group, by an account that is active all the time. */
function world({ id, email, accounts }: PersonRecord) {
  const native = accounts.find(({ source }) => source === OKTA_SOURCE)?.native ?? '';
  const held: LiveEdge = {
    edge: edge(someone(id), ADMINS),
    native: { holder: native, target: 'okta-group-prod-admins' },
    cause: { by: 'direct' },
  };
  const user = { source: OKTA_SOURCE, native, login: email, displayName: email, status: 'active' } as const;
  return inventory({ edges: [held], users: [{ ...user, principal: someone(id) }] });
}

describe('whether somebody has left has one answer, whoever is asked', () => {
  test.each(PEOPLE)('of a person who %s', (_, says, leftFrom) => {
    const record = person('1', says);
    for (const now of INSTANTS) {
      const answers = Object.entries(ROOMS).map(([room, ask]) => [room, now, ask(record, now)]);
      const truth = leftFrom !== 'never' && now >= leftFrom;
      expect(answers).toEqual(Object.keys(ROOMS).map((room) => [room, now, truth]));
    }
  });
});
