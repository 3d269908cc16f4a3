import { birthrightClaims } from '../../lib/wanted/bases/birthrights.js';
import { holdOf } from '../../lib/wanted/bases/holds.js';
import { leavingOf } from '../../lib/wanted/bases/leaving.js';
import { ticketsOf } from '../../lib/wanted/bases/references.js';
import { removalsOf } from '../../lib/wanted/bases/removals.js';
import { renewed, type TicketClaim } from '../../lib/wanted/bases/renewals.js';
import { endedByTombstone } from '../../lib/wanted/bases/tombstones.js';
import { settle, type Bound } from '../../lib/wanted/claim.js';
import { wantedAt } from '../../lib/wanted/index.js';
import type { Tombstone } from '../../lib/manifest/index.js';
import type { Judge, ResolvedTicket } from '../../lib/policy/index.js';
import { instantOf, plus, type Instant } from '../../lib/kernel/index.js';
import { person as someone, workload, type Basis } from '../../lib/model/index.js';
import { atBounds } from '../_helpers/bounds.js';
import { AS_OF, catalogue, H, identity, inputs, pack, person, ticket } from '../synth/builders.js';

const hour = (count: number): Instant => plus(AS_OF, count * H);
const bounded = pack('prod-admin', [{} as never], {
  duration: { kind: 'bounded', default: 4 * H, max: 12 * H, renewalMax: 24 * H },
});
const standing = pack('prod-admin', [{} as never], { duration: { kind: 'standing' } });

function resolved(
  id: string,
  more: Parameters<typeof ticket>[1] = {},
  rest: Partial<ResolvedTicket> = {},
): ResolvedTicket {
  return {
    ticket: ticket(id, more),
    principal: someone('1'),
    package: bounded,
    asset: 'payments',
    ...{ entitlements: bounded.grants[0].entitlements, digest: `digest of ${id}` as never },
    ...rest,
  };
}

function claim(from: ResolvedTicket, start: Instant, end?: Instant): TicketClaim {
  return {
    principal: from.principal,
    package: from.package.id,
    asset: from.asset,
    entitlements: from.entitlements,
    basis: { kind: 'ticket', ticket: from.ticket.ticket },
    start,
    bounds: end === undefined ? [] : [{ at: end, why: 'window' }],
    from,
  };
}

describe('a renewal', () => {
  const first = resolved('ACC-1');
  const renewal = resolved('ACC-2', { kind: 'renewal', of: 'ACC-1' });
  const second = resolved('ACC-3', { kind: 'renewal', of: 'ACC-2' });
  const endsOf = (...claims: readonly TicketClaim[]) =>
    new Map(
      renewed(claims, ticketsOf(claims.map(({ from }) => from))).map((each) => [
        each.from.ticket.ticket,
        settle(each).window.end,
      ]),
    );

  it('is bounded by `renewalMax` from the start of the first of its line, in whatever order they come', () => {
    const line = [
      claim(first, hour(0), hour(4)),
      claim(renewal, hour(4), hour(99)),
      claim(second, hour(24), hour(99)),
    ];
    for (const claims of [line, [...line].reverse()])
      expect(endsOf(...claims)).toEqual(
        new Map([
          ['ACC-1', hour(4)],
          ['ACC-2', hour(24)],
          ['ACC-3', hour(24)],
        ]),
      );
  });

  it('that begins before what it renews counts from its own beginning', () => {
    expect(endsOf(claim(first, hour(2), hour(6)), claim(renewal, hour(0), hour(99))).get('ACC-2')).toBe(
      hour(24),
    );
  });

  it('goes on to the millisecond at which what it renews ends, and after a gap lasts no longer than `max`', () => {
    const ends = atBounds(hour(4), (start) =>
      endsOf(claim(first, hour(0), hour(4)), claim(renewal, start, hour(99))).get('ACC-2'),
    );
    expect(ends).toEqual({ before: hour(24), on: hour(24), after: instantOf(Date.parse(hour(16)) + 1) });
  });

  it('goes on with a line that its own renewed ticket left before its end', () => {
    const shorter = claim(renewal, hour(1), hour(2));
    const ends = endsOf(claim(first, hour(0), hour(4)), shorter, claim(second, hour(3), hour(99)));
    expect(ends.get('ACC-3')).toBe(hour(24));
  });

  it('ends by its window, at the millisecond of its bound, when the bound is the earlier', () => {
    const why = atBounds(hour(24), (end) => {
      const given = [claim(first, hour(0), hour(4)), claim(renewal, hour(4), end)];
      const [, found] = renewed(given, ticketsOf([first, renewal])).map((each) => settle(each));
      return [found?.window.end, found?.endsBy];
    });
    expect(why).toEqual({
      before: [instantOf(Date.parse(hour(24)) - 1), 'window'],
      on: [hour(24), 'window'],
      after: [hour(24), 'window'],
    });
  });

  it('of a package that stands is bounded by what was asked for only', () => {
    const stands = resolved('ACC-2', { kind: 'renewal', of: 'ACC-1' }, { package: standing });
    expect(endsOf(claim(first, hour(0), hour(4)), claim(stands, hour(4), hour(99))).get('ACC-2')).toBe(
      hour(99),
    );
    expect(endsOf(claim(first, hour(0)), claim(renewal, hour(999), hour(1999))).get('ACC-2')).toBe(hour(24));
  });

  it('stands on the kind of basis that it renews', () => {
    const exception = ticket('ACC-1', { kind: 'exception' });
    const more = ticket('ACC-2', { kind: 'renewal', of: 'ACC-1', window: { start: hour(1), for: H } });
    const basesOf = (...tickets: Parameters<typeof ticketBases>[0]) => ticketBases(tickets);
    expect(basesOf(exception, more)).toEqual([
      { kind: 'exception', ticket: 'ACC-1' },
      { kind: 'exception', ticket: 'ACC-2' },
    ]);
    expect(basesOf(ticket('ACC-1'), more)).toEqual([
      { kind: 'ticket', ticket: 'ACC-1' },
      { kind: 'ticket', ticket: 'ACC-2' },
    ]);
    expect(basesOf(ticket('ACC-1', { kind: 'emergency' }))).toEqual([{ kind: 'emergency', ticket: 'ACC-1' }]);
  });
});

