import { campaign } from './campaign.js';
import { everySort } from './faults.js';

describe('a chaos campaign', () => {
  it('plays every sort of fault that the sandbox knows, together at the share asked for', () => {
    const faults = everySort(1, 0.05);
    expect(faults.reduce((sum, { chance = 1 }) => sum + chance, 0)).toBeCloseTo(0.05);
    expect(new Set(faults.map(({ effect }) => effect.kind)).size).toBe(faults.length);
  });

  it('runs an episode over the real commands, breaks no rule and is no idle run', async () => {
    let asked = 0;
    const tally = await campaign({ seed: 11, rounds: 2, goesOn: () => asked++ < 3 });
    expect(tally.violations).toEqual([]);
    expect(tally).toMatchObject({ episodes: 1, rounds: 2 });
    expect(tally.strikes.size).toBeGreaterThan(0);
    expect(tally.revoked).toBeGreaterThan(0);
  }, 120_000);
});
