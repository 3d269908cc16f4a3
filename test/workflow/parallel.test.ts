import { inLanes } from '../../lib/workflow/parallel.js';

describe('work in lanes', () => {
  const items = ['a1', 'b1', 'a2', 'c1', 'a3', 'b2'];

  async function run(atOnce: number): Promise<{ results: string[]; together: string[][] }> {
    const underWay: string[] = [];
    const together: string[][] = [];
    const results = await inLanes(
      items,
      atOnce,
      (item) => item.charAt(0),
      async (item) => {
        underWay.push(item);
        together.push([...underWay]);
        await Promise.resolve();
        await Promise.resolve();
        underWay.splice(underWay.indexOf(item), 1);
        return item.toUpperCase();
      },
    );
    return { results, together };
  }

  it('never does two items of one lane at once, and several lanes at once', async () => {
    const { together } = await run(4);
    for (const now of together) expect(new Set(now.map((item) => item.charAt(0))).size).toBe(now.length);
    expect(Math.max(...together.map((now) => now.length))).toBe(3);
  });

  it.each([1, 2, 9])('gives the results in the order of the items, %i at once', async (atOnce) => {
    expect((await run(atOnce)).results).toEqual(['A1', 'B1', 'A2', 'C1', 'A3', 'B2']);
  });
});
