import type { JournalEntry, RevertAsk } from '../../lib/drift/index.js';
import { at, idOf, inventory, live, NOON, TOMORROW, YESTERDAY } from '../_helpers/build.js';
import { endings, everyone, kinds, people, planOf, queuedBy, releasedBy, tookAway } from './_plan.js';
import { identity, record } from '../_helpers/build.js';

const four = people(4);
const rails = { ceiling: { count: 3, fraction: 1, fractionFrom: 20 } };
const release = { reason: 'the project ended' };
const tried = (journal: readonly JournalEntry[], ask: Partial<RevertAsk> = {}, over = four) =>
  kinds(planOf({ world: { ...endings(over), journal }, rails, ask }));
const HELD = new Set(['ceiling']);
const GO = new Set(['go']);

describe('what the breaker queued', () => {
  it('H3.14 stays queued in a later run whose own count is below every ceiling', () => {
    expect(tried([queuedBy('hr:alice', four)], {}, four.slice(0, 2))).toEqual(HELD);
    expect(tried([queuedBy('hr:alice', four)], { provedOperator: 'hr:alice' }, four.slice(0, 2))).toEqual(
      HELD,
    );
  });

  it('H3.14 does not hold the same edges for ever: once gone, they are judged afresh', () => {
    const gone = four.map((one): JournalEntry => ({ kind: 'gone', at: YESTERDAY, edge: idOf(one) }));
    expect(tried([queuedBy('hr:alice', four), ...gone], {}, four.slice(0, 2))).toEqual(GO);
  });

  it('H3.14 does not hold what it did not queue', () => {
    expect(tried([queuedBy('hr:alice', people(4, 100))], {}, four.slice(0, 2))).toEqual(GO);
  });
});

describe('what the breaker queued of what is foreign', () => {
  const strangers = people(2);
  const declared = people(30, 100);
  const world = {
    ...endings([], declared),
    inventory: inventory({ edges: [...declared, ...strangers].map((one) => live(one)) }),
  };
  const foreign = (journal: readonly JournalEntry[], ask: Partial<RevertAsk> = {}) =>
    kinds(planOf({ world: { ...world, journal }, ask }));

  it('H3.14 stays queued too, and is released in the same way', () => {
    expect(foreign([])).toEqual(GO);
    expect(foreign([queuedBy('hr:alice', strangers)])).toEqual(new Set(['foreign-ceiling']));
    expect(foreign([queuedBy('hr:alice', strangers)], { provedOperator: 'hr:bob', release })).toEqual(GO);
  });
});

