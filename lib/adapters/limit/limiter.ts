import PQueue from 'p-queue';

const SECOND = 1000;

/** How fast and how wide a limiter lets calls through. */
export interface LimiterProps {
  /** Calls that may be under way at once. */
  readonly concurrency: number;
  /** Calls that may begin within any one second. @default - bounded by concurrency only */
  readonly perSecond?: number;
}

/** One gate that all calls to one provider go through, first come first served. */
export interface Limiter {
  /**
   * Runs `call` when its turn comes and settles as it does. An abort takes a waiting call out of the line and rejects
   * with the signal's reason.
   */
  run<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Calls begun so far, retries included when each retry comes through the gate. */
  readonly calls: number;
}

/**
 * Makes a limiter. The rate is a sliding window, so a burst at a boundary never exceeds it. Time is that of the global
 * timers, so fake timers drive it.
 */
export function createLimiter({ concurrency, perSecond }: LimiterProps): Limiter {
  const queue = new PQueue({ concurrency, ...(perSecond === undefined ? {} : rate(perSecond)) });
  let calls = 0;
  return {
    get calls() {
      return calls;
    },
    run: (call, signal) => {
      const counted = () => {
        calls += 1;
        return call();
      };
      return queue.add(counted, signal ? { signal } : {});
    },
  };
}

/** A rate below one call a second is one call in a longer interval. */
function rate(perSecond: number): { intervalCap: number; interval: number; strict: true } {
  if (perSecond >= 1) return { intervalCap: Math.floor(perSecond), interval: SECOND, strict: true };
  return { intervalCap: 1, interval: Math.ceil(SECOND / perSecond), strict: true };
}
