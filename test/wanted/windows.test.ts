import fc from 'fast-check';
import { instantOf, isList, type Instant } from '../../lib/kernel/index.js';
import type { Window } from '../../lib/model/index.js';
import { laterEnd, unionAt } from '../../lib/wanted/edges/windows.js';
import { atBounds } from '../_helpers/bounds.js';

const HORIZON = 40;
const window = (start: number, end: number | 'standing'): Window => ({
  start: instantOf(start),
  end: end === 'standing' ? end : instantOf(end),
});
const union = (windows: readonly Window[], asOf: Instant): Window => {
  if (!isList(windows)) throw new Error('no window');
  return unionAt(windows, asOf);
};

describe('the window of what several bases want', () => {
  it('goes on where one ends as the other begins, and a millisecond without either is a gap', () => {
    const first = window(0, 10);
    const second = (start: Instant): Window => ({ start, end: instantOf(20) });
    expect(atBounds(instantOf(10), (start) => union([second(start), first], instantOf(5)))).toEqual({
      before: window(0, 20),
      on: window(0, 20),
      after: first,
    });
  });

  it('is the one that is open; before it opens the next, when all are over the last', () => {
    const apart = [window(0, 10), window(20, 30)];
    expect(atBounds(instantOf(10), (asOf) => union(apart, asOf))).toEqual({
      before: window(0, 10),
      on: window(20, 30),
      after: window(20, 30),
    });
    expect(union(apart, instantOf(30))).toEqual(window(20, 30));
  });

  it('stands when one of them stands, also a shorter one that comes after it', () => {
    expect(union([window(0, 'standing'), window(5, 10)], instantOf(7))).toEqual(window(0, 'standing'));
    expect(union([window(0, 10), window(5, 'standing')], instantOf(7))).toEqual(window(0, 'standing'));
    expect(union([window(0, 'standing'), window(50, 60)], instantOf(55))).toEqual(window(0, 'standing'));
  });

  it('is the stretch, to the millisecond, in which at every moment one of them is open', () => {
    const windows = fc.array(
      fc
        .tuple(fc.nat(HORIZON - 1), fc.integer({ min: 1, max: 10 }), fc.nat(9))
        .map(([start, length, standing]) => window(start, standing === 0 ? 'standing' : start + length)),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(windows, fc.nat(HORIZON + 12), (given, moment) => {
        const isOpen = (at: number): boolean =>
          given.some(
            ({ start, end }) => start <= instantOf(at) && (end === 'standing' || instantOf(at) < end),
          );
        const found = union(given, instantOf(moment));
        const start = Date.parse(found.start);
        const end = found.end === 'standing' ? HORIZON + 20 : Date.parse(found.end);
        expect(isOpen(start - 1)).toBe(false);
        expect(found.end !== 'standing' && isOpen(end)).toBe(false);
        for (let at = start; at < end; at += 1) expect(isOpen(at)).toBe(true);
        if (isOpen(moment)) expect([start <= moment, moment < end]).toEqual([true, true]);
        else for (let at = moment; at < start; at += 1) expect(isOpen(at)).toBe(false);
      }),
    );
  });
});

describe('the later of two ends', () => {
  it('is that which stands, else the one further on, in whatever order', () => {
    const [early, late] = [instantOf(1), instantOf(2)];
    for (const [a, b, later] of [
      [early, late, late],
      [early, 'standing', 'standing'],
      ['standing', 'standing', 'standing'],
    ] as const)
      expect([laterEnd(a, b), laterEnd(b, a)]).toEqual([later, later]);
  });
});
