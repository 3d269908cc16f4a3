import { isLucky } from '../../../sandbox/core/chance.js';
import type { Fault } from '../../../sandbox/index.js';

const call = (operation: string, n = 0) => ({ service: 'okta', operation, params: { n: String(n) } });
const fault = (id: string, chance?: number): Fault => ({
  id,
  match: '*',
  effect: { kind: 'denied' },
  ...(chance === undefined ? {} : { chance }),
});

describe('a fault with a chance', () => {
  it('hits about that share of the calls; without one it hits them all', () => {
    const rare = fault('rare', 0.05);
    const hits = Array.from({ length: 4000 }, (_, n) => isLucky(rare, call('GET /users', n))).filter(Boolean);
    expect(hits.length).toBeGreaterThan(140);
    expect(hits.length).toBeLessThan(260);
    expect(isLucky(fault('always'), call('GET /users'))).toBe(true);
    expect(isLucky(fault('never', 0), call('GET /users'))).toBe(false);
  });

  it('hits the same calls in whatever order they arrive, and a repeated call anew', () => {
    const calls = Array.from({ length: 300 }, (_, n) => call('GET /users', n % 100));
    const hit = (order: typeof calls): string[] => {
      const one = fault('one', 0.2);
      return order
        .filter((each) => isLucky(one, each))
        .map(({ params }) => params.n)
        .sort();
    };
    expect(hit([...calls].reverse())).toEqual(hit(calls));
    const repeated = fault('two', 0.5);
    const answers = Array.from({ length: 50 }, () => isLucky(repeated, call('GET /users')));
    expect(new Set(answers)).toEqual(new Set([true, false]));
  });
});
