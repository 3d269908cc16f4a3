import { install } from '@sinonjs/fake-timers';
import { bounded } from '../../../lib/adapters/limit/index.js';
import { instantOf } from '../../../lib/kernel/index.js';
import { aroundSpan } from '../../_helpers/bounds.js';

const overdue = new Error('no answer within 50 ms');
const untilStopped = (stop: AbortSignal): Promise<never> =>
  new Promise((_, reject) => stop.addEventListener('abort', () => reject(stop.reason as Error)));

describe('an attempt that is bounded', () => {
  let time: ReturnType<typeof install>;
  beforeEach(() => {
    time = install({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  });
  afterEach(() => time.uninstall());

  test('goes on until its time is up, and is stopped with what it was told then', () => {
    const reasonAt = (at: string): unknown => {
      const signals: AbortSignal[] = [];
      const from = Date.now();
      void bounded({ timeout: 50, overdue }, (stop) => {
        signals.push(stop);
        return new Promise<never>(() => undefined);
      });
      time.tick(Date.parse(at) - Date.parse(instantOf(0)) - (Date.now() - from));
      return signals[0]?.reason;
    };
    expect(aroundSpan(instantOf(0), 50, reasonAt)).toEqual({
      before: undefined,
      on: overdue,
      after: overdue,
    });
  });

  test('is stopped at once when the caller stops, with the reason of the caller', async () => {
    const caller = new AbortController();
    const reason = new Error('stopped');
    const attempt = bounded({ timeout: 50, overdue, signal: caller.signal }, untilStopped);
    caller.abort(reason);
    await expect(attempt).rejects.toBe(reason);
  });

  test('gives what it gives, and leaves no timer behind, whether it succeeds or fails', async () => {
    await expect(bounded({ timeout: 50, overdue }, async () => 'done')).resolves.toBe('done');
    const failure = new Error('no');
    await expect(bounded({ timeout: 50, overdue }, () => Promise.reject(failure))).rejects.toBe(failure);
    expect(time.countTimers()).toBe(0);
  });
});
