import type { LedgerRecord } from '../../lib/evidence/index.js';
import { person, type EdgeId, type Window } from '../../lib/model/index.js';
import {
  edge as liveEdge,
  ended,
  idOf,
  LAST_WEEK,
  manifest,
  NOON,
  READERS,
  STANDING,
  TOMORROW,
  wanted,
  YESTERDAY,
} from '../_helpers/build.js';
import { atBounds } from '../_helpers/bounds.js';
import { completenessOf, tryTicketRecord, type TicketCompleteness } from '../../lib/record/index.js';
import { endedIn, standingsIn } from '../../lib/record/standings.js';
import { differenceWithin, scopeReading, type Sighted } from '../../lib/record/snapshot.js';
import { tombstoneFact, tombstoneKnownIn, tombstonesIn } from '../../lib/record/tombstones.js';
import { timelineOf } from '../../lib/record/timeline.js';
import { provenAt, triggerOf } from '../../lib/record/end-proof.js';
import { BASIS, edge, life, Story, T, TICKET, type LifeProps } from './_life.js';

type Change = (record: LedgerRecord) => LedgerRecord;

const recordOf = (records: readonly LedgerRecord[]) => tryTicketRecord(TICKET, records)!;
const judged = (records: readonly LedgerRecord[], at = T('18:00')): TicketCompleteness =>
  completenessOf(recordOf(records), at);
const changed = (kind: LedgerRecord['kind'], body: object, props: LifeProps = {}): LedgerRecord[] =>
  life(props).map(((record) =>
    record.kind === kind ? { ...record, body: { ...record.body, ...body } } : record) as Change);

/** The records in another order, numbered anew. */
function reordered(
  order: (records: readonly LedgerRecord[]) => readonly LedgerRecord[],
  props: LifeProps = {},
): LedgerRecord[] {
  return order(life(props)).map((record, seq) => ({ ...record, seq }));
}

const moved =
  (kind: LedgerRecord['kind'], behind: LedgerRecord['kind']) => (records: readonly LedgerRecord[]) => {
    const rest = records.filter((record) => record.kind !== kind);
    const at = rest.findIndex((record) => record.kind === behind) + 1;
    return [...rest.slice(0, at), ...records.filter((record) => record.kind === kind), ...rest.slice(at)];
  };

describe('the order of the evidence', () => {
  it('an approval that was recorded after the decision does not count for it', () => {
    expect(judged(reordered(moved('approval', 'decision'))).missing).toEqual(['approval']);
    expect(judged(reordered(moved('approval', 'classification'))).missing).toEqual([]);
  });

  it('a change that was recorded before the decision contradicts it', () => {
    const faults = judged(reordered(moved('change', 'classification'))).faults;
    expect(faults).toMatchObject([{ code: 'EVIDENCE_CONTRADICTS', stage: 'decision' }]);
  });

  it('a change goes by the last decision before it', () => {
    const [denial] = life({ outcome: 'deny' }).filter(({ kind }) => kind === 'decision');
    const twice = (first: boolean) =>
      reordered((records) =>
        records.flatMap((one) =>
          one.kind === 'decision' ? (first ? [denial!, one] : [one, denial!]) : [one],
        ),
      );
    expect(judged(twice(true)).faults).toEqual([]);
    expect(judged(twice(false)).faults).toContainEqual(
      expect.objectContaining({ code: 'EVIDENCE_CONTRADICTS' }),
    );
  });

  it('a reading from before the change does not verify it', () => {
    const missing = atBounds(
      T('09:04'),
      (at) => judged(changed('verification', { observation: { digest: 'd', at } })).missing,
    );
    expect(missing).toEqual({ before: ['verification'], on: [], after: [] });
  });

  it('a reading that shows something else does not verify it', () => {
    expect(judged(changed('verification', { state: 'differs' })).missing).toEqual(['verification']);
  });

  it('one of two readings is enough', () => {
    const other = changed('verification', { state: 'differs' }).filter(({ kind }) => kind === 'verification');
    const both = reordered((records) =>
      records.flatMap((one) => (one.kind === 'verification' ? [...other, one] : [one])),
    );
    expect(judged(both).missing).toEqual([]);
  });

  it('of two changes the last has to be shown', () => {
    const later = changed('change', { after: { digest: 'd', at: T('10:00') } }).filter(
      ({ kind }) => kind === 'change',
    );
    const twice = (order: 'earlier' | 'later') =>
      reordered((records) =>
        records.flatMap((one) =>
          one.kind === 'change' ? (order === 'later' ? [one, ...later] : [...later, one]) : [one],
        ),
      );
    expect(judged(twice('later')).missing).toEqual(['verification']);
    expect(judged(twice('earlier')).missing).toEqual([]);
  });
});

