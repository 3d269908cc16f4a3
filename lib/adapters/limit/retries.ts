import { systemClock, type Clock, type Milliseconds } from '../../kernel/index.js';

/** How {@link withRetries} goes about it. */
export interface RetryProps {
  /** Calls in all, the first included; 1 never retries. */
  readonly attempts: number;
  readonly isRetryable: (error: unknown) => boolean;
  /** The wait that the provider asked for. @default - full jitter below an exponential bound */
  readonly retryAfter?: (error: unknown) => Milliseconds | undefined;
  /** Bound of the wait before the second call; doubles with each. @default 500 ms */
  readonly firstWait?: Milliseconds;
  /** No wait is longer than this, whoever asks for it. @default 120 s */
  readonly longestWait?: Milliseconds;
  readonly signal?: AbortSignal | undefined;
  /** @default - the machine's own, which fake timers drive */
  readonly clock?: Clock;
  /** From 0 up to but not including 1. @default Math.random */
  readonly random?: () => number;
}

const FIRST_WAIT: Milliseconds = 500;
const LONGEST_WAIT: Milliseconds = 120_000;

/**
 * Runs `call` until it succeeds, fails for good, or has failed `attempts` times; then rejects with its last error.
 * Waits with exponential back-off and full jitter, or as long as the provider asked. An abort ends the waiting at once.
 */
export async function withRetries<T>(call: () => Promise<T>, props: RetryProps): Promise<T> {
  const { attempts, isRetryable, clock = systemClock, signal } = props;
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      if (attempt >= attempts || !isRetryable(error)) throw error;
      await clock.sleep(waitAfter(error, attempt, props), signal);
    }
  }
}

/** How long to wait after the `attempt`-th failure, counted from 1. */
export function waitAfter(error: unknown, attempt: number, props: RetryProps): Milliseconds {
  const { firstWait = FIRST_WAIT, longestWait = LONGEST_WAIT, random = Math.random } = props;
  const asked = props.retryAfter?.(error);
  if (asked !== undefined && Number.isFinite(asked)) return Math.min(Math.max(0, asked), longestWait);
  return Math.floor(random() * Math.min(longestWait, firstWait * 2 ** (attempt - 1)));
}
