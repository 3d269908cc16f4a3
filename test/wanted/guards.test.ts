import { bounded, settle, type Claim, type EndReason } from '../../lib/wanted/claim.js';
import { birthrightClaims } from '../../lib/wanted/bases/birthrights.js';
import { leavingOf, personBounds } from '../../lib/wanted/bases/leaving.js';
import { wantedAt } from '../../lib/wanted/index.js';
import { instantOf } from '../../lib/kernel/index.js';
import { person as someone, workload } from '../../lib/model/index.js';
import { atBounds } from '../_helpers/bounds.js';
import { AS_OF, at, catalogue, H, identity, inputs, person, ticket } from '../synth/builders.js';

const EARLY = at('2026-11-01T00:00:00Z');
const LATE = at('2026-12-01T00:00:00Z');

const claim: Claim = {
  principal: someone('1'),
  package: 'prod-admin',
  asset: 'payments',
  entitlements: [{} as never],
  basis: { kind: 'ticket', ticket: 'ACC-0001' },
  start: EARLY,
  bounds: [],
};

describe('the window of a claim', () => {
  it('is standing without a bound, and ends at its earliest', () => {
    expect(settle(claim).window).toEqual({ start: EARLY, end: 'standing' });
    expect(settle(claim)).not.toHaveProperty('endsBy');
    const late = { at: LATE, why: 'window' } as const;
    const early = { at: AS_OF, why: 'left' } as const;
    for (const bounds of [
      [late, early],
      [early, late],
    ])
      expect(settle(bounded(claim, ...bounds))).toMatchObject({
        window: { start: EARLY, end: AS_OF },
        endsBy: 'left',
      });
  });

  it('of bounds at one instant names the first reason, in whatever order they come', () => {
    const order: EndReason[] = ['removal', 'left', 'trigger', 'window', 'tombstone'];
    for (const [index, first] of order.entries())
      for (const second of order.slice(index + 1))
        for (const pair of [
          [first, second],
          [second, first],
        ])
          expect([
            first,
            second,
            settle(bounded(claim, ...pair.map((why) => ({ at: AS_OF, why })))).endsBy,
          ]).toEqual([first, second, first]);
  });

  it('keeps the bounds that it had', () => {
    const one = bounded(claim, { at: LATE, why: 'window' });
    expect(bounded(one)).toBe(one);
    expect(settle(bounded(one, { at: EARLY, why: 'removal' })).endsBy).toBe('removal');
    expect(
      settle(bounded(bounded(claim, { at: EARLY, why: 'removal' }), { at: LATE, why: 'window' })).endsBy,
    ).toBe('removal');
  });
});

describe('the end of what is held by birthright', () => {
  const ends = (more: Parameters<typeof person>[1], asOf = LATE) =>
    birthrightClaims(catalogue(), identity(person('1', more)), asOf).map((each) => settle(each).window.end);

  it('of somebody terminated without a date is the time of the snapshot, not that of a later synthesis', () => {
    expect(ends({ status: 'terminated' })).toEqual([identity().asOf]);
    expect(ends({ status: 'terminated' }, EARLY)).toEqual([EARLY]);
  });

  it('of somebody on leave is that time too, and somebody at work has none', () => {
    expect(ends({ status: 'on-leave' })).toEqual([identity().asOf]);
    expect(ends({})).toEqual(['standing']);
  });

  it('is the first of last day, contract and termination', () => {
    const contract = (end: typeof LATE) => ({ vendor: 'v', sponsor: '2', start: EARLY, end }) as never;
    expect(ends({ lastDay: LATE, contract: contract(AS_OF) })).toEqual([AS_OF]);
    expect(ends({ lastDay: AS_OF, contract: contract(LATE) })).toEqual([AS_OF]);
    expect(ends({ lastDay: LATE, status: 'terminated' })).toEqual([identity().asOf]);
  });

  it('is that of nobody whose worker type the package does not hold, nor of whom no rule fits', () => {
    expect(ends({ department: 'Finance' })).toEqual([]);
    const none = catalogue();
    const packages = none.packages.map((each) =>
      each.id === 'baseline' ? { ...each, holders: ['contractor'] as const } : each,
    );
    expect(birthrightClaims({ ...none, packages }, identity(person('1')), LATE)).toEqual([]);
    const anybody = none.jobFunctions.map((each) => ({ ...each, when: {} }));
    expect(birthrightClaims({ ...none, jobFunctions: anybody }, identity(person('1')), LATE)).toEqual([]);
  });

  it.each(['medium', 'high', 'critical'] as const)('refuses a package of %s risk', (risk) => {
    const packages = catalogue().packages.map((each) => (each.id === 'baseline' ? { ...each, risk } : each));
    expect(() => birthrightClaims(catalogue({ packages }), identity(person('1')), LATE)).toThrow(
      expect.objectContaining({ code: 'DECLARATION_INVALID' }),
    );
    expect(() => birthrightClaims(catalogue({ packages: [] }), identity(person('1')), LATE)).toThrow(
      expect.objectContaining({ code: 'DECLARATION_INVALID' }),
    );
  });
});

