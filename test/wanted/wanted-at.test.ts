import fc from 'fast-check';
import type { Tombstone } from '../../lib/manifest/index.js';
import { person as someone, type Basis } from '../../lib/model/index.js';
import { wantedAt, type Wanted, type WantedInput } from '../../lib/wanted/index.js';
import { atBounds } from '../_helpers/bounds.js';
import { AS_OF, at, catalogue, H, identity, inputs, person, ticket, worker } from '../synth/builders.js';

const OPENS = at('2026-11-20T10:00:00Z');
const ENDS = at('2026-11-20T11:00:00Z');
const ASKED = ticket('ACC-1', { window: { start: OPENS, for: H } });
const noBirthright = catalogue({
  jobFunctions: catalogue().jobFunctions.map((each) => ({ ...each, birthright: [] })),
});
const approved = (more: Partial<WantedInput> = {}, ...tickets: WantedInput['tickets']) =>
  inputs({ catalogue: noBirthright, tickets: tickets.length > 0 ? tickets : [ASKED], ...more });

/** What becomes of ticket ACC-1: given now, to come, held, ended and why, or left out. */
function fateOf(wanted: Wanted, id = 'ACC-1'): string {
  const ofTicket = ({ basis }: { readonly basis: Basis }): boolean =>
    'ticket' in basis && basis.ticket === id;
  const ended = wanted.ended.find(ofTicket);
  if (ended) return ended.why;
  if (wanted.held.some(ofTicket)) return 'held';
  if (!wanted.grants.some(({ bases }) => bases.some(ofTicket))) return 'none';
  return wanted.omitted.some(({ ticket: omitted, state }) => omitted === id && state === 'upcoming')
    ? 'upcoming'
    : 'given';
}
/** One answer just before a bound, one on it and one just after. */
const around = <T>(bound: typeof AS_OF, ask: (asOf: typeof AS_OF) => T): readonly T[] =>
  Object.values(atBounds(bound, ask));
const fatesAround = (bound: typeof AS_OF, given: WantedInput) =>
  around(bound, (asOf) => fateOf(wantedAt({ ...given, asOf })));

describe('every bound in time is met at −1, 0 and +1 ms', () => {
  const from = ticket('ACC-1', { window: { start: 'on-approval', for: 12 * H } });
  const leaving = (more: Parameters<typeof person>[1]) =>
    approved({ identity: identity(person('1', more)) }, from);

  test('REQ-062 a window opens at its start and is over at its end', () => {
    expect(fatesAround(OPENS, approved())).toEqual(['upcoming', 'given', 'given']);
    expect(fatesAround(ENDS, approved())).toEqual(['given', 'window', 'window']);
  });

  test('a decision counts from the instant at which it was made', () => {
    expect(fatesAround(at('2026-11-20T08:00:00Z'), approved({}, from))).toEqual(['none', 'given', 'given']);
  });

  test('an approval that runs out opens only a window that begins before that', () => {
    const runsOutAt = (expires: typeof AS_OF) =>
      fateOf(wantedAt({ ...inputs({ tickets: [ASKED] }, { 'ACC-1': { expires } }), asOf: OPENS }));
    expect(around(OPENS, runsOutAt)).toEqual(['none', 'none', 'given']);
  });

  test('a last day, the end of a contract and a lifetime end access at their instant', () => {
    const contract = { vendor: 'v', sponsor: worker('900'), start: at('2024-01-01T00:00:00Z'), end: ENDS };
    expect(fatesAround(ENDS, leaving({ lastDay: ENDS }))).toEqual(['given', 'left', 'left']);
    expect(fatesAround(ENDS, leaving({ worker: 'contractor', contract }))).toEqual(['given', 'left', 'left']);
  });

  test('a removal ends at its start; H2.10 a tombstone ends whatever the instant', () => {
    const removal = ticket('ACC-2', { kind: 'removal', of: 'ACC-1', window: { start: ENDS, for: H } });
    expect(fatesAround(ENDS, approved({}, from, removal))).toEqual(['given', 'removal', 'removal']);
    expect(fatesAround(ENDS, approved({ tombstones: [tomb()] }, from))).toEqual([
      'tombstone',
      'tombstone',
      'tombstone',
    ]);
  });

  test('a renewal that begins at the end of what it renews goes on, and one that begins later is another duration', () => {
    const longer = (start: typeof AS_OF) => {
      const renewal = ticket('ACC-2', { kind: 'renewal', of: 'ACC-1', window: { start, for: 24 * H } });
      const { grants } = wantedAt(approved({}, ASKED, renewal));
      const ends = grants.flatMap(({ bases }) => bases.map(({ window }) => window.end)).sort();
      return ends.at(-1)?.slice(0, 16);
    };
    // Within `renewalMax` (24 h) from the first start, or within `max` (12 h) from its own.
    expect(around(ENDS, longer)).toEqual(['2026-11-21T10:00', '2026-11-21T10:00', '2026-11-20T23:00']);
  });

  test('a birthright begins on the first day', () => {
    const starts = inputs({ identity: identity(person('1', { start: ENDS })) });
    const open = (asOf: typeof AS_OF) =>
      wantedAt({ ...starts, asOf }).edges.some(
        ({ role, window }) => role === 'holding' && window.start <= asOf,
      );
    expect(around(ENDS, open)).toEqual([false, true, true]);
  });

  test('a birthright that begins after a tombstone is another basis', () => {
    const basis: Basis = { kind: 'birthright', jobFunction: 'engineer' };
    const hired = (start: typeof AS_OF) =>
      wantedAt({
        ...inputs({ identity: identity(person('1', { start })) }),
        tombstones: [{ ...tomb(), package: 'baseline', basis }],
        asOf: at('2026-11-21T00:00:00Z'),
      }).grants.length;
    expect(around(ENDS, hired)).toEqual([0, 0, 1]);
  });
});

