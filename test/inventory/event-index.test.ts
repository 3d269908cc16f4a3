import {
  alteredPart,
  changeOf,
  indexEvents,
  LOG_AHEAD,
  type AuditEvent,
  type LoggedChange,
} from '../../lib/inventory/index.js';
import type { Instant } from '../../lib/kernel/index.js';
import { AWS_SOURCE, OKTA_SOURCE, person } from '../../lib/model/index.js';
import { assignment, edge, LAST_WEEK, NOON, PROD, READERS, YESTERDAY } from '../_helpers/build.js';
import { aroundSpan, atBounds } from '../_helpers/bounds.js';

const added: LoggedChange = { op: 'add', source: AWS_SOURCE, target: 'readers', holder: 'dana' };
const removed: LoggedChange = { ...added, op: 'remove' };

function event(id: string, more: Partial<AuditEvent> = {}): AuditEvent {
  return {
    ...{ id, source: AWS_SOURCE, at: YESTERDAY, op: 'add', target: 'readers', holder: 'dana' },
    actor: { kind: 'person', native: 'eve', name: 'eve' },
    ...more,
  };
}

/** An event that names no holder. */
function sweeping(id: string, reach: 'all' | 'masked', more: Partial<AuditEvent> = {}): AuditEvent {
  const { holder: _holder, ...rest } = event(id, { reach, ...more });
  return rest;
}

const trace = (change: LoggedChange, ...events: readonly AuditEvent[]): string => {
  const found = indexEvents([events], NOON).trace(change);
  return found.state === 'none' ? 'none' : `${found.state} ${found.event.id}`;
};

describe('the event that made a change', () => {
  it('joins on source, operation, both ends and account, exactly', () => {
    expect(trace(added, event('e1'))).toBe('seen e1');
    for (const other of [
      { source: OKTA_SOURCE },
      { op: 'alter' },
      { target: 'writers' },
      { holder: 'sam' },
      { account: PROD },
    ] as const)
      expect(trace(added, event('e1', other))).toBe('none');
    const here = { ...added, account: PROD };
    expect(trace(here, event('e1', { account: PROD }))).toBe('seen e1');
    expect(trace(here, event('e1', { account: '222222222222' }), event('e2'))).toBe('none');
  });

  it('is the newest of all logs; at one instant that of the later id', () => {
    const newest = atBounds(YESTERDAY, (at) => {
      const [one, other] = [event('e1'), event('e2', { at })];
      return [trace(added, one, other), trace(added, other, one)];
    });
    expect(newest).toEqual({
      before: ['seen e1', 'seen e1'],
      on: ['seen e2', 'seen e2'],
      after: ['seen e2', 'seen e2'],
    });
    const logs = [[event('old', { at: LAST_WEEK })], [event('new')]];
    expect(indexEvents(logs, NOON).trace(added)).toMatchObject({ event: { id: 'new' } });
  });

  it('is undone by the contrary after it, not by one at its instant or before', () => {
    const undone = (contrary: 'add' | 'remove', change: LoggedChange) =>
      atBounds(YESTERDAY, (at) =>
        trace(change, event('e1', { op: change.op }), event('e2', { op: contrary, at })),
      );
    const expected = { before: 'seen e1', on: 'seen e1', after: 'undone e1' };
    expect(undone('remove', added)).toEqual(expected);
    expect(undone('add', removed)).toEqual(expected);
  });

  it('of an addition is undone by the end of its target or holder, too', () => {
    const later = { op: 'remove', at: NOON } as const;
    expect(trace(added, event('e1'), sweeping('e2', 'all', later))).toBe('undone e1');
    expect(trace(added, event('e1'), sweeping('e2', 'all', { ...later, target: 'dana' }))).toBe('undone e1');
    expect(trace(added, event('e1'), sweeping('e2', 'all', { ...later, target: 'sam' }))).toBe('seen e1');
    expect(trace(added, event('e1'), sweeping('e2', 'masked', later))).toBe('seen e1');
  });

  it('of a removal may be the end of its target or of its holder, whichever was last', () => {
    const gone = (id: string, at: Instant, target = 'readers') =>
      sweeping(id, 'all', { op: 'remove', at, target });
    expect(trace(removed, gone('e1', YESTERDAY))).toBe('seen e1');
    expect(trace(removed, gone('e1', YESTERDAY, 'dana'))).toBe('seen e1');
    expect(trace(removed, gone('e1', YESTERDAY), gone('e2', NOON, 'dana'))).toBe('seen e2');
    expect(trace(removed, gone('e1', NOON), gone('e2', YESTERDAY, 'dana'))).toBe('seen e1');
    expect(trace(added, sweeping('e1', 'all', { op: 'add' }))).toBe('none');
    const { holder: _holder, ...ofTarget } = removed;
    expect(trace(ofTarget, gone('e1', YESTERDAY, 'dana'))).toBe('none');
  });

  it('of an alteration is that of whichever of its parts was touched last, and nothing undoes it', () => {
    const set = { source: AWS_SOURCE, op: 'alter', target: 'admin' } as const;
    const [put, take] = [alteredPart('put', 'managed', 'Admin'), alteredPart('take', 'session', '')];
    const touched = (id: string, part: string, at: Instant) => {
      const { holder: _holder, ...rest } = event(id, { ...set, part, at });
      return rest;
    };
    const events = [touched('e1', put, NOON), touched('e2', take, YESTERDAY)];
    expect(trace({ ...set, parts: [put, take] }, ...events)).toBe('seen e1');
    expect(trace({ ...set, parts: [take] }, ...events)).toBe('seen e2');
    expect(trace({ ...set, parts: [] }, ...events)).toBe('none');
    expect(
      trace(
        { ...set, parts: [take] },
        ...events,
        sweeping('e3', 'all', { op: 'add', target: 'admin', at: NOON }),
      ),
    ).toBe('seen e2');
  });
});