describe('leaving', () => {
  it('of a workload is the end of its lifetime, of whom nobody knows it is nothing', () => {
    const robot = { id: 'deploy', expires: LATE } as never;
    const leaving = leavingOf(
      catalogue({ workloads: [robot] }),
      identity(person('1', { lastDay: AS_OF })),
      LATE,
    );
    expect(leaving(workload('deploy'))).toEqual([{ at: LATE, why: 'left' }]);
    expect(leaving(workload('other'))).toEqual([]);
    expect(leaving(someone('1'))).toEqual([{ at: AS_OF, why: 'left' }]);
    expect(leaving(someone('404'))).toEqual([]);
    expect(personBounds(person('1'), LATE)).toEqual([]);
  });
});

describe('a ticket over time', () => {
  const asked = ticket('ACC-0001');
  const run = (asOf: typeof AS_OF, more: Parameters<typeof inputs>[0] = {}) => {
    const { grants, ended } = wantedAt({ ...inputs({ tickets: [asked], ...more }), asOf });
    return [
      grants.filter((each) => each.package === 'prod-admin').length,
      ended.filter((each) => each.package === 'prod-admin').length,
    ];
  };
  const approved = at('2026-11-20T08:00:00Z');

  it('gives until the end of its window, and has ended from then on', () => {
    const end = instantOf(Date.parse(approved) + 4 * H);
    expect(atBounds(end, (asOf) => run(asOf))).toEqual({ before: [1, 0], on: [0, 1], after: [0, 1] });
  });

  it('gives until the end of the last day of whom it is for', () => {
    const lastDay = instantOf(Date.parse(approved) + H);
    const who = identity(person('1', { lastDay }), person('2'));
    expect(atBounds(lastDay, (asOf) => run(asOf, { identity: who }))).toEqual({
      before: [1, 0],
      on: [0, 1],
      after: [0, 1],
    });
  });

  it('REQ-086 of a workload whose lifetime ended is named as ended, as left', () => {
    const robot = {
      id: 'deploy',
      title: '',
      owner: 'platform',
      purpose: '',
      expires: AS_OF,
      mayRequest: ['prod-admin'],
    } as never;
    const forRobot = ticket('ACC-0002', { principal: 'workload:deploy' });
    const given = inputs({
      catalogue: catalogue({ workloads: [robot] }),
      tickets: [forRobot],
      asOf: instantOf(Date.parse(approved) + 1),
    });
    const ended = atBounds(AS_OF, (asOf) =>
      wantedAt({ ...given, asOf }).ended.map(({ why, endedAt }) => [why, endedAt]),
    );
    expect(ended).toEqual({ before: [], on: [['left', AS_OF]], after: [['left', AS_OF]] });
  });
});