describe('what is due of a ticket', () => {
  const open = ['end', 'end-verification'] as const;

  it('is its end from the end of its window on', () => {
    const state = atBounds(T('13:00'), (at) => judged(life({ without: open }), at).state);
    expect(state).toEqual({ before: 'open', on: 'closed', after: 'closed' });
  });

  it('is nothing more than what is there, while nothing was changed', () => {
    const found = judged(life({ without: ['change', 'verification', ...open] }), T('12:00'));
    expect(found).toMatchObject({ state: 'open', complete: true, missing: [] });
    expect(found.stages).toMatchObject({
      approval: 'there',
      change: 'awaited',
      verification: 'awaited',
      end: 'awaited',
    });
  });

  it('is the reading once it was changed', () => {
    const found = judged(life({ without: ['verification', ...open] }), T('12:00'));
    expect(found).toMatchObject({ state: 'open', complete: false, missing: ['verification'] });
  });

  it('is the change, where an end is recorded without one', () => {
    expect(judged(life({ without: ['change', 'verification'] })).missing).toEqual(['change', 'verification']);
  });

  it('is no approval before there is a decision', () => {
    const found = judged(
      life({ without: ['approval', 'decision', 'change', 'verification', ...open] }),
      T('12:00'),
    );
    expect(found.stages).toMatchObject({ approval: 'awaited', decision: 'missing' });
  });

  it('is nothing after a decision that is pending, and the ticket is open', () => {
    const without = ['approval', 'change', 'verification', ...open] as const;
    const found = judged(life({ outcome: 'pending', without }));
    expect(found).toMatchObject({ state: 'open', complete: true });
    expect(found.stages).toMatchObject({ approval: 'awaited', change: 'awaited', end: 'awaited' });
  });

  it('is nothing of what a denial leaves out, which is said to be not needed', () => {
    const without = ['approval', 'change', 'verification', ...open] as const;
    expect(judged(life({ outcome: 'deny', without })).stages).toMatchObject({
      approval: 'not-needed',
      change: 'not-needed',
      end: 'not-needed',
    });
  });

  it('never closes what stands', () => {
    const standing = changed('change', { ttl: { start: T('09:02'), end: 'standing' } }, { without: open });
    expect(judged(standing)).toMatchObject({ state: 'open', complete: true });
  });
});

describe('the end of a ticket', () => {
  it('that is recorded decides over its window', () => {
    expect(triggerOf(recordOf(life()))).toBe(T('13:00'));
    expect(triggerOf(recordOf(changed('end', { at: T('11:00') })))).toBe(T('11:00'));
    expect(triggerOf(recordOf(life({ without: ['end'] })))).toBe(T('13:00'));
  });

  it('is missing its proof where no reading shows it gone, and has a stale one where an early reading does', () => {
    expect(judged(changed('end-verification', { state: 'live' })).faults).toMatchObject([
      { code: 'EVIDENCE_MISSING', stage: 'end-verification' },
    ]);
    const readings = atBounds(T('13:00'), (goneAt) =>
      judged(life({ goneAt })).faults.map(({ code }) => code),
    );
    expect(readings).toEqual({ before: ['EVIDENCE_STALE'], on: ['EVIDENCE_STALE'], after: [] });
  });

  it('is proven when the last of its edges was shown gone, whatever the order of the ledger', () => {
    const proof = (at: string, ...edges: readonly EdgeId[]) =>
      changed('end-verification', { observation: { digest: 'd', at: T(at) }, edges }).filter(
        ({ kind }) => kind === 'end-verification',
      );
    const with_ = (...proofs: readonly LedgerRecord[][]) =>
      provenAt(
        recordOf(
          reordered((records) => [
            ...records.filter(({ kind }) => kind !== 'end-verification'),
            ...proofs.flat(),
          ]),
        ),
        T('13:00'),
      );
    expect(with_(proof('14:00', edge(1)), proof('13:30', edge(2)))).toBe(T('14:00'));
    expect(with_(proof('14:00', edge(1)), proof('13:30', edge(1)))).toBeUndefined();
    expect(with_(proof('13:30', edge(1), edge(2)), proof('14:00', edge(1), edge(2)))).toBe(T('13:30'));
  });

  it('is of what the change covered, where no end is recorded', () => {
    expect(provenAt(recordOf(life({ without: ['end'] })), T('13:00'))).toBe(T('13:05'));
    expect(provenAt(recordOf(life({ without: ['end'], goneEdges: [edge(1)] })), T('13:00'))).toBeUndefined();
  });
});

