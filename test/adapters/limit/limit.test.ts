import { install } from '@sinonjs/fake-timers';
import fc from 'fast-check';
import { createLimiter, withRetries, type RetryProps } from '../../../lib/adapters/limit/index.js';
import { waitAfter } from '../../../lib/adapters/limit/retries.js';
import { manualClock, parseInstant } from '../../../lib/kernel/index.js';

const NOON = parseInstant('2026-11-21T12:00:00Z');

describe('createLimiter', () => {
  let time: ReturnType<typeof install>;
  beforeEach(() => {
    time = install({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  });
  afterEach(() => time.uninstall());

  test('never begins more calls in any second than the rate allows', async () => {
    const limiter = createLimiter({ concurrency: 100, perSecond: 20 });
    const begun: number[] = [];
    const calls = Array.from({ length: 100 }, () => limiter.run(async () => void begun.push(Date.now())));
    await time.runAllAsync();
    await Promise.all(calls);

    const busiest = Math.max(
      ...begun.map((from) => begun.filter((at) => at >= from && at < from + 1000).length),
    );
    expect(busiest).toBe(20);
    expect(Date.now()).toBeLessThan(6000);
    expect(limiter.calls).toBe(100);
  });

  test('keeps a rate below one call a second', async () => {
    const limiter = createLimiter({ concurrency: 5, perSecond: 0.5 });
    const begun: number[] = [];
    const calls = [1, 2, 3].map(() => limiter.run(async () => void begun.push(Date.now())));
    await time.runAllAsync();
    await Promise.all(calls);

    expect(begun.map((at) => at - begun[0]!)).toEqual([0, 2000, 4000]);
  });

  test('never has more calls under way than its width', async () => {
    const limiter = createLimiter({ concurrency: 3 });
    let now = 0;
    let most = 0;
    const calls = Array.from({ length: 12 }, () =>
      limiter.run(async () => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setTimeout(resolve, 10));
        now--;
      }),
    );
    await time.runAllAsync();
    await Promise.all(calls);

    expect(most).toBe(3);
  });

  test('takes a waiting call out of the line on abort, and goes on with the others', async () => {
    const limiter = createLimiter({ concurrency: 1, perSecond: 1 });
    const stop = new AbortController();
    const first = limiter.run(async () => 'first');
    const aborted = limiter.run(async () => 'never', stop.signal);
    const third = limiter.run(async () => 'third');
    const reason = new Error('stopped');
    stop.abort(reason);

    await expect(aborted).rejects.toBe(reason);
    await time.runAllAsync();
    expect(await Promise.all([first, third])).toEqual(['first', 'third']);
    expect(limiter.calls).toBe(2);
  });

  test('rejects with what the call threw', async () => {
    const thrown = new TypeError('no');
    await expect(createLimiter({ concurrency: 1 }).run(() => Promise.reject(thrown))).rejects.toBe(thrown);
  });
});

describe('withRetries', () => {
  const props = (more: Partial<RetryProps> = {}): RetryProps & { waits: number[] } => {
    const clock = manualClock(NOON);
    const waits: number[] = [];
    const sleep: typeof clock.sleep = (span, signal) => {
      waits.push(span);
      return clock.sleep(span, signal);
    };
    return {
      attempts: 4,
      isRetryable: () => true,
      clock: { ...clock, sleep },
      random: () => 0.5,
      waits,
      ...more,
    };
  };
  const failing = (failures: readonly unknown[]) => {
    let calls = 0;
    return {
      call: async () => {
        const failure = failures[calls++];
        if (failure !== undefined) throw failure as Error;
        return 'done';
      },
      get calls() {
        return calls;
      },
    };
  };

  test('gives the first success', async () => {
    const { call } = failing([new Error('1'), new TypeError('2')]);
    const given = props();
    expect(await withRetries(call, given)).toBe('done');
    expect(given.waits).toEqual([250, 500]);
  });

  test('rejects with the last error itself when the attempts are used up', async () => {
    const last = new TypeError('last');
    const world = failing([new Error('1'), new Error('2'), new Error('3'), last]);
    await expect(withRetries(world.call, props())).rejects.toBe(last);
    expect(world.calls).toBe(4);
  });

  test('does not wait after the last failure', async () => {
    const given = props({ attempts: 2 });
    await expect(withRetries(failing([1, 2].map(String).map(Error)).call, given)).rejects.toThrow('2');
    expect(given.waits).toHaveLength(1);
  });

  test('does not retry what is not retryable', async () => {
    const world = failing([new Error('for good')]);
    const given = props({ isRetryable: () => false });
    await expect(withRetries(world.call, given)).rejects.toThrow('for good');
    expect([world.calls, given.waits]).toEqual([1, []]);
  });

  test('waits as long as the provider asks, within the bound', async () => {
    const given = props({ retryAfter: (error) => Number((error as Error).message), longestWait: 60_000 });
    await withRetries(failing([new Error('7000'), new Error('-1'), new Error('9000000')]).call, given);
    expect(given.waits).toEqual([7000, 0, 60_000]);
  });

  test('stops at once on abort, with the reason of the signal', async () => {
    const stop = new AbortController();
    const reason = new Error('stopped');
    const given = props({ signal: stop.signal });
    const call = () => {
      stop.abort(reason);
      return Promise.reject(new Error('1'));
    };
    await expect(withRetries(call, given)).rejects.toBe(reason);
    expect(given.waits).toHaveLength(1);
  });

  test('does not begin when already aborted', async () => {
    const world = failing([]);
    const reason = new Error('stopped');
    await expect(withRetries(world.call, props({ signal: AbortSignal.abort(reason) }))).rejects.toBe(reason);
    expect(world.calls).toBe(0);
  });

  test('a wait is below its exponential bound and never above the longest', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempt, random) => {
          const wait = waitAfter(
            new Error(''),
            attempt,
            props({ random: () => random, longestWait: 30_000 }),
          );
          expect(wait).toBeGreaterThanOrEqual(0);
          expect(wait).toBeLessThan(Math.min(30_000, 500 * 2 ** (attempt - 1)));
        },
      ),
    );
  });
});