function tomb(): Tombstone {
  const basis: Basis = { kind: 'ticket', ticket: 'ACC-1' };
  return { principal: someone('1'), package: 'prod-admin', asset: 'payments', basis, endedAt: ENDS };
}

describe('why it is not given', () => {
  test('of two bounds at one instant a tombstone only repeats the other', () => {
    const given = approved({ tombstones: [tomb()], asOf: ENDS });
    expect(fateOf(wantedAt(given))).toBe('window');
  });

  test('what was approved has ended for whoever left, though the job changed on the way out', () => {
    const left = { status: 'terminated', department: 'NONE', lastDay: at('2026-11-20T08:30:00Z') } as const;
    const gone = approved({ identity: identity(person('1', left)) }, ticket('ACC-1'));
    const wanted = wantedAt(gone);
    expect(wanted.ended.map(({ why, via }) => [why, via.length])).toEqual([['left', 2]]);
    expect(wanted.omitted.map(({ ticket: id, reasons }) => [id, reasons[0]?.code])).toEqual([
      ['ACC-1', 'SUBJECT_INACTIVE'],
    ]);
    expect(wantedAt({ ...gone, decisions: [] }).ended).toEqual([]);
  });

  test('a ticket of a workload whose lifetime is over has ended', () => {
    const workload = (expires: typeof AS_OF) => ({
      ...noBirthright,
      workloads: [
        {
          id: 'bot' as never,
          title: 'Bot',
          kind: 'pipeline' as const,
          owner: 'platform',
          purpose: 'deploys',
          binding: { kind: 'okta' as const, login: 'bot' },
          expires,
          mayRequest: ['prod-admin'],
        },
      ],
    });
    const given = {
      ...inputs(),
      catalogue: workload(ENDS),
      tickets: [ticket('ACC-1', { principal: 'workload:bot' })],
    };
    const decided = { ...given, decisions: inputs({ ...given }).decisions };
    const fate = (asOf: typeof AS_OF) => fateOf(wantedAt({ ...decided, asOf }));
    // It has no account to give to while it lives.
    expect(around(ENDS, fate)).toEqual(['held', 'left', 'left']);
  });

  test('H1.7 a second file with the id of what somebody in doubt was approved for takes nothing from it', () => {
    const whole = approved({}, ticket('ACC-1'));
    const other = ticket('ACC-1', { file: '2026/other.yaml', justification: 'Another reason altogether' });
    const doubt = { ...whole, identity: identity(person('2')), tickets: [...whole.tickets, other] };
    const wanted = wantedAt(doubt);
    expect(fateOf(wanted)).toBe('held');
    expect(wanted.omitted.map(({ file, state, reasons }) => [file, state, reasons[0]?.code])).toEqual([
      ['2026/ACC-1.yaml', 'quarantined', 'HOLDER_IN_DOUBT'],
      ['2026/other.yaml', 'invalid', 'TICKET_DUPLICATE'],
    ]);
  });
});