describe('a release', () => {
  it('H3.14 lets go what one proved operator queued once another one, proved, gives a reason', () => {
    expect(tried([queuedBy('hr:alice', four)], { provedOperator: 'hr:bob', release })).toEqual(GO);
  });

  it.each<[string, JournalEntry[], Partial<RevertAsk>]>([
    ['by whoever queued it', [queuedBy('hr:alice', four)], { provedOperator: 'hr:alice', release }],
    [
      'without a reason',
      [queuedBy('hr:alice', four)],
      { provedOperator: 'hr:bob', release: { reason: ' ' } },
    ],
    ['without asking for it', [queuedBy('hr:alice', four)], { provedOperator: 'hr:bob' }],
    ['without a proof of who asks', [queuedBy('hr:alice', four)], { release }],
    ['for what was never queued', [], { provedOperator: 'hr:bob', release }],
    [
      'by an id that HR does not have',
      [queuedBy('hr:alice', four)],
      { provedOperator: 'hr:mallory', release },
    ],
    [
      'by somebody whom HR calls terminated',
      [queuedBy('hr:alice', four)],
      { provedOperator: 'hr:left', release },
    ],
    [
      'by the same person with a space behind',
      [queuedBy('hr:alice', four)],
      { provedOperator: 'hr:alice ', release },
    ],
    ['by a workload', [queuedBy('hr:alice', four)], { provedOperator: 'workload:deploy', release }],
    [
      'where an unproved run queued it and one person alone releases it',
      [queuedBy(undefined, four)],
      { provedOperator: 'hr:alice', release },
    ],
    ['that was recorded without a proof', [queuedBy('hr:alice', four), releasedBy(undefined, four)], {}],
    [
      'that is older than what it would release',
      [releasedBy('hr:bob', four), queuedBy('hr:alice', four)],
      {},
    ],
    [
      'that was replayed behind it',
      [queuedBy('hr:alice', four, NOON), releasedBy('hr:bob', four, YESTERDAY)],
      {},
    ],
    [
      'by queueing it again under another name',
      [queuedBy('hr:alice', four), queuedBy('hr:bob', four)],
      { provedOperator: 'hr:alice', release },
    ],
  ])('H3.14 does not count %s', (_, journal, ask) => {
    expect(tried(journal, ask)).toEqual(HELD);
  });

  it('H3.14 of what an unproved run queued takes two proved people', () => {
    const journal = [queuedBy(undefined, four), releasedBy('hr:alice', four)];
    expect(tried(journal, { provedOperator: 'hr:alice', release })).toEqual(HELD);
    expect(tried(journal, { provedOperator: 'hr:bob', release })).toEqual(GO);
  });

  it('H3.14 is remembered: what went wrong afterwards is tried again without asking a third time', () => {
    expect(tried([queuedBy('hr:alice', four), releasedBy('hr:bob', four)])).toEqual(GO);
  });

  it('H3.14 is over once the edge was taken away: put back, it is judged afresh', () => {
    const taken = four.flatMap((one) => tookAway(one, YESTERDAY, 'run-1'));
    const journal = [queuedBy('hr:alice', four), releasedBy('hr:bob', four), ...taken];
    expect(tried(journal)).toEqual(HELD);
  });

  it('H3.14 counts after a queueing that is dated ahead of the clock', () => {
    const journal = [queuedBy('hr:alice', four, TOMORROW), releasedBy('hr:bob', four, NOON)];
    expect(tried(journal)).toEqual(GO);
  });

  it('H3.14 has no voice of a person who has left since', () => {
    const journal = [queuedBy('hr:alice', four), releasedBy('hr:bob', four)];
    const world = { ...endings(four), journal };
    const without = identity(record('alice'), record('bob', { status: 'terminated' }));
    expect(kinds(planOf({ world: { ...world, identity: without }, rails }))).toEqual(HELD);
    expect(kinds(planOf({ world: { ...world, identity: everyone }, rails }))).toEqual(GO);
  });

  it('H3.14 without any ledger lets nothing go: nobody is proved', () => {
    const journal = [queuedBy('hr:alice', four), releasedBy('hr:bob', four)];
    const nobody = { operators: { provedBy: () => undefined } };
    expect(tried(journal, nobody)).toEqual(HELD);
  });
});

describe('ceilings over a window of time', () => {
  const morning = at('2026-11-21T08:00:00Z');
  const lastWeek = at('2026-11-14T08:00:00Z');
  const had = { basis: 'had', package: 'prod-admin' } as const;
  const taken = (when: typeof morning, counts?: typeof had) =>
    people(3, 100).flatMap((one) => tookAway(one, when, 'run-0', counts));

  it('H3.14 hold the slice that, with what went this morning, is above the ceiling', () => {
    expect(tried(taken(morning, had), {}, four.slice(0, 3))).toEqual(HELD);
  });

  it('H3.14 let the same slice go when what went is outside of the window', () => {
    expect(tried(taken(lastWeek, had), {}, four.slice(0, 3))).toEqual(GO);
  });

  it('H3.14 let it go when what went was of another package, or was foreign', () => {
    expect(
      tried(
        people(3, 100).flatMap((one) => tookAway(one, morning, 'r', { basis: 'had', package: 'wiki' })),
        {},
        four.slice(0, 3),
      ),
    ).toEqual(GO);
    expect(
      tried(
        people(3, 100).flatMap((one) => tookAway(one, morning, 'r', { basis: 'none' })),
        {},
        four.slice(0, 3),
      ),
    ).toEqual(GO);
  });

  it('H3.14 do not count twice what is tried again', () => {
    const again = four.slice(0, 3).flatMap((one) => tookAway(one, morning, 'run-0', had).slice(0, 1));
    expect(tried(again, {}, four.slice(0, 3))).toEqual(GO);
  });

  it('H3.14 do not count what two people released', () => {
    const gone = people(3, 100);
    const journal = [
      queuedBy('hr:alice', gone, morning),
      releasedBy('hr:bob', gone, morning),
      ...gone.flatMap((one) => tookAway(one, morning, 'run-1', had)),
    ];
    expect(tried(journal, {}, four.slice(0, 3))).toEqual(GO);
  });

  it('H3.14 count entries of before, which say no basis, by what the manifest knows', () => {
    const gone = people(3, 100);
    const world = endings([...gone, ...four.slice(0, 3)]);
    const seen = endings(four.slice(0, 3));
    const journal = gone.flatMap((one) => tookAway(one, morning));
    const plan = planOf({ world: { ...world, inventory: seen.inventory!, journal }, rails });
    expect(kinds(plan)).toEqual(HELD);
    const unknown = planOf({ world: { ...seen, journal }, rails });
    expect(kinds(unknown)).toEqual(GO);
  });
});
