import {
  aheadNotes,
  isOutdated,
  recordGoesFirst,
  timedBy,
  type JournalEntry,
} from '../../lib/drift/index.js';
import { attributor, type SoughtChange } from '../../lib/drift/attribution.js';
import { breakerOf, isReleasedBy } from '../../lib/drift/breaker.js';
import { LOG_AHEAD, LOG_SKEW, type AuditActor, type AuditEvent } from '../../lib/inventory/index.js';
import { linksOf } from '../../lib/identity/index.js';
import { CLOCK_SKEW, isAhead, type Instant } from '../../lib/kernel/index.js';
import { AWS_SOURCE, person, workload, type Window } from '../../lib/model/index.js';
import {
  edge,
  enforced,
  identity,
  idOf,
  inventory,
  LAST_WEEK,
  live,
  manifest,
  NOON,
  READERS,
  record,
  TOMORROW,
  wanted,
  YESTERDAY,
} from '../_helpers/build.js';
import { BELIEVED, people, planOf, queuedBy, releasedBy } from './_plan.js';
import { aroundSpan, atBounds } from '../_helpers/bounds.js';

const reads = edge(person('1'), READERS);
const EVE: AuditActor = { kind: 'person', native: 'user-3', name: 'eve' };
const PIPELINE: AuditActor = { kind: 'role', native: 'arn:aws:iam::111111111111:role/writ', name: 'writ' };
const change: SoughtChange = {
  id: idOf(reads),
  op: 'add',
  source: AWS_SOURCE,
  target: 'readers',
  holder: 'user-1',
};

const event = (at: Instant, more: Partial<AuditEvent> = {}): AuditEvent => ({
  ...{ id: 'e1', source: AWS_SOURCE, at, op: 'add', holder: 'user-1', target: 'readers', actor: EVE },
  ...more,
});

/** Who made the change, asked at noon. */
function doer(
  events: readonly AuditEvent[],
  {
    journal = [],
    of = {},
  }: { readonly journal?: readonly JournalEntry[]; readonly of?: Partial<SoughtChange> } = {},
) {
  const log = new Map([[AWS_SOURCE, { complete: true, events, failures: [] }]]);
  return attributor(log, journal, [PIPELINE.native], linksOf(identity()), NOON)({ ...change, ...of });
}

describe('an event of the log', () => {
  it('that is dated after the run is said to be ahead only beyond what clocks may differ', () => {
    const ahead = aroundSpan(NOON, LOG_SKEW, (at) => {
      const found = doer([event(at)]);
      return 'ahead' in found ? found.ahead : undefined;
    });
    expect(ahead).toEqual({ before: undefined, on: undefined, after: LOG_SKEW + 1 });
  });

  it('counts until it is dated later than any clock that is ahead explains', () => {
    expect(aroundSpan(NOON, LOG_AHEAD, (at) => doer([event(at)]).by)).toEqual({
      before: 'person',
      on: 'person',
      after: 'unknown',
    });
  });

  it('is undone only by the contrary after it', () => {
    const undone = atBounds(
      YESTERDAY,
      (at) => doer([event(YESTERDAY), event(at, { id: 'e2', op: 'remove' })]).by,
    );
    expect(undone).toEqual({ before: 'person', on: 'person', after: 'unknown' });
  });

  it('is the newest; of two at one instant the one of the later id, in whatever order the log has them', () => {
    const newest = atBounds(YESTERDAY, (at) => {
      const events = [event(YESTERDAY, { id: 'e1' }), event(at, { id: 'e2' })];
      return [events, [...events].reverse()].map((each) => {
        const found = doer(each);
        return 'event' in found ? found.event : undefined;
      });
    });
    expect(newest).toEqual({ before: ['e1', 'e1'], on: ['e2', 'e2'], after: ['e2', 'e2'] });
  });
});

