import { Pace, readRate } from '../../../lib/adapters/okta/pace.js';
import { waitingClock } from './_server.js';

const CALL = 'GET /api/v1/groups/{groupId}/users';
const rate = (remaining: number, resetIn = 30_000) => ({ limit: 500, remaining, resetIn });

describe('Pace', () => {
  const waitsOf = async (reserve: number, learn: (pace: Pace) => void, turns: number) => {
    const clock = waitingClock();
    const pace = new Pace(clock, reserve);
    learn(pace);
    for (let turn = 0; turn < turns; turn += 1) await pace.turn(CALL);
    return clock.waits;
  };

  test('lets calls go freely while there is plenty', async () => {
    expect(await waitsOf(0.1, (pace) => pace.learn(CALL, rate(50), false), 20)).toEqual([]);
  });

  test('spreads what is left below the reserve over the rest of the window', async () => {
    expect(await waitsOf(0.1, (pace) => pace.learn(CALL, rate(30), false), 4)).toEqual([1000, 1000, 1000]);
  });

  test('stands still until the reset when nothing is left', async () => {
    expect(await waitsOf(0.1, (pace) => pace.learn(CALL, rate(0), false), 3)).toEqual([30_000]);
  });

  test('a refusal stops every call of its operation, and no other', async () => {
    const refused = (pace: Pace) => pace.learn(CALL, rate(0), true);
    expect(await waitsOf(0, refused, 3)).toEqual([30_000]);
    const other = (pace: Pace) => pace.learn('GET /api/v1/users', rate(0), true);
    expect(await waitsOf(0, other, 3)).toEqual([]);
  });

  test('without a reserve only a refusal makes it wait', async () => {
    expect(await waitsOf(0, (pace) => pace.learn(CALL, rate(0), false), 3)).toEqual([]);
  });

  test('goes freely again when there is plenty again', async () => {
    const learn = (pace: Pace) => {
      pace.learn(CALL, rate(0), true);
      pace.learn(CALL, rate(499), false);
    };
    expect(await waitsOf(0.1, learn, 5)).toEqual([]);
  });
});

describe('readRate', () => {
  const headers = (more: Record<string, string>) =>
    new Headers({ 'x-rate-limit-limit': '600', 'x-rate-limit-remaining': '5', ...more });

  test('measures the reset by the clock of the answer', () => {
    const date = new Date('2020-01-01T00:00:00Z');
    const reset = String(date.getTime() / 1000 + 12);
    const read = readRate(headers({ 'x-rate-limit-reset': reset, date: date.toUTCString() }), waitingClock());
    expect(read).toEqual({ limit: 600, remaining: 5, resetIn: 12_000 });
  });

  test('measures it by ours when the answer has no date', () => {
    const reset = String(Date.parse('2026-11-21T12:00:12Z') / 1000);
    expect(readRate(headers({ 'x-rate-limit-reset': reset }), waitingClock())?.resetIn).toBe(12_000);
  });

  test.each(['', 'soon', '-1', '1e9', '99999999999999999999'])('ignores a reset of `%s`', (reset) => {
    expect(readRate(headers({ 'x-rate-limit-reset': reset }), waitingClock())).toBeUndefined();
  });
});
