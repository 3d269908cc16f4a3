import { epochOf, instantOf, type Instant, type Milliseconds } from './instant.js';

/** The only way to the time of day and to waiting. */
export interface Clock {
  now(): Instant;
  /** Resolves after `span`, or rejects with the signal's reason as soon as it aborts. */
  sleep(span: Milliseconds, signal?: AbortSignal): Promise<void>;
}

/** How far the clocks of machines that write one record may differ, where nothing else is configured: five minutes. */
export const CLOCK_SKEW: Milliseconds = 300_000;

/** Whether a recorded time lies ahead of the clock by more than clocks may differ. */
export function isAhead(recorded: Instant, now: Instant, skew: Milliseconds = CLOCK_SKEW): boolean {
  return epochOf(recorded) - epochOf(now) > skew;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => instantOf(Date.now()),
  sleep: (span, signal) =>
    new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        reject(signal?.reason as Error);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, span);
      if (signal?.aborted) stop();
      else signal?.addEventListener('abort', stop, { once: true });
    }),
};

/** A clock that stands at `at` and moves only when slept on; for tests and replays. */
export function manualClock(at: Instant): Clock & { advance(span: Milliseconds): void } {
  let now = Date.parse(at);
  const advance = (span: Milliseconds): void => {
    now += span;
  };
  return {
    now: () => instantOf(now),
    advance,
    sleep: (span, signal) => {
      if (signal?.aborted) return Promise.reject(signal.reason as Error);
      advance(span);
      return Promise.resolve();
    },
  };
}