describe('laws', () => {
  const hours = fc.integer({ min: -20, max: 20 });
  const moment = (hour: number) => at(new Date(Date.parse(AS_OF) + hour * H).toISOString());
  /** Tickets of two people with removals and renewals of each other, decided or not, and tombstones. */
  const worlds = fc
    .record({
      tickets: fc.array(
        fc.record({
          kind: fc.constantFrom('standard', 'standard', 'renewal', 'removal'),
          of: fc.nat(),
          start: fc.option(hours),
          length: fc.integer({ min: 1, max: 12 }),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      decided: fc.array(fc.record({ h: hours, outcome: fc.constantFrom('approve', 'approve', 'deny') }), {
        minLength: 5,
        maxLength: 5,
      }),
      tombs: fc.array(fc.record({ n: fc.integer({ min: 1, max: 5 }), h: hours }), { maxLength: 2 }),
      lastDay: fc.option(hours),
    })
    .map(({ tickets, decided, tombs, lastDay }): WantedInput => {
      const files = tickets.map(({ kind, of, start, length }, index) =>
        ticket(`ACC-${index + 1}`, {
          ...(index === 0 || kind === 'standard' ? {} : { kind, of: `ACC-${(of % index) + 1}` }),
          window: { start: start === null ? 'on-approval' : moment(start), for: length * H },
        }),
      );
      const base = { catalogue: noBirthright, identity: identity(person('1'), person('2')), asOf: AS_OF };
      const decisions = files.flatMap((file, index) => {
        const { h = 0, outcome = 'approve' } = decided[index] ?? {};
        try {
          return inputs({ ...base, tickets: files }, onlyFor(files, file.ticket, moment(h), outcome))
            .decisions;
        } catch {
          return [];
        }
      });
      const tombstones = tombs.map(({ n, h }): Tombstone => {
        return { ...tomb(), basis: { kind: 'ticket', ticket: `ACC-${n}` }, endedAt: moment(h) };
      });
      const people = identity(person('1', lastDay === null ? {} : { lastDay: moment(lastDay) }), person('2'));
      return { ...base, identity: people, tickets: files, decisions, tombstones };
    });
  const onlyFor = (
    files: WantedInput['tickets'],
    id: string,
    when: typeof AS_OF,
    outcome: 'approve' | 'deny',
  ) =>
    Object.fromEntries(
      files.map((each) => [each.ticket, each.ticket === id ? { at: when, outcome } : ('none' as const)]),
    );

  test('the same input in any order has the same answer', () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 0, max: 4 }), (given, by) => {
        const turned = <T>(list: readonly T[]) => [...list.slice(by), ...list.slice(0, by)].reverse();
        const other: WantedInput = {
          ...given,
          tickets: turned(given.tickets),
          decisions: turned(given.decisions),
          tombstones: turned(given.tombstones ?? []),
          identity: { ...given.identity, people: turned(given.identity.people) },
        };
        expect(seen(wantedAt(other))).toEqual(seen(wantedAt(given)));
      }),
    );
  });

  test('an end is final: what has ended is never given again, whatever is decided later', () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 1, max: 40 }), (given, later) => {
        const { ended } = wantedAt(given);
        // What proved ends leave behind; only an undecided removal, which a denial takes back, depends on them.
        const tombstones = ended.map(({ principal, package: name, asset, basis, endedAt }) => {
          return { principal, package: name, asset, basis, endedAt };
        });
        const then = wantedAt({ ...given, tombstones, asOf: moment(later) });
        const byItself = wantedAt({ ...given, asOf: moment(later) });
        const bases = ended.map(({ basis }) => JSON.stringify(basis));
        expect(bases.filter((each) => grantsIn(then).has(each))).toEqual([]);
        const others = ended.filter(({ why }) => why !== 'removal').map(({ basis }) => JSON.stringify(basis));
        expect(others.filter((each) => grantsIn(byItself).has(each))).toEqual([]);
      }),
    );
  });

  test('nothing is given and ended at once, and no edge of what ended is wanted open', () => {
    fc.assert(
      fc.property(worlds, (given) => {
        const wanted = wantedAt(given);
        const open = new Set(
          wanted.edges
            .filter(
              ({ window }) => window.start <= AS_OF && (window.end === 'standing' || AS_OF < window.end),
            )
            .map(({ id }) => id),
        );
        expect(wanted.ended.flatMap(({ via }) => via).filter(({ id }) => open.has(id))).toEqual([]);
      }),
    );
  });

  test('grants are the closure: every edge on their way is wanted, and nothing is wanted of a holder without a grant', () => {
    fc.assert(
      fc.property(worlds, (given) => {
        const { edges, grants } = wantedAt(given);
        const ways = new Set(grants.flatMap(({ via }) => via));
        const own = edges.filter(({ role }) => role !== 'structure').map(({ id }) => id);
        expect(own.filter((id) => !ways.has(id))).toEqual([]);
        const wanted = new Set(edges.map(({ id }) => id));
        expect([...ways].filter((id) => !wanted.has(id))).toEqual([]);
      }),
    );
  });

  test('another tombstone never gives anything', () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 1, max: 5 }), hours, (given, n, h) => {
        const more: Tombstone = {
          ...tomb(),
          basis: { kind: 'ticket', ticket: `ACC-${n}` },
          endedAt: moment(h),
        };
        const before = grantsIn(wantedAt(given));
        const after = grantsIn(wantedAt({ ...given, tombstones: [...(given.tombstones ?? []), more] }));
        expect([...after].filter((each) => !before.has(each))).toEqual([]);
      }),
    );
  });
});

function grantsIn({ grants }: Wanted): ReadonlySet<string> {
  return new Set(grants.flatMap(({ bases }) => bases.map(({ basis }) => JSON.stringify(basis))));
}

function seen({ asked, seats, ...rest }: Wanted) {
  return {
    ...rest,
    asked: [...asked].sort(),
    seats: [...seats].map(([{ ticket: id }, held]) => [id, held]).sort(),
  };
}