describe('the leave of our pipeline', () => {
  const intent = { kind: 'intent', run: 'run-1', edges: [idOf(reads)], op: 'add' } as const;
  const done = (at: Instant) => [event(at, { actor: PIPELINE })];
  const withIntent = (from: Instant, deadline: Instant, at: Instant) =>
    doer(done(at), { journal: [{ ...intent, at: from, deadline }] }).by;

  it('begins with its intent and lasts until the deadline', () => {
    expect(atBounds(LAST_WEEK, (at) => withIntent(LAST_WEEK, YESTERDAY, at))).toEqual({
      before: 'pipeline-without-intent',
      on: 'pipeline',
      after: 'pipeline',
    });
    expect(atBounds(YESTERDAY, (at) => withIntent(LAST_WEEK, YESTERDAY, at))).toEqual({
      before: 'pipeline',
      on: 'pipeline',
      after: 'pipeline-without-intent',
    });
  });

  it('covers what a clock that is ahead dates after the run, when it covers the run', () => {
    const soon = aroundSpan(NOON, LOG_SKEW, (at) => withIntent(LAST_WEEK, NOON, at));
    expect(soon).toEqual({ before: 'pipeline', on: 'pipeline', after: 'pipeline' });
    expect(withIntent(LAST_WEEK, YESTERDAY, NOON)).toBe('pipeline-without-intent');
  });

  it('is for what the intent names and means to do, and for that alone', () => {
    const given = (more: Partial<Extract<JournalEntry, { kind: 'intent' }>>) =>
      doer(done(YESTERDAY), { journal: [{ ...intent, at: LAST_WEEK, deadline: NOON, ...more }] }).by;
    expect(given({})).toBe('pipeline');
    expect(given({ op: 'remove' })).toBe('pipeline-without-intent');
    expect(given({ edges: [] })).toBe('pipeline-without-intent');
  });

  it('is that of whoever acts on its behalf, and of nobody else', () => {
    const journal = [{ ...intent, at: LAST_WEEK, deadline: NOON }];
    const by = (actor: AuditActor) => doer([event(YESTERDAY, { actor })], { journal }).by;
    expect(by({ ...EVE, onBehalfOf: PIPELINE.native })).toBe('pipeline');
    expect(by({ ...EVE, onBehalfOf: 'user-9' })).toBe('person');
    expect(by(EVE)).toBe('person');
  });

  it('to remove is an intent to remove, which one that says nothing is; a window that was decided is none', () => {
    const { op: _op, ...plain } = intent;
    const gone = [event(YESTERDAY, { op: 'remove', actor: PIPELINE })];
    const removal = (given: object, more: Partial<SoughtChange> = {}) =>
      doer(gone, {
        journal: [{ ...plain, at: LAST_WEEK, deadline: NOON, ...given }] as JournalEntry[],
        of: { op: 'remove', ...more },
      }).by;
    expect(removal({})).toBe('pipeline');
    expect(removal({ op: 'add' })).toBe('pipeline-without-intent');
    const wantedIn = { start: LAST_WEEK, end: 'standing' } as const;
    expect(removal({ op: 'add' }, { wantedIn })).toBe('pipeline-without-intent');
  });

  it('to add is also the window that was decided: from its start until its end', () => {
    const inWindow = (wantedIn: Window, at: Instant) => doer(done(at), { of: { wantedIn } }).by;
    const window = { start: LAST_WEEK, end: YESTERDAY };
    expect(atBounds(LAST_WEEK, (at) => inWindow(window, at))).toEqual({
      before: 'pipeline-without-intent',
      on: 'pipeline',
      after: 'pipeline',
    });
    expect(atBounds(YESTERDAY, (at) => inWindow(window, at))).toEqual({
      before: 'pipeline',
      on: 'pipeline-without-intent',
      after: 'pipeline-without-intent',
    });
    expect(inWindow({ ...window, end: 'standing' }, NOON)).toBe('pipeline');
  });
});

describe('what lies ahead of the clock', () => {
  it('does so by more than clocks may differ', () => {
    const ahead = { before: false, on: false, after: true };
    expect(aroundSpan(NOON, CLOCK_SKEW, (at) => isAhead(at, NOON))).toEqual(ahead);
    expect(aroundSpan(NOON, 1000, (at) => isAhead(at, NOON, 1000))).toEqual(ahead);
  });

  it('does not count in the journal, except what the breaker queued', () => {
    const seen = (at: Instant): JournalEntry => ({ kind: 'gone', at, edge: idOf(reads) });
    const kept = aroundSpan(NOON, CLOCK_SKEW, (at) => {
      const { journal, ahead } = timedBy([seen(at), queuedBy(undefined, [reads], at)], NOON, undefined);
      return [journal.map(({ kind }) => kind), ahead.count, ahead.doubt];
    });
    const both = [['gone', 'queued'], 0, false];
    expect(kept).toEqual({ before: both, on: both, after: [['queued'], 2, true] });
  });

  it('puts the clock in doubt only where nothing was written since, and names the latest', () => {
    const seen = (at: Instant): JournalEntry => ({ kind: 'gone', at, edge: idOf(reads) });
    const late = aroundSpan(NOON, CLOCK_SKEW, (at) => at).after;
    expect(timedBy([seen(late), seen(TOMORROW)], NOON, undefined).ahead).toEqual({
      ...{ count: 2, latest: TOMORROW, doubt: true },
    });
    expect(timedBy([seen(TOMORROW), seen(late)], NOON, undefined).ahead.latest).toBe(TOMORROW);
    expect(timedBy([seen(TOMORROW), seen(YESTERDAY)], NOON, undefined).ahead.doubt).toBe(false);
  });
});