function ticketBases(tickets: readonly ReturnType<typeof ticket>[]): readonly Basis[] {
  const packages = catalogue().packages.map((each) => ({ ...each, breakGlass: true }));
  return wantedAt(inputs({ tickets, catalogue: catalogue({ packages }) }))
    .grants.filter(({ package: name }) => name === 'prod-admin')
    .flatMap(({ bases }) => bases.map(({ basis }) => basis));
}

describe('a removal', () => {
  const asked = resolved('ACC-1');
  const renewal = resolved('ACC-2', { kind: 'renewal', of: 'ACC-1' });
  const removal = (start: Instant | 'on-approval', of = 'ACC-1') =>
    resolved('ACC-9', { kind: 'removal', of, window: { start, for: H } });
  const boundsOn = (
    on: ResolvedTicket,
    by: ResolvedTicket,
    state: ReturnType<Judge>['state'] = 'undecided',
    decided = hour(0),
  ): readonly Bound[] => {
    const judge = () => ({ state, reasons: [], decision: { at: hour(1) } }) as unknown as ReturnType<Judge>;
    return removalsOf([by], ticketsOf([asked, renewal]), judge, hour(3))(on, decided);
  };
  const ends = (when: Instant): readonly Bound[] => [{ at: when, why: 'removal' }];

  it('counts from its start; on approval from that, and undecided from now', () => {
    expect(boundsOn(asked, removal(hour(2)))).toEqual(ends(hour(2)));
    expect(boundsOn(asked, removal('on-approval'), 'approved')).toEqual(ends(hour(1)));
    expect(boundsOn(asked, removal('on-approval'))).toEqual(ends(hour(3)));
  });

  it('ends nothing once denied, and nothing that it does not name', () => {
    expect(boundsOn(asked, removal(hour(2)), 'denied')).toEqual([]);
    expect(boundsOn(asked, removal(hour(2), 'ACC-7'))).toEqual([]);
  });

  it('ends what it names though that was approved after it', () => {
    expect(boundsOn(asked, removal(hour(2)), 'undecided', hour(9))).toEqual(ends(hour(2)));
  });

  it('ends the renewals that had been approved by then, to the millisecond', () => {
    const bounds = atBounds(hour(2), (decided) => boundsOn(renewal, removal(hour(2)), 'undecided', decided));
    expect(bounds).toEqual({ before: ends(hour(2)), on: ends(hour(2)), after: [] });
  });
});

describe('a tombstone', () => {
  const ended = (basis: Basis, start: Instant) => {
    const tomb: Tombstone = {
      principal: someone('1'),
      ...{ package: 'prod-admin', asset: 'payments', basis, endedAt: hour(1) },
    };
    return endedByTombstone([{ ...claim(resolved('ACC-1'), start), basis }], [tomb])[0]?.bounds;
  };

  it('ends a ticket though its window opens after it, and a birthright of a later first day not', () => {
    const bound = [{ at: hour(1), why: 'tombstone' }];
    const of = (basis: Basis) => atBounds(hour(1), (start) => ended(basis, start));
    expect(of({ kind: 'ticket', ticket: 'ACC-1' })).toEqual({ before: bound, on: bound, after: bound });
    expect(of({ kind: 'birthright', jobFunction: 'engineer' })).toEqual({
      before: bound,
      on: bound,
      after: [],
    });
  });
});

describe('who leaves', () => {
  it('terminated without a date has left when the snapshot was made, or at the instant that is asked about if that is earlier', () => {
    const gone = identity(person('1', { status: 'terminated' }));
    const bounds = atBounds(gone.asOf, (asOf) => leavingOf(catalogue(), gone, asOf)(someone('1')));
    const left = (when: Instant) => [{ at: when, why: 'left' }];
    expect(bounds).toEqual({
      before: left(instantOf(Date.parse(gone.asOf) - 1)),
      on: left(gone.asOf),
      after: left(gone.asOf),
    });
  });

  it('on leave loses birthrights as one who left', () => {
    const away = identity(person('1', { status: 'on-leave' }));
    expect(birthrightClaims(catalogue(), away, AS_OF).map((each) => settle(each).endsBy)).toEqual(['left']);
    expect(
      birthrightClaims(catalogue(), identity(person('1')), AS_OF).map((each) => settle(each).endsBy),
    ).toEqual([undefined]);
  });
});

describe('what was approved of somebody', () => {
  const holdAt = (start: Instant | undefined, principal: ResolvedTicket['principal'] = someone('1')) =>
    holdOf(resolved('ACC-1', {}, { principal }), { state: 'approved', decision: { at: hour(0) } } as never, {
      personOf: () => (start === undefined ? undefined : person('1', { start })),
    })?.code;

  it('who started after it is held: the id may have been given again', () => {
    expect(atBounds(hour(0), (start) => holdAt(start))).toEqual({
      before: undefined,
      on: undefined,
      after: 'HOLDER_IN_DOUBT',
    });
  });

  it('who has no first day, as nobody knows them or no human is, is not held for that', () => {
    expect(holdAt(undefined)).toBeUndefined();
    expect(holdAt(hour(9), workload('deploy'))).toBeUndefined();
  });
});