describe('the bases that are over', () => {
  const DANA = person('1');
  const reads = liveEdge(DANA, READERS);
  const id = idOf(reads);
  const grant = (pack: string, window: Window) =>
    ({
      ...{ principal: DANA, package: pack, asset: 'payments', via: [id] },
      bases: [{ basis: { kind: 'ticket', ticket: `ACC-${pack}` }, window }],
    }) as never;
  const over: Window = { start: LAST_WEEK, end: YESTERDAY };
  const open: Window = { start: LAST_WEEK, end: TOMORROW };
  const claimed = (of: Parameters<typeof manifest>[0], at = NOON) =>
    endedIn(manifest(of), at).map(({ package: pack, edges }) => [pack, edges]);

  it('claim their edges', () => {
    expect(claimed({ grants: [grant('1', over)] })).toEqual([['1', [id]]]);
    expect(claimed({ ended: [ended(reads)] })).toEqual([['prod-admin', [id]]]);
  });

  it('do not claim what another basis holds open', () => {
    expect(claimed({ grants: [grant('1', over), grant('2', open)] })).toEqual([]);
    expect(claimed({ grants: [grant('1', over), grant('2', STANDING)] })).toEqual([]);
    expect(claimed({ grants: [grant('2', open)], ended: [ended(reads)] })).toEqual([]);
  });

  it('claim it, where the other is over or has not begun', () => {
    const next: Window = { start: TOMORROW, end: 'standing' };
    expect(claimed({ grants: [grant('1', over), grant('2', next)] })).toEqual([['1', [id]]]);
    expect(claimed({ grants: [grant('1', over), grant('2', over)] })).toHaveLength(2);
  });

  it('do not claim what stands by declaration', () => {
    expect(claimed({ edges: [wanted(reads, { role: 'structure' })], grants: [grant('1', over)] })).toEqual(
      [],
    );
    expect(claimed({ edges: [wanted(reads)], grants: [grant('1', over)] })).toEqual([['1', [id]]]);
  });

  it('are over from the end of their window on', () => {
    const count = atBounds(TOMORROW, (at) => claimed({ grants: [grant('1', open)] }, at).length);
    expect(count).toEqual({ before: 0, on: 1, after: 1 });
  });

  it('are each one line, with all of its edges, and by its ticket', () => {
    const other = idOf(liveEdge(DANA, liveEdge(DANA, READERS).target));
    const two = { ...(grant('1', open) as object), via: ['ffffffffffffffff'] } as never;
    const [line, ...more] = standingsIn(manifest({ grants: [grant('1', open), two] }));
    expect(more).toEqual([]);
    expect(line).toMatchObject({ ticket: 'ACC-1', edges: [id, 'ffffffffffffffff'].sort() });
    expect(other).toBe(id);
  });

  it('are apart whatever stands in the names: no two are taken for one', () => {
    const named = (pack: string, asset: string) =>
      ({ ...(grant('1', open) as object), package: pack, asset }) as never;
    const grants = [named('a', 'b\nc'), named('a\nb', 'c'), named('a","b', 'c'), named('a', 'b","c')];
    expect(standingsIn(manifest({ grants }))).toHaveLength(4);
  });

  it('of a birthright have no ticket', () => {
    const birthright = {
      ...(grant('1', open) as object),
      bases: [{ basis: { kind: 'birthright', jobFunction: 'sre' }, window: open }],
    } as never;
    expect(standingsIn(manifest({ grants: [birthright] }))[0]).not.toHaveProperty('ticket');
  });
});