describe('what a report says of what lies ahead', () => {
  it('is nothing where nothing does, and one note that counts them and names the latest where something does', () => {
    expect(aheadNotes({ count: 0, doubt: false })).toEqual([]);
    const [note, ...others] = aheadNotes({ count: 2, latest: TOMORROW, doubt: true });
    expect([note?.code, others]).toEqual(['TIME_AHEAD', []]);
    expect(note?.says).toContain(`2 entries dated ahead of the clock, up to ${TOMORROW}`);
    expect(aheadNotes({ count: 1, latest: TOMORROW, doubt: true })[0]?.says).toContain('1 entry dated');
  });
});

describe('the voices behind what the breaker queued', () => {
  const released = (queuedAt: Instant, releasedAt: Instant) =>
    isReleasedBy(
      breakerOf(
        [queuedBy('hr:alice', [reads], queuedAt), releasedBy('hr:bob', [reads], releasedAt)],
        BELIEVED,
        () => true,
        NOON,
      ).queued(idOf(reads))?.voices,
    );

  it('are of those who released it since it was queued: one from before is a replay', () => {
    expect(atBounds(YESTERDAY, (at) => released(YESTERDAY, at))).toEqual({
      before: false,
      on: true,
      after: true,
    });
  });

  it('are not lost to a queueing that lies ahead of the clock', () => {
    expect(atBounds(NOON, (at) => released(at, YESTERDAY))).toEqual({
      before: false,
      on: false,
      after: true,
    });
  });
});

describe('what the breaker queued', () => {
  const left = (...entries: readonly JournalEntry[]) =>
    breakerOf([queuedBy('hr:alice', [reads]), ...entries], BELIEVED, () => true, NOON).queued(idOf(reads)) !==
    undefined;
  const outcome = (state: string) =>
    ({ kind: 'outcome', at: NOON, run: 'run-1', edge: idOf(reads), state }) as unknown as JournalEntry;

  it('stays queued until it is gone or was taken away, whatever else became of it', () => {
    expect([left(), left(outcome('failed')), left(outcome('still-live'))]).toEqual([true, true, true]);
    expect([left(outcome('revoked')), left({ kind: 'gone', at: NOON, edge: idOf(reads) })]).toEqual([
      false,
      false,
    ]);
  });
});

describe('the newest manifest of the record', () => {
  const newest = { manifest: 'sha256:newest' as never, asOf: NOON };
  const known = { newest, open: new Map() };
  const given = (asOf: Instant, manifestDigest = 'sha256:given' as never) => ({
    ...{ manifest: { asOf }, manifestDigest },
  });

  it('makes every one of an earlier instant outdated', () => {
    expect(atBounds(NOON, (asOf) => isOutdated(given(asOf), known))).toEqual({
      before: true,
      on: false,
      after: false,
    });
    expect(isOutdated(given(LAST_WEEK), { open: new Map() })).toBe(false);
  });

  it('goes before another of its own instant or earlier, never before itself or a later one', () => {
    expect(atBounds(NOON, (asOf) => recordGoesFirst(given(asOf), known))).toEqual({
      before: true,
      on: true,
      after: false,
    });
    expect(recordGoesFirst(given(NOON, newest.manifest), known)).toBe(false);
    expect(recordGoesFirst(given(LAST_WEEK), { open: new Map() })).toBe(false);
  });
});

describe('a workload whose owners are among too many leavers', () => {
  const robot = edge(workload('deploy'), READERS);
  const leavers = people(4);
  const verdict = (expires: Instant) => {
    const world = {
      manifest: manifest({
        edges: [...leavers, robot].map((one) => wanted(one)),
        catalogue: {
          scopes: [enforced([READERS])],
          teams: [{ name: 'platform', title: '', approvers: ['p10'] }] as never,
          workloads: [{ id: 'deploy', title: '', owner: 'platform', purpose: '', expires }] as never,
        },
      }),
      inventory: inventory({ edges: [...leavers, robot].map((one) => live(one)) }),
      identity: identity(
        ...leavers.map(({ holder }) => record('id' in holder ? holder.id : '', { status: 'terminated' })),
      ),
    };
    const rails = { ceiling: { count: 3, fraction: 1, fractionFrom: 20 } };
    const line = planOf({ world, rails }).lines.find(({ finding }) => finding.subject.id === idOf(robot));
    return line && (line.verdict.state === 'held' ? line.verdict.rail : line.verdict.state);
  };

  it('is held with them while its own lifetime lasts, and goes once that is over', () => {
    expect(atBounds(NOON, verdict)).toEqual({ before: 'go', on: 'go', after: 'ceiling' });
  });
});
