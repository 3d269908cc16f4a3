import fc from 'fast-check';
import { by, compareText, groupBy, isList, sorted, sortedTexts } from '../../lib/kernel/index.js';

describe('order', () => {
  it('sorts texts by code unit, never by locale', () => {
    expect(sorted(['b', 'a', 'B', 'ä', 'Z'], compareText)).toEqual(['B', 'Z', 'a', 'b', 'ä']);
    expect(sortedTexts(['b', 'a', 'b'])).toEqual(['a', 'b']);
  });

  it('is total over the keys named, whatever the order of input', () => {
    const rows = fc.array(fc.record({ a: fc.constantFrom('x', 'y'), b: fc.string() }));
    fc.assert(
      fc.property(rows, (values) => {
        const order = by<{ a: string; b: string }>(
          (v) => v.a,
          (v) => v.b,
        );
        expect(sorted([...values].reverse(), order)).toEqual(sorted(values, order));
      }),
    );
  });

  it('groups without losing a value', () => {
    expect([...groupBy([1, 2, 3], (n) => n % 2)]).toEqual([
      [1, [1, 3]],
      [0, [2]],
    ]);
    expect(isList([])).toBe(false);
    expect(isList([1])).toBe(true);
  });
});
