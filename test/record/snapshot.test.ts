import fc from 'fast-check';
import { digest, digestOf } from '../../lib/kernel/index.js';
import { person } from '../../lib/model/index.js';
import { differenceWithin, scopeReading, snapshotOf, type ScopeReading } from '../../lib/record/index.js';
import { at, AWS_ADMINS, edge, inventory, live, READERS } from '../_helpers/build.js';
import { edge as id } from './_life.js';

const states = ['live', 'absent', 'unreadable'] as const;
const reading = fc
  .array(fc.constantFrom(...states), { minLength: 6, maxLength: 6 })
  .map((each) => scopeReading(each.map((state, index) => ({ edge: id(index), state }))));

describe('the difference between two readings', () => {
  it('REQ-105 names what came and what went', () => {
    const before = scopeReading([
      { edge: id(1), state: 'live' },
      { edge: id(2), state: 'absent' },
      { edge: id(3), state: 'live', content: digest('a') },
    ]);
    const after = scopeReading([
      { edge: id(1), state: 'absent' },
      { edge: id(2), state: 'live' },
      { edge: id(3), state: 'live', content: digest('b') },
    ]);
    expect(differenceWithin([id(1), id(2), id(3)], before, after)).toEqual([
      { op: 'remove', edge: id(1) },
      { op: 'add', edge: id(2) },
      { op: 'alter', edge: id(3), before: digest('a'), after: digest('b') },
    ]);
  });

  it('REQ-105 says nothing beyond the scope, and nothing of what could not be read', () => {
    fc.assert(
      fc.property(reading, reading, fc.subarray([0, 1, 2, 3, 4, 5]), (before, after, scope) => {
        const ids = scope.map(id);
        for (const { edge: named } of differenceWithin(ids, before, after)) {
          expect(ids).toContain(named);
          expect(stateOf(before, named)).not.toBe('unreadable');
          expect(stateOf(after, named)).not.toBe('unreadable');
        }
      }),
    );
  });

  it('of a reading with itself is empty', () => {
    fc.assert(
      fc.property(reading, (one) => {
        expect(
          differenceWithin(
            one.edges.map((each) => each.edge),
            one,
            one,
          ),
        ).toEqual([]);
      }),
    );
  });
});

describe('a snapshot', () => {
  const edges = [live(edge(person('1'), READERS)), live(edge(person('2'), AWS_ADMINS))];

  it('has one digest for one world, whenever and in whatever order it was read', () => {
    const first = snapshotOf(inventory({ edges }));
    const later = snapshotOf({
      ...inventory({ edges: [...edges].reverse() }),
      startedAt: at('2027-01-01T00:00:00Z'),
      endedAt: at('2027-01-01T00:00:01Z'),
    });
    expect(digestOf(later)).toBe(digestOf(first));
  });

  it('has another digest once an edge came or went', () => {
    expect(digestOf(snapshotOf(inventory({ edges: edges.slice(1) })))).not.toBe(
      digestOf(snapshotOf(inventory({ edges }))),
    );
  });

  it('holds no name of a person', () => {
    const users = [
      {
        source: READERS.source,
        native: 'u1',
        login: 'dana@example.com',
        displayName: 'Dana Fox',
        status: 'active' as const,
      },
    ];
    expect(JSON.stringify(snapshotOf(inventory({ edges, users })))).not.toMatch(/Dana|example\.com/);
  });
});

function stateOf({ edges }: ScopeReading, of: string): string | undefined {
  return edges.find((each) => each.edge === of)?.state;
}
