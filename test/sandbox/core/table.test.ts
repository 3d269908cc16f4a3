import fc from 'fast-check';
import { Table } from '../../../sandbox/core/table.js';

interface Row {
  readonly id: string;
  readonly group: string;
}

const byGroup = () => new Table<Row>([(row) => row.group]);

describe('a table', () => {
  it('is a map with pages and indexes that always agree with it', () => {
    const step = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      group: fc.constantFrom('x', 'y'),
      remove: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const table = byGroup();
        const map = new Map<string, Row>();
        for (const { id, group, remove } of steps) {
          if (remove) expect(table.delete(id)).toBe(map.delete(id));
          else for (const each of [table, map]) each.set(id, { id, group });
        }
        expect([...table]).toEqual([...map]);
        expect(table.page(0, Infinity).items).toEqual([...map.values()]);
        for (const group of ['x', 'y']) {
          const wanted = [...map.values()].filter((row) => row.group === group);
          expect(table.allIn(0, group)).toEqual(wanted);
          expect(table.countIn(0, group)).toBe(wanted.length);
          expect(table.oneIn(0, group)).toEqual(wanted[0]);
        }
      }),
    );
  });

  it('is read page by page, whatever goes away meanwhile, without loss or repetition of what stays', () => {
    const table = byGroup();
    for (let n = 0; n < 100; n += 1) table.set(`row${n}`, { id: `row${n}`, group: 'x' });
    const seen: string[] = [];
    let position = 0;
    for (let more = true, turn = 0; more; turn += 1) {
      const slice = table.pageIn(0, 'x', position, 7);
      seen.push(...slice.items.map((row) => row.id));
      ({ last: position, more } = slice);
      for (let n = 0; n < 5; n += 1) table.delete(`row${turn * 5 + n}`);
    }
    expect(new Set(seen).size).toBe(seen.length);
    for (const id of table.keys()) expect(seen).toContain(id);
  });

  it('moves a row between buckets when it is set again', () => {
    const table = byGroup().set('a', { id: 'a', group: 'x' }).set('a', { id: 'a', group: 'y' });
    expect([table.countIn(0, 'x'), table.countIn(0, 'y'), table.size]).toEqual([0, 1, 1]);
  });
});
