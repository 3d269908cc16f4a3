import { setImmediate } from 'node:timers/promises';
import { mapAll } from '../../../lib/adapters/aws/sweep/pool.js';

const numbers = Array.from({ length: 200 }, (_, index) => index);

describe('objects of one listing', () => {
  it('are read 64 at a time, and told in their order whichever is done first', async () => {
    let underWay = 0;
    let most = 0;
    const results = await mapAll(numbers, async (each) => {
      most = Math.max(most, ++underWay);
      for (let turns = each % 3; turns >= 0; turns -= 1) await setImmediate();
      underWay -= 1;
      return each * 2;
    });
    expect(results).toEqual(numbers.map((each) => each * 2));
    expect(most).toBe(64);
  });

  it('are not read on once one has failed', async () => {
    const begun: number[] = [];
    const failure = new Error('denied');
    const read = mapAll(numbers, async (each) => {
      begun.push(each);
      await setImmediate();
      if (each === 3) throw failure;
    });
    await expect(read).rejects.toBe(failure);
    await setImmediate();
    await setImmediate();
    expect(begun.length).toBeLessThan(numbers.length);
  });
});