describe('a part of a role', () => {
  it('is called by its name where there can be several of it', () => {
    expect(alteredPart('put', 'managed', 'A')).not.toBe(alteredPart('put', 'managed', 'B'));
    expect(alteredPart('put', 'customer-managed', 'A')).not.toBe(alteredPart('put', 'customer-managed', 'B'));
    expect(alteredPart('put', 'inline', 'A')).toBe(alteredPart('put', 'inline', 'B'));
    expect(alteredPart('put', 'session', '')).not.toBe(alteredPart('take', 'session', ''));
  });
});

describe('an event that masks its holder', () => {
  const masking = sweeping('e1', 'masked');

  it('made a change that a push explains, where no event names it; and no other', () => {
    expect(trace({ ...added, pushed: true }, masking)).toBe('seen e1');
    expect(trace({ ...added, pushed: false }, masking)).toBe('none');
    expect(trace(added, masking)).toBe('none');
    expect(trace({ ...added, pushed: true }, masking, event('e0', { at: LAST_WEEK }))).toBe('seen e0');
  });

  it('is told of its own operation and target', () => {
    const index = indexEvents([[masking]], NOON);
    expect(index.masked(added)).toEqual(masking);
    expect(index.masked(removed)).toBeUndefined();
    expect(index.masked({ ...added, target: 'writers' })).toBeUndefined();
  });
});

describe('an event dated ahead of the run', () => {
  it('is believed until it is later than any clock that is ahead explains, and told from then on', () => {
    const found = aroundSpan(NOON, LOG_AHEAD, (at) => {
      const index = indexEvents([[event('e1', { at })]], NOON);
      return [index.trace(added).state, index.tooFarAhead(added)?.id];
    });
    expect(found).toEqual({
      before: ['seen', undefined],
      on: ['seen', undefined],
      after: ['none', 'e1'],
    });
  });
});

describe('the change that made an edge', () => {
  it('has its native ends, and its account where the target has one', () => {
    const native = { holder: 'dana', target: 'native' };
    expect(changeOf(edge(person('1'), READERS), native, 'add')).toEqual({
      ...{ op: 'add', source: AWS_SOURCE, target: 'native', holder: 'dana' },
    });
    expect(changeOf(edge(person('1'), assignment()), native, 'remove')).toEqual({
      ...{ op: 'remove', source: AWS_SOURCE, target: 'native', holder: 'dana', account: PROD },
    });
  });
});