describe('ends for good', () => {
  const line = { principal: person('1'), package: 'p', asset: 'a' };

  it('are of what was asked for, never of a birthright', () => {
    expect(tombstoneFact({ ...line, basis: { kind: 'birthright', jobFunction: 'sre' } }, T('13:00'))).toEqual(
      [],
    );
    expect(tombstoneFact({ ...line, basis: BASIS, why: 'removal' }, T('13:00'))).toMatchObject([
      {
        kind: 'tombstone',
        body: {
          basis: BASIS,
          principal: 'hr:1',
          package: 'p',
          asset: 'a',
          endedAt: T('13:00'),
          reason: 'removal',
        },
      },
    ]);
  });

  it('are read back by synthesis, but for those that name no principal', () => {
    const fact = tombstoneFact({ ...line, basis: BASIS }, T('13:00'))[0]!;
    const story = new Story().add('tombstone', T('13:01'), fact.body as never);
    expect(tombstonesIn(story.records)).toEqual([{ ...line, basis: BASIS, endedAt: T('13:00') }]);
    for (const part of ['principal', 'package', 'asset']) {
      const poor = story.records.map((one) => ({
        ...one,
        body: { ...one.body, [part]: undefined },
      })) as never;
      expect(tombstonesIn(poor)).toEqual([]);
    }
  });

  it('hold from the earliest of them on', () => {
    const story = new Story();
    for (const at of ['13:00', '12:00', '14:00'])
      story.add('tombstone', T('15:00'), tombstoneFact({ ...line, basis: BASIS }, T(at))[0]!.body as never);
    const hasTombstone = tombstoneKnownIn(story.records);
    expect(atBounds(T('12:00'), (at) => hasTombstone({ basis: BASIS }, at))).toEqual({
      before: false,
      on: true,
      after: true,
    });
    expect(hasTombstone({ basis: { kind: 'ticket', ticket: 'ACC-0001' } }, T('18:00'))).toBe(false);
  });
});

describe('what differs between two readings', () => {
  const reading = (state: Sighted, content?: string) =>
    scopeReading([{ edge: edge(1), state, ...(content ? { content: content as never } : {}) }]);
  const ops = (before: Sighted, after: Sighted) =>
    differenceWithin([edge(1)], reading(before), reading(after)).map(({ op }) => op);

  it('is what came and what went, and nothing that either could not read', () => {
    const seen: Sighted[] = ['live', 'absent', 'unreadable'];
    const all = seen.flatMap((before) => seen.map((after) => [before, after, ...ops(before, after)]));
    expect(all.filter(([, , op]) => op)).toEqual([
      ['live', 'absent', 'remove'],
      ['absent', 'live', 'add'],
    ]);
  });

  it('is other content, where both know it', () => {
    const of = (was?: string, is?: string) =>
      differenceWithin([edge(1)], reading('live', was), reading('live', is));
    expect(of('a', 'b')).toEqual([{ op: 'alter', edge: edge(1), before: 'a', after: 'b' }]);
    for (const [was, is] of [
      ['a', 'a'],
      ['a', undefined],
      [undefined, 'b'],
    ] as const)
      expect(of(was, is)).toEqual([]);
  });

  it('is within the scope, in order, and of what both speak of', () => {
    const two = (first: Sighted, second: Sighted) =>
      scopeReading([
        { edge: edge(2), state: second },
        { edge: edge(1), state: first },
      ]);
    expect(two('live', 'live').edges.map((each) => each.edge)).toEqual([edge(1), edge(2)]);
    expect(
      differenceWithin([edge(2), edge(1), edge(2)], two('live', 'live'), two('absent', 'absent')),
    ).toMatchObject([{ edge: edge(1) }, { edge: edge(2) }]);
    expect(differenceWithin([edge(1)], two('live', 'live'), two('absent', 'absent'))).toHaveLength(1);
    expect(differenceWithin([edge(3)], two('live', 'live'), two('absent', 'absent'))).toEqual([]);
    expect(differenceWithin([edge(2)], two('live', 'live'), reading('absent'))).toEqual([]);
  });
});

it('a timeline tells every entry of a life in words of its own', () => {
  const says = timelineOf(life({ reviewer: 'hr:9' })).map((moment) => moment.says);
  expect(new Set(says).size).toBe(says.length);
  expect(says).toEqual([
    'hr:3 asked for prod-admin on payments for hr:5',
    'high risk, route one',
    'hr:7 approved it as owner',
    'approve, by route-one',
    'granted in run run-1, until 2026-11-20T13:00:00.000Z',
    'read back at 2026-11-20T09:05:00.000Z: matched',
    'ticket ACC-0042 ended at 2026-11-20T13:00:00.000Z: window',
    'hr:9 reviewed it afterwards: confirmed',
    'read at 2026-11-20T13:05:00.000Z: absent',
  ]);
});
